import { z } from 'zod';

export const role = z.enum(['administrator', 'manager', 'agent', 'marketing']);
export type Role = z.infer<typeof role>;

/** How far somebody sees: what is theirs, their team, their team and all below it, everything. */
export const reach = z.enum(['own', 'team', 'subtree', 'all']);
export type Reach = z.infer<typeof reach>;

/** Whoever acts: a signed-in user, a machine with a token, or the system itself. */
export interface Actor {
  kind: 'user' | 'token' | 'system';
  id: string | null;
  name: string;
  role: Role;
  /** The user's team; null: above all teams. */
  team: string | null;
  /** How far they see, where it is not what their role sees. */
  reach?: Reach | null;
}

/** The pipeline's own acts: opening tickets, closing runs. */
export const systemActor: Actor = { kind: 'system', id: null, name: 'system', role: 'administrator', team: null };

const password = z.string().min(10, 'must have at least 10 characters').max(200, 'must have at most 200 characters');

export const userInput = z.strictObject({
  email: z
    .email('must be an e-mail address')
    .max(254)
    .transform((value) => value.toLowerCase()),
  name: z.string().trim().min(1).max(200),
  role,
  team: z.uuid().nullable().default(null),
  reach: reach
    .nullable()
    .default(null)
    .meta({ description: 'How far they see; null: as far as their role does. Administrators see everything.' }),
  password,
});
export type UserInput = z.output<typeof userInput>;

export const user = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role,
  team: z.uuid().nullable(),
  reach: reach.nullable(),
  disabled: z.boolean(),
});
export type User = z.infer<typeof user>;

export const team = z.object({ id: z.uuid(), name: z.string(), parent: z.uuid().nullable() });
export type Team = z.infer<typeof team>;
