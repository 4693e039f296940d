import { z } from 'zod';

/** What somebody can be known by: `phone` as 84912345678, the others folded. */
export const customerKey = z.object({ kind: z.enum(['phone', 'email', 'handle', 'name']), value: z.string() });
export type CustomerKey = z.infer<typeof customerKey>;

/** Something that speaks for two customers being one person. */
export const matchEvidence = customerKey.extend({
  holders: z.number().int().meta({ description: 'How many customers are known by it; each makes it worth less.' }),
  weight: z.number().meta({ description: 'How sure it alone would make one, 0 to 1.' }),
});
export type MatchEvidence = z.infer<typeof matchEvidence>;

/** Somebody as one channel knows them. */
export const identity = z.object({
  channel: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
});
export type Identity = z.infer<typeof identity>;

/** One person: `id` is the oldest of the customers that were found to be the same. */
export const customer = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  createdAt: z.iso.datetime(),
  identities: z.array(identity),
  keys: z.array(customerKey),
  /** Their tickets within the reader's sight. */
  tickets: z.number().int(),
});
export type Customer = z.infer<typeof customer>;

/** One thing in the history of a customer across channels. */
export const customerHistoryItem = z.object({
  at: z.iso.datetime(),
  kind: z.enum(['mention', 'ticket', 'reply', 'note', 'customer-note']),
  /** Of the mention, the message or the note; of a ticket its number. */
  id: z.string(),
  ticketNumber: z.number().int().nullable(),
  channel: z.string().nullable(),
  /** Who wrote it; null for the customer. */
  author: z.string().nullable(),
  /** The text, or the subject of a ticket. */
  text: z.string(),
});
export type CustomerHistoryItem = z.infer<typeof customerHistoryItem>;

export const customerNote = z.object({
  id: z.uuid(),
  text: z.string(),
  author: z.object({ id: z.uuid().nullable(), name: z.string() }),
  createdAt: z.iso.datetime(),
});
export type CustomerNote = z.infer<typeof customerNote>;

export const matchStatus = z.enum(['proposed', 'made', 'refused']);
export type MatchStatus = z.infer<typeof matchStatus>;

const side = z.object({ id: z.uuid(), name: z.string().nullable() });

/** Two customers that may be one person, why, and what was decided. */
export const customerMatch = z.object({
  id: z.uuid(),
  customers: z.tuple([side, side]),
  confidence: z.number(),
  evidence: z.array(matchEvidence),
  status: matchStatus,
  proposedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
});
export type CustomerMatch = z.infer<typeof customerMatch>;
