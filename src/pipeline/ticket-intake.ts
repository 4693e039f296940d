import { fold } from '../analysis/normalise.ts';
import { dueTimes } from '../care/due-times.ts';
import { PERSON_TAG, wantsPerson } from '../care/first-answer.ts';
import { mostUrgent, pressesMore, priorityOf } from '../care/priority.ts';
import type { ServiceRules } from '../care/service-rules.ts';
import { afterMention, isReopening, type TicketOutcome } from '../care/ticket.ts';
import { caseKey, subjectOf, type TriageDecision, type TriageInput } from '../care/triage.ts';
import { urgency } from '../domain/analysis.ts';
import { authorKey } from '../domain/mention.ts';
import type { Ticket, TicketEvent } from '../domain/ticket.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { customersOf } from '../storage/identities.ts';
import { saveTriage, takeMention } from '../storage/mention-steps.ts';
import { firstTeam } from '../storage/people.ts';
import { readServiceRules } from '../storage/service-rules.ts';
import { addToTicketSearch, recentTicketsOf, voicesOf } from '../storage/ticket-contents.ts';
import { openTicket } from '../storage/ticket-writes.ts';
import { findTicket } from '../storage/tickets.ts';
import { lockTicket, store, type TicketAct } from './tickets.ts';

/** How mentions become tickets, or part of those that there are. */

/** A mention for which a ticket is wanted. */
export interface CaseMention extends TriageInput {
  teamId: string | null;
  publishedAt: Date | null;
}

type Intake = Pick<TicketAct, 'actor' | 'now'>;

/** What the customer's writing is dated for the channel: no later than it came in. */
const wroteAt = ({ publishedAt }: CaseMention, now: Date) =>
  publishedAt !== null && publishedAt < now ? publishedAt : now;

/** The customer who wrote, and how many tickets they have had lately. */
export interface Author {
  customerId: string | null;
  recentTickets: number;
}

/** The author of what nobody signed. */
export const NOBODY: Author = { customerId: null, recentTickets: 0 };

/** The authors of mentions, in their order, with two statements for all of them. */
export async function authorsOf(tx: Database, mentions: readonly CaseMention[], now: Date): Promise<Author[]> {
  const known = mentions.flatMap((mention, index) => {
    const externalId = authorKey(mention);
    return externalId === null ? [] : [{ index, channel: mention.sourceKind, externalId, name: mention.authorName }];
  });
  const ids = await customersOf(tx, known);
  const recent = await recentTicketsOf(tx, ids, now);
  const authors: Author[] = mentions.map(() => NOBODY);
  known.forEach(({ index }, at) => {
    const customerId = ids[at] ?? '';
    authors[index] = { customerId, recentTickets: recent.get(customerId) ?? 0 };
  });
  return authors;
}

/** Opens the ticket of a mention, or adds the mention to the one that is open for its case; gives the number. */
export async function ticketForMention(
  tx: Database,
  mention: CaseMention,
  decision: Extract<TriageDecision, { outcome: 'ticket' }>,
  service: ServiceRules,
  { customerId, recentTickets }: Author,
  act: Intake,
): Promise<number> {
  const { priority, reasons } = priorityOf({ urgency: decision.urgency, voices: 1, recentTickets });
  const ticket = {
    caseKey: decision.caseKey,
    subject: decision.subject,
    topic: decision.topic,
    channel: mention.sourceKind,
    teamId: mention.teamId ?? service.firstTeam ?? (await firstTeam(tx)),
    customerId,
    priority,
    openedAt: act.now,
    customerWroteAt: wroteAt(mention, act.now),
  };
  const opening = { mention: { from: null, to: mention.id } };
  const { number, opened } = await openTicket(tx, {
    ...ticket,
    priorityReasons: reasons,
    times: firstTimes(ticket, { kind: 'opened', actor: act.actor.name, changes: opening }, service, act.now),
    words: wordsOf(mention),
    openedBy: act.actor.name,
    opening,
  });
  return opened ? number : joinTicket(tx, number, mention, act);
}

