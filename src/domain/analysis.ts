import { z } from 'zod';

/** ISO 639-1 code of the languages that are analysed, or "other" (kept, but out of the statistics). */
export const language = z.enum(['vi', 'en', 'other']);
export type Language = z.infer<typeof language>;

export const sentimentLabel = z.enum(['positive', 'neutral', 'negative']);
export type SentimentLabel = z.infer<typeof sentimentLabel>;

/** The telecom topics: what a text is about; a text has any number of them. */
export const topic = z.enum([
  'network', // coverage, speed, 4G/5G, calls that drop
  'data', // data packages and how they are used up
  'billing', // bills, charges, deductions, top-ups
  'sim', // SIM, subscription, identity registration, number porting
  'internet', // fixed internet, fibre, wifi
  'tv',
  'roaming',
  'promotion',
  'spam', // spam calls and messages that the customer receives
  'service', // staff, shop, hotline, handling of requests
  'app', // app and website
  'competitor', // another operator is named
]);
export type Topic = z.infer<typeof topic>;

export const urgency = z.enum(['low', 'normal', 'high', 'critical']);
export type Urgency = z.infer<typeof urgency>;

const score = z.number().min(0).max(1);

/** Our opinion on one text. Scores are calibrated probabilities from 0 to 1. */
export const analysis = z.object({
  language,
  /** `score` is the probability of `label`. */
  sentiment: z.object({ label: sentimentLabel, score }),
  /** `score` is the probability that it is a complaint, whatever the label; the label compares it with the threshold. */
  complaint: z.object({ label: z.boolean(), score }),
  topics: z.array(topic),
  urgency,
  /** The text itself is advertising or spam. */
  spam: z.boolean(),
  /** The words that decided, cut from the text as written; `for` names the output that they speak for. */
  evidence: z.array(z.object({ for: z.string(), text: z.string() })),
  /** The model version that made it, e.g. "1". */
  version: z.string(),
});

export type Analysis = z.infer<typeof analysis>;
