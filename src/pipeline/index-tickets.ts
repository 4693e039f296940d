import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { TicketIndex } from '../search/elasticsearch-tickets.ts';
import type { TicketDocument } from '../search/ticket-index.ts';
import type { Database } from '../storage/database.ts';
import {
  allIndexableTickets,
  type IndexableTicket,
  markTicketsIndexed,
  reindexTicketsSince,
  ticketsToIndex,
} from '../storage/index-steps.ts';

/** Tickets sent in one request. */
const BATCH = 1000;

export interface IndexTicketsDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  tickets: TicketIndex;
}

const minutesBetween = (from: Date, to: Date | null) => (to === null ? null : (to.getTime() - from.getTime()) / 60_000);
/** Where nothing was promised, whatever is done is in time. */
const inTime = (due: Date | null, done: Date | null, now: Date) =>
  due === null ? (done === null ? null : true) : done === null && now < due ? null : (done ?? now) <= due;

/** The times of a ticket as figures. */
export function ticketDocument({ change, ...ticket }: IndexableTicket, now: Date): TicketDocument {
  const { openedAt, firstResponseDueAt, resolutionDueAt, firstRespondedAt, resolvedAt } = ticket;
  return {
    ...ticket,
    version: change,
    openedAt: openedAt.toISOString(),
    firstResponseDueAt: firstResponseDueAt?.toISOString() ?? null,
    resolutionDueAt: resolutionDueAt?.toISOString() ?? null,
    firstRespondedAt: firstRespondedAt?.toISOString() ?? null,
    resolvedAt: resolvedAt?.toISOString() ?? null,
    firstResponseMinutes: minutesBetween(openedAt, firstRespondedAt),
    resolutionMinutes: minutesBetween(openedAt, resolvedAt),
    firstResponseInTime: inTime(firstResponseDueAt, firstRespondedAt, now),
    resolutionInTime: inTime(resolutionDueAt, resolvedAt, now),
  };
}

/** Sends every ticket that the index has not got, batch by batch; gives their number. See `indexMentions`. */
export async function indexTickets(deps: IndexTicketsDeps, signal: AbortSignal): Promise<number> {
  for (let done = 0; ; ) {
    const now = deps.clock.now();
    const tickets = await ticketsToIndex(deps.db, BATCH, now);
    if (tickets.length > 0) {
      const refused = await deps.tickets.index(tickets.map((ticket) => ticketDocument(ticket, now)));
      if (refused.length > 0)
        deps.logger.error({ refused: refused.length, first: refused[0] }, 'the index refused tickets');
      await markTicketsIndexed(deps.db, tickets, refused, now);
    }
    done += tickets.length;
    if (tickets.length < BATCH || signal.aborted) return done;
  }
}

/** Builds the index of tickets anew from the records beside the old one and switches over; gives how many it holds. */
export async function reindexTickets(deps: IndexTicketsDeps): Promise<number> {
  const started = deps.clock.now();
  let done = 0;
  async function* documents(): AsyncIterable<TicketDocument[]> {
    for await (const tickets of allIndexableTickets(deps.db, BATCH)) {
      yield tickets.map((ticket) => ticketDocument(ticket, started));
      done += tickets.length;
    }
  }
  const refused = await deps.tickets.rebuild(documents());
  // What changed meanwhile went to the old index, which is gone now.
  await reindexTicketsSince(deps.db, started);
  if (refused.length > 0)
    deps.logger.error({ refused: refused.length, first: refused[0] }, 'the index refused tickets');
  return done - refused.length;
}
