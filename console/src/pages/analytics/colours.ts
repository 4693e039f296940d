import type { Sentiment } from '../../api/types.ts';

/** Told apart by who sees no red or green, too, and seen on light and dark ground. */
export const SENTIMENT_COLOURS: Readonly<Record<Sentiment, string>> = {
  negative: '#d9480f',
  neutral: '#868e96',
  positive: '#1c7ed6',
};

/** Complaints among all mentions of a group. */
export const COMPLAINT_COLOURS = { complaints: SENTIMENT_COLOURS.negative, others: SENTIMENT_COLOURS.neutral } as const;
