import { z } from 'zod';

/** What becomes a ticket. How soon it must be answered is in sla.ts. */
export const deskSettings = z.strictObject({
  /** A text counts as a complaint from this probability on; null: the model's own threshold. */
  complaintThreshold: z.number().min(0.01).max(0.99).nullable().default(null),
  /** The brand's own accounts (author names or ids, any case): their posts never become tickets. */
  brandAuthors: z.array(z.string().min(1).max(200)).max(1000).default([]),
  /** Mentions that became no ticket, and that nobody corrected, are forgotten after so many months; null: kept. */
  mentionMonths: z.number().int().min(1).max(120).nullable().default(null),
  /** Closed tickets lose their words (the customer’s, the replies, files) after so many months, figures stay; null: kept. */
  ticketMonths: z.number().int().min(1).max(120).nullable().default(null),
});
export type DeskSettings = z.output<typeof deskSettings>;
