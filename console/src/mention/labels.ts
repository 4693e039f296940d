import type { Intent, Sentiment, Topic, Urgency } from '../api/types.ts';

/** The labels that a mention can have, in the order in which they are offered. */
export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const satisfies readonly Sentiment[];
export const TOPICS = [
  'network',
  'data',
  'billing',
  'sim',
  'internet',
  'tv',
  'roaming',
  'promotion',
  'spam',
  'service',
  'app',
  'competitor',
] as const satisfies readonly Topic[];
export const INTENTS = [
  'complaint',
  'leaving',
  'question',
  'request',
  'praise',
  'other',
] as const satisfies readonly Intent[];
export const URGENCIES = ['low', 'normal', 'high', 'critical'] as const satisfies readonly Urgency[];
