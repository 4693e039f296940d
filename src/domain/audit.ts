import { z } from 'zod';

/** Who did it: `id` is the user's or the token's, null for the program itself. */
export const auditActor = z.object({
  kind: z.enum(['user', 'token', 'system']),
  id: z.uuid().nullable(),
  name: z.string(),
});

/** What it was done to: a user, a ticket, a source … */
export const auditSubject = z.object({ kind: z.string(), id: z.string().nullable() });

/** One act that somebody may have to answer for. */
export const auditEntry = z.object({
  id: z.number().int().meta({ description: 'Rises in the order of writing.' }),
  at: z.iso.datetime(),
  actor: auditActor,
  ip: z.string().nullable().meta({ description: 'Null for what did not come over the network.' }),
  act: z.string().meta({ description: 'Noun and verb: `session.started`, `user.changed`, `personal-data.revealed` …' }),
  subject: auditSubject,
  details: z.record(z.string(), z.unknown()),
  sequence: z.number().int().nullable().meta({ description: 'Its place in the chain of hashes; null until sealed.' }),
  hash: z.string().nullable().meta({ description: 'SHA-256 over this entry and the hash before it.' }),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** The name of an act: a noun and what happened to it. */
export type AuditAct = `${string}.${string}`;

/** An act as it is handed in. `details` holds ids, names of fields, counts: no personal data of customers, no secrets. */
export interface NewAuditEntry {
  at: Date;
  actor: z.infer<typeof auditActor>;
  ip: string | null;
  act: AuditAct;
  subject: z.infer<typeof auditSubject>;
  details?: Record<string, unknown>;
}
