import { z } from 'zod';

const instant = z.iso.datetime();
const person = z.object({ id: z.uuid(), name: z.string() });
const name = z.string().trim().min(1).max(200);

/** What the program finds out by itself about how a ticket was handled. */
export const qualityCheck = z.enum(['response-time', 'greeting', 'closing', 'promises', 'tone']);
export type QualityCheck = z.infer<typeof qualityCheck>;

/** One thing that a reviewer judges, from 0 to `points`. */
export const criterion = z.strictObject({
  /** Names it in answers and figures; keep it when the words change. */
  key: z.string().regex(/^[a-z][a-z0-9-]{0,49}$/, 'must be lower-case letters, digits and hyphens'),
  name,
  description: z.string().trim().max(1000).default(''),
  /** How much it counts beside the others. */
  weight: z.number().gt(0).max(1000).default(1),
  points: z.int().min(1).max(10).default(1),
  /** No points here make the whole review fail with a score of 0. */
  fatal: z.boolean().default(false),
  /** The finding of the program that is proposed to the reviewer. */
  check: qualityCheck.nullable().default(null),
});
export type Criterion = z.output<typeof criterion>;

export const scorecardInput = z.strictObject({
  name,
  /** Whose tickets it is for, those of the teams below included; null: of every team that has none nearer. */
  team: z.uuid().nullable().default(null),
  /** The least score, of 100, that passes. */
  passMark: z.number().min(0).max(100).default(80),
  criteria: z
    .array(criterion)
    .min(1)
    .max(50)
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'names one key twice'),
});
export type ScorecardInput = z.output<typeof scorecardInput>;

export const scorecard = z.object({
  id: z.uuid(),
  name: z.string(),
  team: z.uuid().nullable(),
  passMark: z.number(),
  criteria: z.array(criterion),
  retired: z.boolean(),
  createdAt: instant,
});
export type Scorecard = z.infer<typeof scorecard>;

/** Why a closed ticket is reviewed, the weightiest first. */
export const reviewReason = z.enum(['low-csat', 'sla-missed', 'high-urgency', 'random', 'by-agent', 'by-hand']);
export type ReviewReason = z.infer<typeof reviewReason>;

export const reviewStatus = z.enum(['waiting', 'taken', 'submitted', 'appealed', 'decided']);
export type ReviewStatus = z.infer<typeof reviewStatus>;

/** `share` of what could be had, 0 to 1; null where there was nothing to judge. */
export const preScore = z.object({
  check: qualityCheck,
  share: z.number().min(0).max(1).nullable(),
  detail: z.string(),
});
export type PreScore = z.infer<typeof preScore>;

export const answer = z.strictObject({
  criterion: z.string().max(50),
  points: z.int().min(0).nullable().meta({ description: 'null: not applicable, counts neither way.' }),
  comment: z.string().trim().max(2000).default(''),
});
export type Answer = z.output<typeof answer>;

const text = z.string().trim().min(1).max(5000);

export const verdictInput = z.strictObject({
  answers: z.array(answer).max(50).meta({ description: 'One for each criterion.' }),
  comment: z.string().trim().max(5000).default(''),
});
export type VerdictInput = z.output<typeof verdictInput>;

export const appealInput = z.strictObject({ text });

export const appealDecisionInput = z
  .strictObject({
    granted: z.boolean(),
    reason: text,
    /** All answers anew, where the appeal is granted. */
    answers: z.array(answer).max(50).optional(),
  })
  .refine(({ granted, answers }) => granted === (answers !== undefined), {
    path: ['answers'],
    message: 'must be given when the appeal is granted, and only then',
  });
export type AppealDecisionInput = z.output<typeof appealDecisionInput>;

export const qualityReview = z.object({
  id: z.uuid(),
  ticketNumber: z.int(),
  team: person,
  agent: person,
  reason: reviewReason,
  status: reviewStatus,
  createdAt: instant,
  reviewer: person.nullable(),
  takenAt: instant.nullable(),
  /** As it was when the review was begun. */
  scorecard: scorecard.pick({ id: true, name: true, passMark: true, criteria: true }).nullable(),
  /** null: not looked at yet. */
  preScores: z.array(preScore).nullable(),
  answers: z.array(answer),
  comment: z.string(),
  /** 0 to 100; null until submitted, and where no criterion applied. */
  score: z.number().nullable(),
  passed: z.boolean().nullable(),
  /** A fatal criterion got no points. */
  fatal: z.boolean().nullable(),
  submittedAt: instant.nullable(),
  appeal: z.object({ text: z.string(), at: instant }).nullable(),
  decision: z
    .object({ granted: z.boolean(), reason: z.string(), by: person, at: instant, scoreBefore: z.number().nullable() })
    .nullable(),
  /** What the customer said of the ticket, if they did. */
  rating: z.object({ rating: z.int(), comment: z.string(), at: instant }).nullable(),
});
export type QualityReview = z.infer<typeof qualityReview>;

export const coachingNote = z.object({
  id: z.uuid(),
  text: z.string(),
  author: z.string(),
  at: instant,
});
export type CoachingNote = z.infer<typeof coachingNote>;
export const coachingInput = z.strictObject({ text });
