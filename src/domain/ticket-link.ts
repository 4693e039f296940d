import { z } from 'zod';
import { ticket } from './ticket.ts';

/** How a ticket is tied to another, as seen from itself; `related` is the same from both sides. */
export const linkKind = z.enum(['duplicate-of', 'caused-by', 'related']);
export type LinkKind = z.infer<typeof linkKind>;

/** A link as one of its tickets sees it: `duplicated-by` and `causes` are the others' side. */
export const ticketLink = z.object({
  kind: z.enum([...linkKind.options, 'duplicated-by', 'causes']),
  ticket: ticket.pick({ number: true, subject: true, status: true, customer: true }),
  by: z.string(),
  at: z.iso.datetime(),
});
export type TicketLink = z.infer<typeof ticketLink>;
