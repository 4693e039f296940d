import { z } from 'zod';

/** What an administrator writes to have a place listened to. The settings' shape is the crawler's. */
export const sourceInput = z.strictObject({
  kind: z.string().min(1).max(50),
  name: z.string().trim().min(1).max(200),
  /** Shorthand for `settings.url`. */
  url: z.string().max(2000).optional(),
  settings: z.record(z.string(), z.unknown()).default({}),
  everyMinutes: z.number().int().min(1).max(10_080).default(15),
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
  everyMinutes: z.number().int().min(1).max(10_080).optional(),
  enabled: z.boolean().optional(),
  queries: z.array(z.uuid()).max(100).optional(),
  team: z.uuid().nullable().optional(),
});
export type SourceChange = z.output<typeof sourceChange>;

/**
 * healthy: the last run succeeded; failing: it did not; late: no run for more than two intervals;
 * new: never run; paused: switched off.
 */
export const sourceHealth = z.enum(['new', 'healthy', 'late', 'failing', 'paused']);
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
  enabled: z.boolean(),
  queries: z.array(z.uuid()),
  team: z.uuid().nullable(),
  health: sourceHealth,
  /** Why it is not healthy, and what to do. */
  problem: z.string().nullable(),
  lastRunAt: z.iso.datetime().nullable(),
  lastSuccessAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type Source = z.infer<typeof source>;

/** One fetch of a source: what was found, what was new, what went wrong. */
export const run = z.object({
  id: z.uuid(),
  status: z.enum(['running', 'succeeded', 'failed', 'interrupted']),
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
