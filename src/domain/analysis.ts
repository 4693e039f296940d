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

/** What the author wants most: `leaving` the operator for another one comes before a complaint. */
export const intent = z.enum(['complaint', 'question', 'request', 'praise', 'leaving', 'other']);
export type Intent = z.infer<typeof intent>;

/** Why something is urgent. */
export const urgencyReason = z.enum([
  'outage', // nothing works at all
  'blocked', // a number or a line was cut off
  'everyone', // a whole area
  'danger', // life, or a whole fortune
  'money', // charged wrongly
  'leaving', // threatens to leave
  'authority', // press, authority, police or lawyer are named
  'waiting', // days, or several calls, without an answer
  'now', // says that it is urgent
  'stolen', // a phone or SIM was lost or stolen
]);
export type UrgencyReason = z.infer<typeof urgencyReason>;

/** An operator named in a text (`viettel`, `vinaphone` …, keys of analysis/lexicons/brands.ts) and what is thought of it there. */
export const brandOpinion = z.object({
  brand: z.string(),
  /** Not the desk's own; false while the desk has not said which is its own. */
  isCompetitor: z.boolean(),
  sentiment: sentimentLabel,
});
export type BrandOpinion = z.infer<typeof brandOpinion>;

/** A place named in a text: itself, the province that it lies in since July 2025 (34) and the one before (63), e.g. "Dĩ An", "Hồ Chí Minh", "Bình Dương". */
export const place = z.object({ name: z.string(), province: z.string(), formerProvince: z.string() });
export type Place = z.infer<typeof place>;

/** Somebody's number or address: `text.slice(start, end)` of the text as written. */
export const personalData = z.object({
  kind: z.enum(['phone', 'email', 'id', 'card', 'account']),
  start: z.int().min(0),
  end: z.int().min(0),
});
export type PersonalData = z.infer<typeof personalData>;

const judged = {
  /** `score` is the probability of `label`. */
  sentiment: z.object({ label: sentimentLabel, score }),
  /** `score` is the probability that it is a complaint, whatever the label; the label compares it with the threshold. */
  complaint: z.object({ label: z.boolean(), score }),
  topics: z.array(topic),
  intent,
  urgency,
};

/** Our opinion on one text. Fields with a default came later: analyses kept from before are read with it. Scores are calibrated probabilities from 0 to 1. */
export const analysis = z.object({
  language,
  /** ISO 639-1 code of the language, also of those that are not analysed; null when it can't be told. */
  languageCode: z.string().nullable().default(null),
  ...judged,
  intent: intent.default('other'),
  urgencyReasons: z.array(urgencyReason).default([]),
  brands: z.array(brandOpinion).default([]),
  /** Data packages and named products, each once, in one spelling ("ST120K", "My Viettel"). */
  products: z.array(z.string()).default([]),
  places: z.array(place).default([]),
  personalData: z.array(personalData).default([]),
  /** Praise in words that blames in meaning. */
  sarcasm: z.boolean().default(false),
  /** The text itself is advertising or spam. */
  spam: z.boolean(),
  /** The words that decided, cut from the text as written; `for` names the output that they speak for. */
  evidence: z.array(z.object({ for: z.string(), text: z.string() })),
  /** The model version that made it, e.g. "1". */
  version: z.string(),
  /** What the models said of the labels that a person has put right; the labels above are that person's, with a score of 0 or 1. */
  corrected: z.object(judged).partial().optional(),
});

export type Analysis = z.infer<typeof analysis>;

/** What a person may say that the analysis should have found. */
export const labels = z.strictObject({
  sentiment: sentimentLabel.optional(),
  complaint: z.boolean().optional(),
  topics: z
    .array(topic)
    .max(20)
    .transform((topics) => [...new Set(topics)])
    .optional(),
  intent: intent.optional(),
  urgency: urgency.optional(),
});
export type Labels = z.output<typeof labels>;
