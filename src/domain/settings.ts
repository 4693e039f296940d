import { z } from 'zod';

const minutes = z.number().int().min(1).max(100_000);
const clocks = z.object({ firstResponseMinutes: minutes, resolutionMinutes: minutes });

/** The desk's rules that a team sets: what becomes a ticket, and how soon it must be answered. */
export const deskSettings = z.strictObject({
  /** A text counts as a complaint from this probability on; null: the model's own threshold. */
  complaintThreshold: z.number().min(0.01).max(0.99).nullable().default(null),
  /** The brand's own accounts (author names or ids, any case): their posts never become tickets. */
  brandAuthors: z.array(z.string().min(1).max(200)).max(1000).default([]),
  /** Two clocks by priority, in minutes from the opening. */
  sla: z.object({ low: clocks, normal: clocks, high: clocks, urgent: clocks }).default({
    low: { firstResponseMinutes: 480, resolutionMinutes: 4320 },
    normal: { firstResponseMinutes: 240, resolutionMinutes: 2880 },
    high: { firstResponseMinutes: 60, resolutionMinutes: 1440 },
    urgent: { firstResponseMinutes: 15, resolutionMinutes: 480 },
  }),
});
export type DeskSettings = z.output<typeof deskSettings>;
