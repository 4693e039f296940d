import type { Sentiment, Topic } from '../../api/types.ts';
import { SENTIMENTS, TOPICS } from '../../mention/labels.ts';
import { defined, oneOf, text } from '../../ui/address.ts';

/** Lengths of time that are offered, in days. */
export const LENGTHS = ['7', '30', '90', '365'] as const;
export type Length = (typeof LENGTHS)[number];

/** What the figures are of, as it stands in the address. */
export interface AnalyticsSearch {
  days?: Length;
  topic?: Topic;
  source?: string;
  sentiment?: Sentiment;
}

/** Reads it; what is not understood is left out. */
export function analyticsSearch(search: Record<string, unknown>): AnalyticsSearch {
  return defined<AnalyticsSearch>({
    days: oneOf(LENGTHS, search.days),
    topic: oneOf(TOPICS, search.topic),
    source: text(search.source, 100),
    sentiment: oneOf(SENTIMENTS, search.sentiment),
  });
}

/** From one instant (included) to another (not included), in ISO 8601. */
export interface Span {
  from: string;
  to: string;
}

/** What is shown, what it is compared with, and by which steps it is drawn. */
export interface Spans {
  /** Whole days of this browser's time zone, today the last of them. */
  shown: Span;
  /** As long before it as today has come: an unfinished day is never held against a finished one. */
  before: Span;
  interval: 'day' | 'week';
}

/** The spans for a length of time that ends with the day of `now`. */
export function spansOf(days: number, now: Date): Spans {
  const midnight = (offset: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + offset).toISOString();
  const sameTimeBefore = new Date(now);
  sameTimeBefore.setDate(now.getDate() - days);
  return {
    shown: { from: midnight(1 - days), to: midnight(1) },
    before: { from: midnight(1 - 2 * days), to: sameTimeBefore.toISOString() },
    interval: days > 90 ? 'week' : 'day',
  };
}

/** The span of one step among steps that follow each other, cut to what is shown. */
export function stepSpan(keys: readonly string[], index: number, shown: Span): Span {
  const [key = shown.from, next = shown.to] = [keys[index], keys[index + 1]];
  return {
    from: new Date(Math.max(Date.parse(key), Date.parse(shown.from))).toISOString(),
    to: new Date(Math.min(Date.parse(next), Date.parse(shown.to))).toISOString(),
  };
}

/** An instant by which a step is named: the noon of its first day, so that browsers in other time zones name the team's day. */
export const noonOf = (key: string): string => new Date(Date.parse(key) + 12 * 3_600_000).toISOString();

/** How much more or less than before, as a share of before; null where there was nothing to compare with. */
export const changeOf = (now: number, before: number): number | null => (before === 0 ? null : now / before - 1);
