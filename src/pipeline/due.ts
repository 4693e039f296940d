import type { Clock } from '../clock.ts';
import { describeError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { JobQueue } from '../queue/queue.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { nextStepAt, ticketsToStep } from '../storage/ticket-writes.ts';
import { wake } from './jobs.ts';
import { lockTicket } from './tickets.ts';

/** Tickets looked up at once. */
const BATCH = 200;

export interface DueDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
}

/**
 * Does what the clock alone brings to tickets, the longest due first: warnings, escalations, the end of snoozes, due
 * times by new rules. Each ticket in a transaction of its own: whatever stops this in between, the rest is done by the
 * next call, and nothing twice. Gives the number of tickets.
 */
export async function stepClocks(deps: DueDeps, signal: AbortSignal): Promise<number> {
  let done = 0;
  for (let after: { at: Date; number: number } | null = null; ; ) {
    const tickets: { at: Date; number: number }[] = await ticketsToStep(deps.db, deps.clock.now(), BATCH, after);
    for (const { number } of tickets) {
      if (signal.aborted) return done;
      if (await step(deps, number)) done += 1;
    }
    after = tickets.at(-1) ?? null;
    if (tickets.length < BATCH) return done;
  }
}

/** One ticket that can't be stepped, as by hours that never come, keeps no other waiting; it is tried again later. */
async function step({ db, clock, logger }: DueDeps, number: number): Promise<boolean> {
  try {
    const now = clock.now();
    await inTransaction(db, (tx) => lockTicket(tx, number, { scope: 'all', now }));
    return true;
  } catch (error) {
    logger.error({ ticket: number, reason: describeError(error) }, 'the clocks of a ticket could not be stepped');
    return false;
  }
}

/** Steps that come within this time get a wake-up of their own; the next sweep looks again before it is over. */
const AHEAD_MS = 60_000;

/** Wakes the clocks: now if something is due, at the right moment if something soon will be. */
export async function wakeClocks(db: Database, queue: JobQueue, now: Date): Promise<void> {
  const next = await nextStepAt(db);
  if (next === null) return;
  const delayMs = next.getTime() - now.getTime();
  if (delayMs <= 0) await wake(queue, 'due');
  else if (delayMs <= AHEAD_MS) await queue.add('due', {}, { id: `due-${next.getTime()}`, delayMs });
}
