import { movesClocks } from '../care/due-times.ts';
import { afterReply, changeTicket, isReopening, type TicketOutcome } from '../care/ticket.ts';
import { type Actor, systemActor } from '../domain/person.ts';
import type { Message, Ticket, TicketChange, TicketEvent } from '../domain/ticket.ts';
import { Conflict } from '../errors.ts';
import { holdReply } from '../storage/approvals.ts';
import { attachTo, type ChosenAttachment } from '../storage/attachment-work.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { notify } from '../storage/notifications.ts';
import { addMessage, addTicketEvents } from '../storage/ticket-history.ts';
import { updateTicket } from '../storage/ticket-writes.ts';
import { findTicket, lockTicket as lockRow, type TicketScope } from '../storage/tickets.ts';
import { pickRoute, type Route } from './reply-route.ts';
import { queueReply, refuseUnsendable } from './send-reply.ts';
import { catchUp, settleClocks } from './ticket-clocks.ts';

/**
 * Every way in which a ticket comes to be or changes: read under a lock, decide by the care rules, store the result and
 * its history in one transaction.
 */

/** Who acts, what they may see, when, and (if the caller read the ticket before) which version they saw. */
export interface TicketAct {
  actor: Actor;
  scope: TicketScope;
  now: Date;
  version?: number | undefined;
}

/** The caller's copy is out of date: HTTP 412. */
export class StaleTicket extends Conflict {
  constructor(readonly current: Ticket) {
    super(
      `Ticket ${current.number} changed meanwhile (it is version ${current.version} now): read it again and repeat the change.`,
    );
  }
}

/**
 * The ticket under a lock, as it stands now: what its clocks were to do by now is done first, so that the history is in
 * order whatever stood still.
 */
export async function lockTicket(
  tx: Database,
  number: number,
  { scope, version, now }: Pick<TicketAct, 'scope' | 'version' | 'now'>,
): Promise<Ticket> {
  const { ticket, nextStepAt } = await lockRow(tx, scope, number);
  if (version !== undefined && version !== ticket.version) throw new StaleTicket(ticket);
  if (nextStepAt === null || nextStepAt > now) return ticket;
  await catchUp(tx, ticket, now);
  return (await lockRow(tx, 'all', number)).ticket;
}

/** Writes a change of a locked ticket with its entry in the history; its due times follow from both. */
export async function store(
  tx: Database,
  ticket: Ticket,
  { patch, changes }: TicketOutcome,
  kind: TicketEvent['kind'],
  { actor, now }: Pick<TicketAct, 'actor' | 'now'>,
): Promise<void> {
  await addTicketEvents(tx, ticket.number, [{ kind, actor: actor.name, changes }], now);
  const times = movesClocks({ changes }) ? await settleClocks(tx, ticket, patch, now) : {};
  await updateTicket(tx, ticket.number, ticket.version, { ...patch, ...times }, now);
}

/**
 * Sends a customer words of the program itself; the history names them by `what`. They are no answer: neither clocks nor the
 * ticket's state take them for one.
 */
export async function tellCustomer(
  tx: Database,
  ticket: Ticket,
  { text, what, route }: { text: string; what: string; route: Route },
  now: Date,
): Promise<void> {
  const message = { ticketNumber: ticket.number, kind: 'reply' as const, text, delivery: 'queued' as const };
  const id = await addMessage(tx, { ...message, userId: null, authorName: systemActor.name }, now);
  await queueReply(tx, { id, text }, route, now);
  const changes = { message: { from: null, to: what } };
  await store(tx, ticket, { patch: {}, changes }, 'message', { actor: systemActor, now });
}

/** Changes fields of a ticket; a change of nothing leaves it as it is, version included. */
export function change(db: Database, number: number, wanted: TicketChange, act: TicketAct): Promise<Ticket> {
  return inTransaction(db, async (tx) => {
    const ticket = await lockTicket(tx, number, act);
    const outcome = changeTicket(ticket, wanted, act.now);
    const fields = Object.keys(outcome.changes);
    if (fields.length === 0) return ticket;
    const assignedOnly = fields.every((field) => field === 'assignee' || field === 'team');
    await store(tx, ticket, outcome, isReopening(outcome) ? 'reopened' : assignedOnly ? 'assigned' : 'changed', act);
    const { assigneeId } = outcome.patch;
    if (assigneeId && assigneeId !== act.actor.id)
      await notify(tx, { users: [assigneeId], kind: 'assigned', ticket: number, by: act.actor.name }, act.now);
    return findTicket(tx, 'all', number);
  });
}

/**
 * Adds a reply to the customer or an internal note; a reply that its team wants approved is kept back until then. It goes
 * out on the channel where the customer wrote last, or on the one that is named; see `pickRoute` for what that throws.
 */
export function addToConversation(
  db: Database,
  number: number,
  input: {
    kind: Message['kind'];
    /** It may be empty when there are files. */
    text: string;
    approved?: boolean;
    channel?: string | undefined;
    files?: readonly ChosenAttachment[];
  },
  act: TicketAct,
): Promise<Ticket> {
  return inTransaction(db, async (tx) => {
    const ticket = await lockTicket(tx, number, act);
    const reply = input.kind === 'reply';
    const { files = [] } = input;
    const ids = files.map(({ id }) => id);
    if (reply && !input.approved && act.actor.kind !== 'system') {
      const { text, channel } = input;
      // Not only once it is approved.
      if (files.length > 0) await refuseUnsendable(tx, files, await pickRoute(tx, ticket, channel, act.now));
      const asked = { ticketNumber: number, team: ticket.team.id, text, channel, author: act.actor };
      const heldReply = await holdReply(tx, asked, act.now);
      if (heldReply !== null) await attachTo(tx, ids, { heldReply });
      if (heldReply !== null) return ticket;
    }
    const { patch, changes } = reply ? afterReply(ticket, act.now) : { patch: {}, changes: {} };
    const route = reply ? await pickRoute(tx, ticket, input.channel, act.now) : null;
    const id = await addMessage(
      tx,
      {
        ticketNumber: number,
        kind: input.kind,
        text: input.text,
        userId: act.actor.kind === 'user' ? act.actor.id : null,
        authorName: act.actor.name,
        delivery: route !== null ? 'queued' : reply ? 'recorded' : null,
      },
      act.now,
    );
    await attachTo(tx, ids, { message: id });
    if (route !== null) await queueReply(tx, { id, text: input.text, files }, route, act.now);
    const noted = { patch, changes: { ...changes, message: { from: null, to: input.kind } } };
    await store(tx, ticket, noted, 'message', act);
    return findTicket(tx, 'all', number);
  });
}
