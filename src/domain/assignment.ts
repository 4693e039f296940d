import { z } from 'zod';
import { language, topic } from './analysis.ts';

/** How a team's tickets find their agents. */
export const strategy = z.enum(['manual', 'round-robin', 'least-loaded']);
export type Strategy = z.infer<typeof strategy>;

/** What a team sets; a team that set nothing assigns by hand. */
export const assignmentRules = z.strictObject({
  strategy: strategy.default('manual').meta({ description: '`manual`: tickets wait until somebody takes them.' }),
  sticky: z.boolean().default(true).meta({ description: 'Whoever last had a customer’s ticket gets the next one.' }),
  skills: z.boolean().default(true).meta({ description: 'Only to who knows the topic, the language and the channel.' }),
});
export type AssignmentRules = z.output<typeof assignmentRules>;

const known = (values: z.ZodType<string>, what: string) =>
  z
    .array(values)
    .max(50)
    .default([])
    .meta({ description: `The ${what} that they know; empty: all.` });

/** What somebody can take. */
export const agentProfile = z.strictObject({
  capacity: z.number().int().min(0).max(500).meta({ description: 'Tickets being worked on at once; 0: none.' }),
  topics: known(topic, 'topics'),
  languages: known(language, 'languages'),
  channels: known(z.string().min(1).max(50), 'channels'),
});
export type AgentProfile = z.output<typeof agentProfile>;

/** What an agent has who was never told otherwise. */
export const DEFAULT_CAPACITY = 10;

export const presenceStatus = z.enum(['online', 'away', 'offline']);
export type PresenceStatus = z.infer<typeof presenceStatus>;

/** Somebody of the desk at this moment. */
export const presence = z.object({
  user: z.object({ id: z.uuid(), name: z.string() }),
  team: z.uuid().nullable(),
  status: presenceStatus.meta({ description: 'Online turns into away when nothing was heard for 90 seconds.' }),
  since: z.iso.datetime(),
  capacity: z.number().int(),
  load: z.number().int().meta({ description: 'Tickets being worked on: assigned, and neither pending nor solved.' }),
});
export type Presence = z.infer<typeof presence>;
