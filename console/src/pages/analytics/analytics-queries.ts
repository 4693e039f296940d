import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, take } from '../../api/client.ts';
import type { Answer } from '../../api/types.ts';
import { type AnalyticsSearch, type Spans, spansOf } from './analytics-search.ts';

export type Group = Answer<'/api/analytics/topics', 'get'>['items'][number];

/** What every figure of the page is of. */
export interface Asked {
  spans: Spans;
  narrowing: Omit<AnalyticsSearch, 'days'>;
}

export function useAsked({ days = '30', ...narrowing }: AnalyticsSearch): Asked {
  // Today's end moves on with a new search, not while one looks at it.
  const spans = useMemo(() => spansOf(Number(days), new Date()), [days]);
  return { spans, narrowing };
}

/** Mentions over time, and the same of the time before for comparison. */
export function useOverTime({ spans, narrowing }: Asked) {
  const { shown, before, interval } = spans;
  const read = (span: typeof shown, signal: AbortSignal) =>
    take(api.GET('/api/analytics/sentiment', { params: { query: { ...span, interval, ...narrowing } }, signal }));
  return useQuery({
    queryKey: ['analytics', 'sentiment', spans, narrowing],
    queryFn: async ({ signal }) => {
      const [now, then] = await Promise.all([read(shown, signal), read(before, signal)]);
      return { shown: now, before: then };
    },
  });
}

/** Mentions by what they are about, where they are from, or whom they name: the most frequent first. */
export function useGroups(by: 'topics' | 'sources' | 'share-of-voice' | 'provinces', { spans, narrowing }: Asked) {
  const query = { ...spans.shown, ...narrowing };
  return useQuery({
    queryKey: ['analytics', by, query],
    queryFn: ({ signal }) => take(api.GET(`/api/analytics/${by}`, { params: { query }, signal })),
  });
}
