import { z } from 'zod';

const minutes = z.number().int().min(1).max(10_080);

/** What an administrator writes to have a place listened to. The settings' shape is the crawler's. */
export const sourceInput = z.strictObject({
  kind: z.string().min(1).max(50),
  name: z.string().trim().min(1).max(200),
  /** Shorthand for `settings.url`. */
  url: z.string().max(2000).optional(),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** How often it is collected as a rule: more often while it is busy, less often while it is silent. */
  everyMinutes: minutes.default(15),
  /** Never more often than this; null: a third of `everyMinutes`. */
  minMinutes: minutes.nullable().default(null),
  /** Never less often than this; null: twice `everyMinutes`. */
  maxMinutes: minutes.nullable().default(null),
  enabled: z.boolean().default(true),
  /** Ids of the queries that decide what counts; none: everything that the source yields. */
  queries: z.array(z.uuid()).max(100).default([]),
  /** The team that gets its tickets; null: the first team. */
  team: z.uuid().nullable().default(null),
});
export type SourceInput = z.output<typeof sourceInput>;

export const sourceChange = z.strictObject({
  name: sourceInput.shape.name.optional(),
  url: sourceInput.shape.url,
  settings: z.record(z.string(), z.unknown()).optional(),
  everyMinutes: minutes.optional(),
  minMinutes: minutes.nullable().optional(),
  maxMinutes: minutes.nullable().optional(),
  enabled: z.boolean().optional(),
  queries: z.array(z.uuid()).max(100).optional(),
  team: z.uuid().nullable().optional(),
});
export type SourceChange = z.output<typeof sourceChange>;

/**
 * healthy: the last run succeeded; failing: it did not; late: it was due more than an interval ago; silent: its runs
 * succeed, but it has brought nothing new for longer than its habit; new: never run; paused: switched off.
 */
export const sourceHealth = z.enum(['new', 'healthy', 'silent', 'late', 'failing', 'paused']);
export type SourceHealth = z.infer<typeof sourceHealth>;

export const source = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  /** Without its secrets, which are never shown again. */
  settings: z.record(z.string(), z.unknown()),
  /** The names of the settings that are secret and set. */
  secretsSet: z.array(z.string()),
  everyMinutes: z.number().int(),
  minMinutes: z.number().int().nullable(),
  maxMinutes: z.number().int().nullable(),
  enabled: z.boolean(),
  queries: z.array(z.uuid()),
  team: z.uuid().nullable(),
  health: sourceHealth,
  /** Since when it has been so; null while it is healthy or paused. */
  healthSince: z.iso.datetime().nullable(),
  /** Why it is not healthy, and what to do. */
  problem: z.string().nullable(),
  /** Since when it has been set aside after repeated failures: it is tried every few hours only. */
  setAsideAt: z.iso.datetime().nullable(),
  /** The interval as it is now, and when the next run is due. */
  intervalSeconds: z.number().int(),
  nextRunAt: z.iso.datetime(),
  /** When it last brought something new. */
  lastNewsAt: z.iso.datetime().nullable(),
  /** How far back it is being read again, if it is. */
  backfillSince: z.iso.datetime().nullable(),
  lastRunAt: z.iso.datetime().nullable(),
  lastSuccessAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type Source = z.infer<typeof source>;

/** One fetch of a source: what was found, what was new, what went wrong. */
export const run = z.object({
  id: z.uuid(),
  /** postponed: the other side asked for a pause, which is no failure. */
  status: z.enum(['running', 'succeeded', 'failed', 'postponed', 'interrupted']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  durationMs: z.number().int().nullable(),
  /** Posts that the source yielded. */
  found: z.number().int(),
  /** Posts that became mentions. */
  new: z.number().int(),
  /** Posts that no query matched. */
  unmatched: z.number().int(),
  /** Posts that could not be read and were set aside, each with an entry in `errors`. */
  rejected: z.number().int(),
  errors: z.array(z.object({ url: z.string(), message: z.string() })),
  warnings: z.array(z.object({ url: z.string(), message: z.string() })),
});
export type Run = z.infer<typeof run>;
