import { afterMention, afterMerge, afterUnmerge, type TicketOutcome } from '../care/ticket.ts';
import type { Ticket } from '../domain/ticket.ts';
import { Conflict } from '../errors.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { mentionsOfTicket } from '../storage/mentions.ts';
import { isUniqueViolation } from '../storage/rows.ts';
import { moveContents, moveSome, replaceTicketSearch } from '../storage/ticket-contents.ts';
import { noteMerge, standingMerge, undoMerge } from '../storage/ticket-ties.ts';
import { findTicket } from '../storage/tickets.ts';
import { wordsOf } from './ticket-intake.ts';
import { lockTicket, store, type TicketAct } from './tickets.ts';

/** Making one case of two, and two of it again. */

/** Both tickets, locked in the order of their numbers, so that two opposite merges can't wait for each other for ever. */
async function lockBoth(tx: Database, number: number, other: number, act: TicketAct): Promise<[Ticket, Ticket]> {
  const { version, ...seen } = act;
  const lock = (each: number) => lockTicket(tx, each, each === number ? act : seen);
  if (number < other) {
    const first = await lock(number);
    return [first, await lock(other)];
  }
  const second = await lock(other);
  return [await lock(number), second];
}

/** Makes one ticket part of another: mentions and messages move, the emptied one is closed and points to the other. */
export function merge(db: Database, number: number, into: number, act: TicketAct): Promise<Ticket> {
  if (number === into) throw new Conflict('A ticket can’t be merged into itself.');
  return inTransaction(db, async (tx) => {
    const [from, target] = await lockBoth(tx, number, into, act);
    if (from.mergedInto !== null) throw new Conflict(`Ticket ${number} is part of ticket ${from.mergedInto} already.`);
    if (target.status === 'closed') throw new Conflict(`Ticket ${into} is closed: merge into one that is not.`);
    const outcome = afterMerge(from, into, act.now);
    const moved = await moveContents(tx, number, into);
    const { status, pendingOn } = from;
    await noteMerge(tx, { from: number, into, state: { status, pendingOn }, ...moved }, act.now);
    await store(tx, from, outcome, 'merged', act);
    await store(tx, target, absorbing(target, from, act.now), 'merged', act);
    return findTicket(tx, 'all', into);
  });
}

/** A message that nobody answered comes along, and has to be answered there. */
function absorbing(target: Ticket, from: Ticket, now: Date): TicketOutcome {
  const absorbed = { absorbed: { from: null, to: from.number } };
  if (from.unansweredSince === null) return { patch: {}, changes: absorbed };
  const { patch, changes } = afterMention(target, now);
  return { patch, changes: { ...changes, ...absorbed, unanswered: { from: null, to: true } } };
}

/** Takes a merge back: what came from the ticket and is still there returns to it, and it is again in the state from before. */
export async function unmerge(db: Database, number: number, act: TicketAct): Promise<Ticket> {
  try {
    return await inTransaction(db, (tx) => takeApart(tx, number, act));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Conflict(`A newer ticket of the same case is open: merge it with ticket ${number} instead.`, {
      cause: error,
    });
  }
}

async function takeApart(tx: Database, number: number, act: TicketAct): Promise<Ticket> {
  const done = await standingMerge(tx, number);
  if (done === undefined) {
    // Says so only to those who may see the ticket.
    await lockTicket(tx, number, act);
    throw new Conflict(`Ticket ${number} is not part of another one.`);
  }
  const [from, target] = await lockBoth(tx, number, done.into, act);
  if (from.mergedInto !== target.number) throw new Conflict(`Ticket ${number} is not part of another one any more.`);
  if (target.mergedInto !== null)
    throw new Conflict(`Ticket ${target.number} is itself part of ticket ${target.mergedInto}: take that apart first.`);
  await moveSome(tx, done.into, done.from, { mentions: done.mentionIds, messages: done.messageIds });
  await undoMerge(tx, number, act.now);
  await store(tx, from, afterUnmerge(from, done.state, act.now), 'unmerged', act);
  await store(tx, target, { patch: {}, changes: { absorbed: { from: number, to: null } } }, 'unmerged', act);
  await refreshSearch(tx, target.number);
  return findTicket(tx, 'all', number);
}

/** Makes a ticket findable by the mentions that it has now. */
export async function refreshSearch(tx: Database, number: number): Promise<void> {
  const mentions = await mentionsOfTicket(tx, number);
  const words = mentions.map(({ title, text, author }) => wordsOf({ title, text, authorName: author.name }));
  await replaceTicketSearch(tx, number, words.join('\n'));
}
