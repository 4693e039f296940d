import { fold } from '../analysis/normalise.ts';
import { dueTimes } from '../care/sla.ts';
import { afterMention, afterReply, changeTicket, type TicketOutcome } from '../care/ticket.ts';
import { caseKey, subjectOf, type TriageDecision, type TriageInput } from '../care/triage.ts';
import { authorKey } from '../domain/mention.ts';
import type { Actor } from '../domain/person.ts';
import type { DeskSettings } from '../domain/settings.ts';
import type { Message, Ticket, TicketChange, TicketEvent } from '../domain/ticket.ts';
import { Conflict } from '../errors.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { saveTriage, takeMention } from '../storage/mention-steps.ts';
import { firstTeam } from '../storage/people.ts';
import { readDeskSettings } from '../storage/settings.ts';
import {
  addMessage,
  addTicketEvent,
  addToTicketSearch,
  customerOf,
  findTicket,
  moveTicketContents,
  openTicket,
  type TicketScope,
  updateTicket,
} from '../storage/tickets.ts';

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

async function lockTicket(tx: Database, number: number, act: TicketAct): Promise<Ticket> {
  const ticket = await findTicket(tx, act.scope, number, true);
  if (act.version !== undefined && act.version !== ticket.version) throw new StaleTicket(ticket);
  return ticket;
}

/** The caller's copy is out of date: HTTP 412. */
export class StaleTicket extends Conflict {
  constructor(readonly current: Ticket) {
    super(
      `Ticket ${current.number} changed meanwhile (it is version ${current.version} now): read it again and repeat the change.`,
    );
  }
}

async function store(
  tx: Database,
  ticket: Ticket,
  outcome: TicketOutcome,
  kind: TicketEvent['kind'],
  act: Pick<TicketAct, 'actor' | 'now'>,
): Promise<void> {
  await updateTicket(tx, ticket.number, ticket.version, outcome.patch, act.now);
  await addTicketEvent(tx, ticket.number, { kind, actor: act.actor.name, changes: outcome.changes }, act.now);
}

/** Changes fields of a ticket; a change of nothing leaves it as it is, version included. */
export function change(db: Database, number: number, wanted: TicketChange, act: TicketAct): Promise<Ticket> {
  return inTransaction(db, async (tx) => {
    const ticket = await lockTicket(tx, number, act);
    const outcome = changeTicket(ticket, wanted, (await readDeskSettings(tx)).sla, act.now);
    if (Object.keys(outcome.changes).length === 0) return ticket;
    const assignedOnly = Object.keys(outcome.changes).every((field) => field === 'assignee' || field === 'team');
    await store(tx, ticket, outcome, assignedOnly ? 'assigned' : 'changed', act);
    return findTicket(tx, 'all', number);
  });
}

/** Adds a reply to the customer or an internal note. */
export function addToConversation(
  db: Database,
  number: number,
  input: { kind: Message['kind']; text: string },
  act: TicketAct,
): Promise<Ticket> {
  return inTransaction(db, async (tx) => {
    const ticket = await lockTicket(tx, number, act);
    const reply = input.kind === 'reply';
    const outcome = reply ? afterReply(ticket, act.now) : { patch: {}, changes: {} };
    await addMessage(
      tx,
      {
        ticketNumber: number,
        kind: input.kind,
        text: input.text,
        userId: act.actor.kind === 'user' ? act.actor.id : null,
        authorName: act.actor.name,
        delivery: reply ? 'recorded' : null,
      },
      act.now,
    );
    await store(tx, ticket, outcome, 'message', act);
    return findTicket(tx, 'all', number);
  });
}

