import type { Sentiment, Topic } from '../../api/types.ts';
import { SENTIMENTS, TOPICS } from '../../mention/labels.ts';

/** The filters of the mentions, as they stand in the address and go to the API. */
export interface MentionsSearch {
  q?: string;
  sentiment?: Sentiment;
  complaint?: 'true' | 'false';
  topic?: Topic;
  source?: string;
  brand?: string;
  province?: string;
  /** Only what the figures count: no spam. */
  counted?: 'true';
  from?: string;
  to?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.slice(0, 4000) : undefined;
const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((each) => each === String(value));

/** Reads them; what is not understood is left out. */
export function mentionsSearch(search: Record<string, unknown>): MentionsSearch {
  const found: { [Name in keyof MentionsSearch]: MentionsSearch[Name] | undefined } = {
    q: text(search.q),
    sentiment: oneOf(SENTIMENTS, search.sentiment),
    complaint: oneOf(['true', 'false'], search.complaint),
    topic: oneOf(TOPICS, search.topic),
    source: text(search.source),
    brand: text(search.brand),
    province: text(search.province),
    counted: oneOf(['true'], search.counted),
    from: text(search.from),
    to: text(search.to),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
