import { z } from 'zod';

/** What was at the root of a ticket: a leaf or branch of the desk's own tree of causes. */
export const cause = z.object({
  id: z.uuid(),
  /** Short and lasting, for reports and other systems: "NET-CELL". */
  code: z.string(),
  name: z.string(),
  parent: z.uuid().nullable(),
  /** No longer given to tickets; those that have it keep it. */
  retired: z.boolean(),
});
export type Cause = z.infer<typeof cause>;

const code = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,49}$/u, 'must be 1 to 50 letters, digits, dots, dashes or underscores');

export const causeInput = z.strictObject({
  code,
  name: z.string().trim().min(1).max(200),
  parent: z.uuid().nullable().default(null),
});
export type CauseInput = z.output<typeof causeInput>;

export const causeChange = z
  .strictObject({
    code: code.optional(),
    name: causeInput.shape.name.optional(),
    parent: z.uuid().nullable().optional(),
    retired: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'names no field to change');
export type CauseChange = z.output<typeof causeChange>;

/** A cause with the tickets that have it. */
export const causeCount = cause.extend({
  tickets: z.number().int(),
  /** With those of the causes below it. */
  ticketsBelow: z.number().int(),
});
export type CauseCount = z.infer<typeof causeCount>;
