import type { Ticket } from '../../api/types.ts';

/** How pressing a ticket's next clock is. */
export type Pressure = 'overdue' | 'soon' | 'later' | 'snoozed' | 'none';

export interface Due {
  pressure: Pressure;
  /** Until the clock ends, or since it has; null where none runs. */
  ms: number | null;
  /** Which clock it is. */
  clock: 'firstResponse' | 'nextResponse' | 'resolution' | 'replyWindow' | 'legal' | null;
}

/** Less than this is soon. */
const SOON_MS = 3_600_000;

/** The clock that ends first, and how pressing it is; solved tickets have none. */
export function dueOf(ticket: Ticket, now: Date): Due {
  if (ticket.snoozedUntil !== null && Date.parse(ticket.snoozedUntil) > now.getTime())
    return { pressure: 'snoozed', ms: Date.parse(ticket.snoozedUntil) - now.getTime(), clock: null };
  const { nextDueAt, status } = ticket;
  if (nextDueAt === null || status === 'resolved' || status === 'closed')
    return { pressure: 'none', ms: null, clock: null };
  const ms = Date.parse(nextDueAt) - now.getTime();
  return { pressure: ms <= 0 ? 'overdue' : ms < SOON_MS ? 'soon' : 'later', ms, clock: clockOf(ticket, nextDueAt) };
}

function clockOf(ticket: Ticket, at: string): Due['clock'] {
  const clocks = [
    ['firstResponse', ticket.firstResponseDueAt],
    ['nextResponse', ticket.nextResponseDueAt],
    ['replyWindow', ticket.replyWindowEndsAt],
    ['resolution', ticket.resolutionDueAt],
    ['legal', ticket.legalDueAt],
  ] as const;
  return clocks.find(([, each]) => each === at)?.[0] ?? null;
}
