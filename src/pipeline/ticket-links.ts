import type { LinkKind } from '../domain/ticket-link.ts';
import { Conflict, NotFound } from '../errors.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { addLink, removeLink } from '../storage/ticket-ties.ts';
import { lockTicket, store, type TicketAct } from './tickets.ts';

/** Ties two tickets, as seen from the first: it is a duplicate of, was caused by, or has to do with the other. */
export function link(db: Database, number: number, to: number, kind: LinkKind, act: TicketAct): Promise<void> {
  if (number === to) throw new Conflict('A ticket can’t be linked to itself.');
  return changeLink(db, number, to, act, async (tx) => {
    const added = await addLink(tx, { from: number, to, kind }, act.actor.name, act.now);
    if (!added) throw new Conflict('These tickets are linked so already.');
    return { kind: 'linked', from: null, to: kind };
  });
}

/** Takes a link away. */
export function unlink(db: Database, number: number, to: number, kind: LinkKind, act: TicketAct): Promise<void> {
  return changeLink(db, number, to, act, async (tx) => {
    if (!(await removeLink(tx, { from: number, to, kind }))) throw new NotFound('There is no such link.');
    return { kind: 'unlinked', from: kind, to: null };
  });
}

/** Does it with both tickets locked, and notes it in both histories. */
function changeLink(
  db: Database,
  number: number,
  other: number,
  act: TicketAct,
  work: (tx: Database) => Promise<{ kind: 'linked' | 'unlinked'; from: LinkKind | null; to: LinkKind | null }>,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const order = [number, other].sort((a, b) => a - b);
    const { version, ...seen } = act;
    const tickets = [];
    for (const each of order) tickets.push(await lockTicket(tx, each, each === number ? act : seen));
    const { kind, from, to } = await work(tx);
    for (const ticket of tickets) {
      const across = ticket.number === number ? other : number;
      await store(
        tx,
        ticket,
        { patch: {}, changes: { link: { from, to }, ticket: { from: across, to: across } } },
        kind,
        act,
      );
    }
  });
}
