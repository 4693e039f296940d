import type { Sentiment, Topic } from '../../api/types.ts';
import { SENTIMENTS, TOPICS } from '../../mention/labels.ts';
import { defined, oneOf, text } from '../../ui/address.ts';

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

const LONGEST = 4000;

/** Reads them; what is not understood is left out. */
export function mentionsSearch(search: Record<string, unknown>): MentionsSearch {
  return defined<MentionsSearch>({
    q: text(search.q, LONGEST),
    sentiment: oneOf(SENTIMENTS, search.sentiment),
    complaint: oneOf(['true', 'false'], search.complaint),
    topic: oneOf(TOPICS, search.topic),
    source: text(search.source, LONGEST),
    brand: text(search.brand, LONGEST),
    province: text(search.province, LONGEST),
    counted: oneOf(['true'], search.counted),
    from: text(search.from, LONGEST),
    to: text(search.to, LONGEST),
  });
}
