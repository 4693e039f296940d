import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SentimentLabel } from '../../domain/analysis.ts';
import { InvalidInput } from '../../errors.ts';
import { telecomComments } from './telecom-comments.ts';
import { telecomEn } from './telecom-en.ts';
import { telecomHard } from './telecom-hard.ts';
import { telecomReviews } from './telecom-reviews.ts';
import { telecomStories } from './telecom-stories.ts';
import { telecomVi } from './telecom-vi.ts';

/** One labelled text; an undefined answer means that its set doesn't answer that question. */
export interface Example {
  set: string;
  text: string;
  complaint?: boolean;
  sentiment?: SentimentLabel;
  /** Known where a set tells negative from the rest only. */
  negative?: boolean;
  /** What kind of thing it is about, where the set says. */
  domain?: string;
}

const row = z.object({
  text: z.string(),
  label: z.string(),
  domain: z.string().optional(),
  aspects: z.array(z.string()).optional(),
});
type Row = z.infer<typeof row>;

const sentiments: Record<string, SentimentLabel> = {
  positive: 'positive',
  neutral: 'neutral',
  negative: 'negative',
  POS: 'positive',
  NEU: 'neutral',
  NEG: 'negative',
};

/** The files of the data folder: set name, file, language. Files that are not there are left out. */
const files = [
  { set: 'viocd', file: 'vi_complaint_viocd_train.jsonl', language: 'vi', heldOut: false },
  { set: 'viocd-dev', file: 'vi_complaint_viocd_dev.jsonl', language: 'vi', heldOut: true },
  { set: 'ubs', file: 'vi_bank_ubs_train.jsonl', language: 'vi', heldOut: false },
  { set: 'aivivn', file: 'vi_sent_aivivn_train.jsonl', language: 'vi', heldOut: false },
  { set: 'vlsp', file: 'vi_sent_vlsp2016_train.jsonl', language: 'vi', heldOut: false },
  { set: 'vsfc', file: 'vi_sent_vsfc_train.jsonl', language: 'vi', heldOut: false },
  { set: 'vsfc-dev', file: 'vi_sent_vsfc_dev.jsonl', language: 'vi', heldOut: true },
  { set: 'acl2019', file: 'en_complaint_acl2019_train.jsonl', language: 'en', heldOut: false },
] as const;

function bankSentiment(aspects: readonly string[]): SentimentLabel | undefined {
  const feelings = new Set(aspects.map((aspect) => aspect.split('#')[1]));
  if (feelings.size !== 1) return undefined;
  return sentiments[[...feelings][0] ?? ''];
}

function toExample(set: string, from: Row): Example {
  const example: Example = { set, text: from.text, ...(from.domain && { domain: from.domain }) };
  if (from.label === 'complaint' || from.label === 'non-complaint') example.complaint = from.label === 'complaint';
  const sentiment = sentiments[from.label] ?? bankSentiment(from.aspects ?? []);
  if (sentiment) example.sentiment = sentiment;
  if (from.label === 'non-negative') example.negative = false;
  else if (sentiment) example.negative = sentiment === 'negative';
  if (from.label === 'non-negative' && sentiment === 'negative') delete example.sentiment;
  return example;
}

function readSet(path: string, set: string): Example[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (!line.trim()) return [];
    const parsed = row.safeParse(JSON.parse(line));
    if (!parsed.success)
      throw new InvalidInput(`${path}: line ${at + 1} is no labelled text`, [], { cause: parsed.error });
    return [toExample(set, parsed.data)];
  });
}

/** The second letter of a line: the sentiment, or what is wanted, which says the sentiment too. */
const signs: Record<string, SentimentLabel> = {
  '-': 'negative',
  '>': 'negative', // leaves for another operator
  '0': 'neutral',
  '?': 'neutral', // asks something
  '!': 'neutral', // asks for something to be done
  '+': 'positive',
};

function ownTexts(set: string, lines: string): Example[] {
  return lines
    .trim()
    .split('\n')
    .map((line): Example => {
      const sentiment = signs[line[1] ?? ''] ?? 'neutral';
      return { set, text: line.slice(3), complaint: line[0] === 'c', sentiment, negative: sentiment === 'negative' };
    });
}

/** The project's own texts; of the first ones some are kept out. */
function ownExamples(language: 'vi' | 'en'): { train: Example[]; heldOut: Example[] } {
  const set = language === 'vi' ? 'telecom' : 'telecom-en';
  const first = ownTexts(set, language === 'vi' ? telecomVi : telecomEn);
  // Of each eight lines two are kept out: one from the odd and one from the even ones, which alternate between the labels.
  const isHeldOut = (at: number) => at % 8 === 3 || at % 8 === 6;
  const later = language === 'vi' ? [telecomReviews, telecomComments, telecomHard, telecomStories] : [];
  return {
    train: [...first.filter((_, at) => !isHeldOut(at)), ...later.flatMap((lines) => ownTexts(set, lines))],
    heldOut: first.filter((_, at) => isHeldOut(at)).map((each) => ({ ...each, set: `${set}-dev` })),
  };
}

/** Whether a folder has any of the labelled files; without them only own corrections can be learnt from. */
export function hasDatasets(dataDir: string | null): dataDir is string {
  return dataDir !== null && files.some(({ file, heldOut }) => !heldOut && existsSync(join(dataDir, file)));
}

/** All labelled texts of one language, the project's own alone without a folder: those to train on, and those kept out to measure. */
export function loadExamples(dataDir: string | null, language: 'vi' | 'en'): { train: Example[]; heldOut: Example[] } {
  const own = ownExamples(language);
  if (dataDir === null) return own;
  for (const each of files) {
    const path = join(dataDir, each.file);
    if (each.language !== language || !existsSync(path)) continue;
    own[each.heldOut ? 'heldOut' : 'train'].push(...readSet(path, each.set));
  }
  return own;
}
