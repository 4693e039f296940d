import { eventOf } from '../care/due-steps.ts';
import { type DueTimes, dueTimes, type TimedTicket } from '../care/due-times.ts';
import { awake, type TicketPatch } from '../care/ticket.ts';
import { systemActor } from '../domain/person.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Database } from '../storage/database.ts';
import { readServiceRules } from '../storage/service-rules.ts';
import { addTicketEvents, clockFactsOf } from '../storage/ticket-history.ts';
import { saveTimes } from '../storage/ticket-writes.ts';

/** A ticket as its clocks see it once a patch is written. */
function timedAfter(ticket: Ticket, patch: TicketPatch): Omit<TimedTicket, 'customerWroteAt'> {
  const date = (value: Date | null | undefined, old: string | null) =>
    value === undefined ? old : (value?.toISOString() ?? null);
  return {
    channel: ticket.channel,
    openedAt: ticket.openedAt,
    status: patch.status ?? ticket.status,
    firstRespondedAt: date(patch.firstRespondedAt, ticket.firstRespondedAt),
    snoozedUntil: date(patch.snoozedUntil, ticket.snoozedUntil),
  };
}

/**
 * The times of a locked ticket once a patch is written, by its history, which holds the change already. What is due by
 * now (warnings, escalations) is noted down on the way: nothing is told twice, since the history says what was told.
 */
export async function settleClocks(tx: Database, ticket: Ticket, patch: TicketPatch, now: Date): Promise<DueTimes> {
  const { history, customerWroteAt } = await clockFactsOf(tx, ticket.number);
  const team = patch.teamId ?? ticket.team.id;
  const rules = (await readServiceRules(tx, team)).of({
    team,
    channel: ticket.channel,
    priority: patch.priority ?? ticket.priority,
  });
  const wroteAt = patch.customerWroteAt?.toISOString() ?? customerWroteAt;
  const timed = { ...timedAfter(ticket, patch), customerWroteAt: wroteAt };
  const { times, due } = dueTimes(timed, history, rules, now);
  const events = due.map((step) => ({ actor: systemActor.name, ...eventOf(step) }));
  await addTicketEvents(tx, ticket.number, events, now);
  return times;
}

/** Does what the clock alone brings to a locked ticket: the end of a snooze, warnings and escalations that are due. */
export async function catchUp(tx: Database, ticket: Ticket, now: Date): Promise<void> {
  const over = ticket.snoozedUntil !== null && Date.parse(ticket.snoozedUntil) <= now.getTime();
  const woken = over ? awake(ticket) : null;
  if (woken !== null)
    await addTicketEvents(tx, ticket.number, [{ actor: systemActor.name, kind: 'woken', changes: woken.changes }], now);
  const times = await settleClocks(tx, ticket, woken?.patch ?? {}, now);
  await saveTimes(tx, ticket.number, { ...times, ...(woken === null ? {} : { snoozedUntil: null }) });
}
