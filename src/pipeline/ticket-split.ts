import { randomUUID } from 'node:crypto';
import { subjectOf } from '../care/triage.ts';
import { authorKey } from '../domain/mention.ts';
import type { Ticket } from '../domain/ticket.ts';
import { Conflict, InvalidInput } from '../errors.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { customersOf } from '../storage/identities.ts';
import { takeMention } from '../storage/mention-steps.ts';
import { readServiceRules } from '../storage/service-rules.ts';
import { contentsOf, moveSome } from '../storage/ticket-contents.ts';
import { addLink } from '../storage/ticket-ties.ts';
import { openTicket } from '../storage/ticket-writes.ts';
import { findTicket } from '../storage/tickets.ts';
import { firstTimes } from './ticket-intake.ts';
import { refreshSearch } from './ticket-merge.ts';
import { lockTicket, store, type TicketAct } from './tickets.ts';

/** What goes to the new ticket. */
export interface SplitInput {
  mentions: readonly string[];
  messages: readonly string[];
  subject?: string | undefined;
}

/** Everything that is to go must be there, and something must stay. */
async function refuseSplit(tx: Database, ticket: Ticket, { mentions, messages }: SplitInput): Promise<void> {
  if (ticket.status === 'closed') throw new Conflict('A closed ticket is not split any more.');
  const there = await contentsOf(tx, ticket.number);
  const problems = [
    ...(mentions.every((id) => there.mentionIds.includes(id)) ? [] : ['mentions']),
    ...(messages.every((id) => there.messageIds.includes(id)) ? [] : ['messages']),
  ].map((path) => ({ path, message: 'names one that does not belong to the ticket' }));
  if (problems.length > 0) throw new InvalidInput('Only what belongs to a ticket can be split off it.', problems);
  const left = there.mentionIds.length + there.messageIds.length - new Set([...mentions, ...messages]).size;
  if (left > 0) return;
  throw new InvalidInput('Something must stay with the ticket.', [{ path: 'mentions', message: 'are all there is' }]);
}

/** The ticket's first mention, which says whose the new case is and what it is called; none if only messages go. */
async function firstOf(tx: Database, ticket: Ticket, mentions: readonly string[]) {
  const [first] = mentions;
  const mention = first === undefined ? null : await takeMention(tx, first);
  const author = mention === null ? null : authorKey(mention);
  const customerId =
    mention === null || author === null
      ? (ticket.customer?.id ?? null)
      : ((await customersOf(tx, [{ channel: mention.sourceKind, externalId: author, name: mention.authorName }]))[0] ??
        null);
  return {
    customerId,
    subject: mention === null ? ticket.subject : subjectOf(mention.title, mention.text),
    wroteAt: mention?.publishedAt ?? null,
  };
}

/**
 * Makes a case of its own of some mentions and messages of a ticket, linked to it; its clocks begin now. Gives the new
 * ticket. Merging the new one into the old takes it back.
 */
export function split(db: Database, number: number, input: SplitInput, act: TicketAct): Promise<Ticket> {
  return inTransaction(db, async (tx) => {
    const ticket = await lockTicket(tx, number, act);
    await refuseSplit(tx, ticket, input);
    const { customerId, subject, wroteAt } = await firstOf(tx, ticket, input.mentions);
    const opening = {
      splitFrom: { from: null, to: number },
      ...(input.mentions.length > 0 ? { mention: { from: null, to: input.mentions[0] } } : {}),
    };
    const fields = {
      channel: ticket.channel,
      priority: ticket.priority,
      teamId: ticket.team.id,
      customerWroteAt: wroteAt,
    };
    const service = await readServiceRules(tx);
    const event = { kind: 'opened' as const, actor: act.actor.name, changes: opening };
    const made = await openTicket(tx, {
      ...fields,
      caseKey: `split-${randomUUID()}`,
      priorityReasons: ticket.priorityReasons,
      subject: input.subject ?? subject,
      topic: ticket.topic,
      customerId,
      openedAt: act.now,
      times: firstTimes(fields, event, service, act.now),
      words: '',
      openedBy: act.actor.name,
      opening,
    });
    await moveSome(tx, number, made.number, input);
    for (const each of [number, made.number]) await refreshSearch(tx, each);
    await addLink(tx, { from: number, to: made.number, kind: 'related' }, act.actor.name, act.now);
    await store(tx, ticket, { patch: {}, changes: { splitInto: { from: null, to: made.number } } }, 'split', act);
    return findTicket(tx, 'all', made.number);
  });
}
