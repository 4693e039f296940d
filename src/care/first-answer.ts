import type { FirstAnswerSettings } from '../domain/help.ts';
import { fillTemplate, type TemplateValues } from './template.ts';

/** What the first answer to one customer depends on. */
export interface FirstAnswerFacts {
  channel: string;
  /** Whether everybody reads along: a comment or a post, no message. */
  isPublic: boolean;
  isSpam: boolean;
  isOpen: boolean;
  /** Questions of approved articles that fit, with their answers. */
  articles: readonly { question: string; answer: string }[];
  values: Partial<TemplateValues>;
}

/** Articles named in one answer, and the characters of each. */
const MOST_ARTICLES = 3;
const MOST_CHARACTERS = 400;

const cut = (text: string) =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1).trimEnd()}…`;

/** The words that a customer is answered by itself; null where nothing is to be said. Each says how to reach a person. */
export function firstAnswer(settings: FirstAnswerSettings, facts: FirstAnswerFacts): string | null {
  const { channel, isPublic, isSpam, isOpen, articles, values } = facts;
  if (!settings.enabled || !settings.channels.includes(channel) || isSpam) return null;
  if (isPublic && !settings.publicPosts) return null;
  const found = settings.articles === '' || isPublic ? [] : articles.slice(0, MOST_ARTICLES);
  return [
    fillTemplate(settings.acknowledgement, values),
    ...(isOpen ? [] : [fillTemplate(settings.outOfHours, values)]),
    ...(found.length === 0 ? [] : [settings.articles]),
    ...found.map(({ question, answer }) => `• ${question}\n${cut(answer)}`),
    fillTemplate(settings.person, values),
  ].join('\n');
}

/** Folded: how people ask for a person, in Vietnamese and English. */
const PERSON =
  /\b(?:gap|noi chuyen (?:voi)?|chuyen (?:cho)?|cho (?:toi|minh|em)? ?gap|ket noi|lien he) (?:voi )?(?:nhan vien|nguoi that|tong dai vien|tu van vien|nguoi ho tro|dien thoai vien)|\b(?:talk|speak|chat) (?:to|with) (?:a |an )?(?:human|person|agent|someone)|\breal person\b/;

/** Whether somebody asks for a person; `folded` is the text in small letters without marks (`fold`). */
export const wantsPerson = (folded: string): boolean => PERSON.test(folded);

/** What tickets of those who ask for a person are tagged with. */
export const PERSON_TAG = 'gặp nhân viên';
