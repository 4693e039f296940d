import { bothWordsOf, type Rule } from '../analysis/query/query.ts';
import type { IndexableMention } from '../storage/index-steps.ts';
import type { Bucket, Grouping } from '../storage/mention-counts.ts';
import type { MentionFilter } from '../storage/mentions.ts';
import type { Rejection } from './bulk.ts';

/** A mention as it is indexed. */
export interface MentionDocument extends Omit<IndexableMention, 'change'> {
  /** Rises with each change of the mention: an older one never replaces a newer one. */
  version: number;
  /** When it was published in the team's time zone: hour 0 to 23, weekday 1 (Monday) to 7. */
  localHour: number;
  localWeekday: number;
}

export interface SearchRequest {
  /** A parsed query; null matches everything. */
  rule: Rule | null;
  /** What it is narrowed to beside its words. */
  filter: Omit<MentionFilter, 'rule'>;
}

/** The words of a field as rules compare them, a piece each of title and text, separated by blanks. */
export interface SearchableWords {
  folded: string[];
  exact: string[];
}

/** A pathological text must not make an index entry of megabytes; beyond so many words nothing is found. */
const MAX_WORDS = 20_000;

/** What an index keeps beside the original, so that it finds what the matcher at intake finds. */
export function searchableWords(pieces: readonly (string | null)[]): SearchableWords {
  const given = pieces.filter((piece) => piece !== null).map(bothWordsOf);
  const joined = (words: readonly string[]) => words.slice(0, MAX_WORDS).join(' ');
  return { folded: given.map(({ folded }) => joined(folded)), exact: given.map(({ exact }) => joined(exact)) };
}

/** The port to search and analytics over mentions. The records are the truth: whatever it holds can be made again. */
export interface MentionSearch {
  /** Adds documents or replaces them; gives those that were refused. Throws when the whole could not be stored. */
  index(documents: readonly MentionDocument[]): Promise<Rejection[]>;
  /** Ids of what matches, newest first, and the cursor of the next page. */
  search(
    request: SearchRequest & { limit: number; cursor?: string | undefined },
  ): Promise<{ ids: string[]; nextCursor: string | null }>;
  /** Counts what matches, by group: spans of time in their order, fields by count, at most 1,000. */
  aggregate(request: SearchRequest & { grouping: Grouping }): Promise<Bucket[]>;
  remove(ids: readonly string[]): Promise<void>;
  /** Forgets the months (UTC) that lie wholly before an instant; gives how many they were. */
  dropBefore(instant: Date): Promise<number>;
  /** Rejects when it can't be asked. */
  ping(): Promise<void>;
  /** Builds everything anew beside the old and switches over without a gap; searches are answered throughout. */
  rebuild(documents: AsyncIterable<readonly MentionDocument[]>): Promise<Rejection[]>;
}
