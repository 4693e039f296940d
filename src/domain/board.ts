import { z } from 'zod';

const count = z.int().min(0);

/** How a team's own tickets stand at this moment; those of the teams below it are counted there. */
export const teamBoard = z.object({
  team: z.object({ id: z.uuid(), name: z.string(), parent: z.uuid().nullable() }),
  /** Neither resolved nor closed; what follows up to `unansweredSince` is counted among these. */
  unsolved: count,
  /** New or open, and nobody's. */
  waiting: count,
  /** Waits for the customer or for somebody else. */
  pending: count,
  snoozed: count,
  /** Their next clock has ended. */
  overdue: count,
  /** Their next clock ends within the hour. */
  atRisk: count,
  /** Since when the customer who waits longest for an answer does; null: nobody does. */
  unansweredSince: z.iso.datetime().nullable(),
  /** Within the last 24 hours. */
  opened: count,
  resolved: count,
});
export type TeamBoard = z.infer<typeof teamBoard>;
