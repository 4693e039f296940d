import { roomOn } from '../care/incident.ts';
import type { Clock } from '../clock.ts';
import { type Actor, systemActor } from '../domain/person.ts';
import { Conflict, describeError, NotFound } from '../errors.ts';
import {
  type Delivery,
  lockChannel,
  noteDelivery,
  noteResolved,
  takeDelivery,
  takeResolving,
  waitingChannels,
} from '../storage/broadcasts.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { addToConversation, change } from './tickets.ts';

/** What incidents bring to their tickets, one ticket a transaction: whatever stops it, the rest is done by the next call, and nothing twice. */

const MINUTE_MS = 60_000;

export interface IncidentWorkDeps {
  db: Database;
  clock: Clock;
}

/** Sends what waits as far as each channel's pace allows; gives how many were sent. The sweep goes on with the rest. */
export async function sendBroadcasts({ db, clock }: IncidentWorkDeps, signal: AbortSignal): Promise<number> {
  let sent = 0;
  for (const channel of await waitingChannels(db)) {
    for (;;) {
      if (signal.aborted) return sent;
      const outcome = await inTransaction(db, (tx) => sendNext(tx, channel, clock.now()));
      if (outcome === 'nothing') break;
      if (outcome === 'sent') sent += 1;
    }
  }
  return sent;
}

/** Sends the next answer of a channel; `nothing`: none waits, or none may go now. */
async function sendNext(tx: Database, channel: string, now: Date): Promise<'sent' | 'failed' | 'nothing'> {
  const lately = await lockChannel(tx, channel, new Date(now.getTime() - MINUTE_MS));
  const delivery = roomOn(channel, lately) > 0 ? await takeDelivery(tx, channel) : undefined;
  if (delivery === undefined) return 'nothing';
  const problem = await refusalOf(() => answer(tx, delivery, now));
  await noteDelivery(tx, delivery, problem === null ? { sentAt: now } : { problem });
  return problem === null ? 'sent' : 'failed';
}

/** One yes stands for the whole broadcast; a team that wants more of them gets the reply among those that wait. */
async function answer(tx: Database, { ticketNumber, text, author, approved, levels }: Delivery, now: Date) {
  const kind = author.kind === 'user' ? 'user' : 'token';
  const actor: Actor = { kind, id: author.id, name: author.name, role: 'agent', team: null };
  const enough = levels <= (approved ? 1 : 0);
  await addToConversation(tx, ticketNumber, { kind: 'reply', text, approved: enough }, { actor, scope: 'all', now });
}

/** Resolves the tickets of closed incidents; gives their number. */
export async function resolveWithIncidents({ db, clock }: IncidentWorkDeps, signal: AbortSignal): Promise<number> {
  for (let done = 0; ; done += 1) {
    if (signal.aborted || !(await inTransaction(db, (tx) => resolveNext(tx, clock.now())))) return done;
  }
}

async function resolveNext(tx: Database, now: Date): Promise<boolean> {
  const next = await takeResolving(tx);
  if (next === undefined) return false;
  const actor: Actor = { ...systemActor, name: next.by };
  const problem = await refusalOf(() =>
    change(tx, next.ticketNumber, { status: 'resolved' }, { actor, scope: 'all', now }),
  );
  await noteResolved(tx, next.incidentId, next.ticketNumber, problem);
  return true;
}

/** Why the care rules refuse it, before anything is written; null if it was done. */
async function refusalOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Conflict || error instanceof NotFound) return describeError(error);
    throw error;
  }
}