/** Makes one ticket part of another: mentions and messages move, the emptied one is closed and points to the other. */
export function merge(db: Database, number: number, into: number, act: TicketAct): Promise<Ticket> {
  if (number === into) throw new Conflict('A ticket can’t be merged into itself.');
  return inTransaction(db, async (tx) => {
    // Locked in the order of their numbers, so that two opposite merges can't wait for each other for ever.
    const tickets = new Map<number, Ticket>();
    for (const each of [number, into].sort((a, b) => a - b))
      tickets.set(each, await findTicket(tx, act.scope, each, true));
    const from = tickets.get(number) as Ticket;
    const target = tickets.get(into) as Ticket;
    if (act.version !== undefined && act.version !== from.version) throw new StaleTicket(from);
    if (from.mergedInto !== null) throw new Conflict(`Ticket ${number} is part of ticket ${from.mergedInto} already.`);
    if (target.status === 'closed') throw new Conflict(`Ticket ${into} is closed: merge into one that is not.`);
    const { patch, changes } = changeTicket(from, { status: 'closed' }, (await readDeskSettings(tx)).sla, act.now);
    const merged = { ...changes, mergedInto: { from: null, to: into } };
    await moveTicketContents(tx, number, into);
    await store(tx, from, { patch: { ...patch, mergedInto: into }, changes: merged }, 'merged', act);
    const absorbed = { patch: {}, changes: { absorbed: { from: null, to: number } } };
    await store(tx, target, absorbed, 'merged', act);
    return findTicket(tx, 'all', into);
  });
}

/** A mention for which a ticket is wanted. */
export interface CaseMention extends TriageInput {
  teamId: string | null;
}

/** Opens the ticket of a mention, or adds the mention to the one that is open for its case; gives the number. */
export async function ticketForMention(
  tx: Database,
  mention: CaseMention,
  decision: Extract<TriageDecision, { outcome: 'ticket' }>,
  settings: DeskSettings,
  act: Pick<TicketAct, 'actor' | 'now'>,
): Promise<number> {
  const author = authorKey(mention);
  const customerId =
    author === null
      ? null
      : await customerOf(tx, { channel: mention.sourceKind, externalId: author, name: mention.authorName });
  const { number, opened } = await openTicket(tx, {
    caseKey: decision.caseKey,
    priority: decision.priority,
    subject: decision.subject,
    topic: decision.topic,
    channel: mention.sourceKind,
    teamId: mention.teamId ?? (await firstTeam(tx)),
    customerId,
    openedAt: act.now,
    ...dueTimes(act.now, decision.priority, settings.sla),
  });
  if (!opened) return joinTicket(tx, number, mention, act);
  await addTicketEvent(
    tx,
    number,
    { kind: 'opened', actor: act.actor.name, changes: { mention: { from: null, to: mention.id } } },
    act.now,
  );
  await makeFindable(tx, number, mention);
  return number;
}

/** Adds a mention to a ticket that exists; one that was resolved opens again. */
export async function joinTicket(
  tx: Database,
  number: number,
  mention: CaseMention,
  act: Pick<TicketAct, 'actor' | 'now'>,
): Promise<number> {
  const ticket = await findTicket(tx, 'all', number, true);
  const outcome = afterMention(ticket);
  const changes = { ...outcome.changes, mention: { from: null, to: mention.id } };
  const kind = 'status' in outcome.changes ? 'reopened' : 'mention-added';
  await store(tx, ticket, { patch: outcome.patch, changes }, kind, act);
  await makeFindable(tx, number, mention);
  return number;
}

function makeFindable(tx: Database, number: number, mention: CaseMention): Promise<void> {
  const words = [mention.title, mention.text, mention.authorName].filter((part) => part !== null).join('\n');
  return addToTicketSearch(tx, number, fold(words));
}

/** Opens a ticket for a mention because a person wants one, whatever the rules said; gives the one it has, if any. */
export function openForMention(db: Database, mentionId: string, act: TicketAct): Promise<Ticket> {
  return inTransaction(db, async (tx) => {
    const mention = await takeMention(tx, mentionId);
    if (mention.ticketNumber !== null) return findTicket(tx, act.scope, mention.ticketNumber);
    const decision = {
      outcome: 'ticket' as const,
      reason: `asked for by ${act.actor.name}`,
      caseKey: caseKey(mention),
      priority: 'normal' as const,
      topic: mention.analysis?.topics[0] ?? null,
      subject: subjectOf(mention.title, mention.text),
    };
    const number = await ticketForMention(tx, mention, decision, await readDeskSettings(tx), act);
    await saveTriage(
      tx,
      [{ id: mention.id, outcome: 'ticket', reason: decision.reason, ticketNumber: number }],
      act.now,
    );
    return findTicket(tx, 'all', number);
  });
}
