import { createHash } from 'node:crypto';
import type { Analysis, Topic, Urgency } from '../domain/analysis.ts';
import { authorKey } from '../domain/mention.ts';
import type { DeskSettings } from '../domain/settings.ts';

/** What triage looks at. */
export interface TriageInput {
  id: string;
  sourceKind: string;
  authorId: string | null;
  authorName: string | null;
  threadId: string | null;
  title: string | null;
  text: string;
  /** Null when the language stage failed on it. */
  analysis: Analysis | null;
  /** Written to the brand itself, on a channel that it answers. */
  direct?: boolean;
}

/** A ticket to open (or to join, if one is open for the same case), or why there is none. */
export type TriageDecision =
  | {
      outcome: 'ticket';
      reason: string;
      caseKey: string;
      urgency: Urgency | null;
      topic: Topic | null;
      subject: string;
    }
  | { outcome: 'ignored' | 'unread'; reason: string };

const same = (value: string) => value.normalize('NFC').trim().toLowerCase();

function isBrand(input: TriageInput, brandAuthors: readonly string[]): boolean {
  const own = new Set(brandAuthors.map(same));
  return [input.authorId, input.authorName].some((author) => author !== null && own.has(same(author)));
}

/**
 * One case is what one author complains of in one thread; an anonymous post, or one that stands in no thread, is a case
 * of its own.
 */
export function caseKey(
  input: Pick<TriageInput, 'id' | 'sourceKind' | 'authorId' | 'authorName' | 'threadId'>,
): string {
  const author = authorKey(input);
  const parts =
    author === null || input.threadId === null ? ['mention', input.id] : [input.sourceKind, input.threadId, author];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** The first words of title or text, on one line, at most 120 characters. */
export function subjectOf(title: string | null, text: string): string {
  const line = (title?.trim() || text).replace(/\s+/gu, ' ').trim();
  const characters = Array.from(line.slice(0, 500));
  return characters.length <= 120 ? line : `${characters.slice(0, 119).join('')}…`;
}

/**
 * A complaint over the desk's threshold, from a customer, that is not spam, becomes a ticket; so does whatever somebody
 * writes to the brand directly.
 */
export function triage(input: TriageInput, settings: DeskSettings): TriageDecision {
  const { analysis } = input;
  if (input.direct === true && !isBrand(input, settings.brandAuthors))
    return ticketFor(input, 'written to the brand directly');
  if (analysis === null) return { outcome: 'unread', reason: 'the language stage could not read it' };
  if (isBrand(input, settings.brandAuthors)) return { outcome: 'ignored', reason: "the brand's own account" };
  if (analysis.spam) return { outcome: 'ignored', reason: 'advertising or spam' };
  if (!analysis.complaint.label) {
    return { outcome: 'ignored', reason: `not a complaint (${analysis.complaint.score.toFixed(2)})` };
  }
  return ticketFor(input, `a complaint (${analysis.complaint.score.toFixed(2)})`);
}

const ticketFor = (input: TriageInput, reason: string): TriageDecision => ({
  outcome: 'ticket',
  reason,
  caseKey: caseKey(input),
  urgency: input.analysis?.urgency ?? null,
  topic: input.analysis?.topics[0] ?? null,
  subject: subjectOf(input.title, input.text),
});