/** The times of a ticket that is being opened. */
export function firstTimes(
  ticket: Pick<Ticket, 'channel' | 'priority'> & { teamId: string; customerWroteAt: Date | null },
  opening: Omit<TicketEvent, 'at'>,
  service: ServiceRules,
  now: Date,
) {
  const at = now.toISOString();
  const rules = service.of({ team: ticket.teamId, channel: ticket.channel, priority: ticket.priority });
  const timed = {
    status: 'new' as const,
    channel: ticket.channel,
    openedAt: at,
    firstRespondedAt: null,
    snoozedUntil: null,
    customerWroteAt: ticket.customerWroteAt?.toISOString() ?? null,
  };
  return dueTimes(timed, [{ ...opening, at }], rules, now).times;
}

/** Adds a mention to a ticket that exists; one that was resolved, snoozed or waited for the customer is taken up again. */
export async function joinTicket(tx: Database, number: number, mention: CaseMention, act: Intake): Promise<number> {
  const ticket = await lockTicket(tx, number, { scope: 'all', now: act.now });
  const outcome = afterMention(ticket, act.now);
  const raised = await raisedPriority(tx, ticket, mention, act.now);
  const tagged = personWanted(ticket, mention);
  const patch = { ...outcome.patch, ...raised.patch, ...tagged.patch, customerWroteAt: wroteAt(mention, act.now) };
  const changes = { ...outcome.changes, ...raised.changes, ...tagged.changes, mention: { from: null, to: mention.id } };
  await store(tx, ticket, { patch, changes }, isReopening(outcome) ? 'reopened' : 'mention-added', act);
  await addToTicketSearch(tx, number, wordsOf(mention));
  return number;
}

/** Who asks for a person, after an answer that came by itself, is found by a tag. */
function personWanted({ tags }: Ticket, { text }: CaseMention): TicketOutcome {
  if (tags.includes(PERSON_TAG) || !wantsPerson(fold(text))) return { patch: {}, changes: {} };
  const all = [...tags, PERSON_TAG].sort();
  return { patch: { tags: all }, changes: { tags: { from: tags, to: all } } };
}

/** A case that more people write about, or more urgently, presses more; nothing here overrules a person or takes back. */
async function raisedPriority(tx: Database, ticket: Ticket, mention: CaseMention, now: Date): Promise<TicketOutcome> {
  const none = { patch: {}, changes: {} };
  if (ticket.priorityReasons.length === 0 || ticket.priority === 'urgent') return none;
  const voices = await voicesOf(tx, ticket.number, authorKey(mention));
  const recentTickets = ticket.customer === null ? 0 : await otherTicketsOf(tx, ticket.customer.id, now);
  const known = urgency.safeParse(ticket.priorityReasons.find(({ because }) => because === 'urgency')?.detail);
  const most = mostUrgent(known.data ?? null, mention.analysis?.urgency ?? null);
  const { priority, reasons } = priorityOf({ urgency: most, voices, recentTickets });
  if (!pressesMore(priority, ticket.priority)) return none;
  return {
    patch: { priority, priorityReasons: reasons },
    changes: { priority: { from: ticket.priority, to: priority } },
  };
}

async function otherTicketsOf(tx: Database, customerId: string, now: Date): Promise<number> {
  const recent = await recentTicketsOf(tx, [customerId], now);
  return Math.max(0, (recent.get(customerId) ?? 0) - 1);
}

/** The words that a ticket is found by, folded. */
export const wordsOf = ({ title, text, authorName }: Pick<TriageInput, 'title' | 'text' | 'authorName'>): string =>
  fold([title, text, authorName].filter((part) => part !== null).join('\n'));

/** Opens a ticket for a mention because a person wants one, whatever the rules said; gives the one it has, if any. */
export function openForMention(db: Database, mentionId: string, act: TicketAct): Promise<Ticket> {
  return inTransaction(db, async (tx) => {
    const mention = await takeMention(tx, mentionId);
    if (mention.ticketNumber !== null) return findTicket(tx, act.scope, mention.ticketNumber);
    const decision = {
      outcome: 'ticket' as const,
      reason: `asked for by ${act.actor.name}`,
      caseKey: caseKey(mention),
      urgency: mention.analysis?.urgency ?? null,
      topic: mention.analysis?.topics[0] ?? null,
      subject: subjectOf(mention.title, mention.text),
    };
    const [author = NOBODY] = await authorsOf(tx, [mention], act.now);
    const number = await ticketForMention(tx, mention, decision, await readServiceRules(tx), author, act);
    await saveTriage(
      tx,
      [{ id: mention.id, outcome: 'ticket', reason: decision.reason, ticketNumber: number }],
      act.now,
    );
    return findTicket(tx, 'all', number);
  });
}
