import { isDeepStrictEqual } from 'node:util';
import type { Ticket, TicketChange, TicketStatus } from '../domain/ticket.ts';
import { Conflict, InvalidInput } from '../errors.ts';
import { fieldsOf, refuseStep, type StateAct, stateOf, stepOf, type TicketState } from './ticket-states.ts';

/** The fields of a ticket that a change sets. */
export interface TicketPatch {
  status?: TicketStatus;
  pendingOn?: Ticket['pendingOn'];
  priority?: Ticket['priority'];
  priorityReasons?: Ticket['priorityReasons'];
  subject?: string;
  topic?: Ticket['topic'];
  tags?: string[];
  causeId?: string | null;
  teamId?: string;
  assigneeId?: string | null;
  mergedInto?: number | null;
  /** By the channel's own time. */
  customerWroteAt?: Date;
  snoozedUntil?: Date | null;
  firstRespondedAt?: Date | null;
  resolvedAt?: Date | null;
}

/** What a change does to a ticket, ready to be stored, with each field's old and new value for the history. */
export interface TicketOutcome {
  patch: TicketPatch;
  changes: Record<string, { from: unknown; to: unknown }>;
}

const NOTHING: TicketOutcome = { patch: {}, changes: {} };
const isSolved = (state: TicketState) => state === 'resolved' || state === 'closed';

/** The ticket in another state: which fields that sets, and what of it is news. */
function enter(ticket: Ticket, to: TicketState, now: Date): TicketOutcome {
  const fields = fieldsOf(to);
  const changes: TicketOutcome['changes'] = {};
  for (const field of ['status', 'pendingOn'] as const)
    if (ticket[field] !== fields[field]) changes[field] = { from: ticket[field], to: fields[field] };
  if (Object.keys(changes).length === 0) return NOTHING;
  if (!isSolved(to)) return { patch: { ...fields, resolvedAt: null }, changes };
  const resolvedAt = ticket.resolvedAt === null ? now : new Date(ticket.resolvedAt);
  return plus({ patch: { ...fields, resolvedAt }, changes }, awake(ticket));
}

const plus = (one: TicketOutcome, other: TicketOutcome): TicketOutcome => ({
  patch: { ...one.patch, ...other.patch },
  changes: { ...one.changes, ...other.changes },
});

/** The end of a snooze, if there is one. */
export function awake(ticket: Ticket): TicketOutcome {
  if (ticket.snoozedUntil === null) return NOTHING;
  return { patch: { snoozedUntil: null }, changes: { snoozedUntil: { from: ticket.snoozedUntil, to: null } } };
}

/** What an act brings about by the table. */
function afterAct(ticket: Ticket, act: StateAct, now: Date, refusal: string): TicketOutcome {
  const from = stateOf(ticket);
  const step = stepOf(from, act);
  if (step === undefined) throw new Conflict(refusal);
  return enter(ticket, step.to === 'unchanged' ? from : step.to, now);
}

/** The state that a change asks for. Waiting without a word for whom is waiting for the customer. */
function wantedState(ticket: Ticket, change: TicketChange): TicketState {
  const status = change.status ?? ticket.status;
  if (status !== 'pending') {
    if (change.pendingOn) throw new Conflict(`A ticket waits for somebody only while it is pending.`);
    return status;
  }
  return stateOf({ status, pendingOn: change.pendingOn ?? ticket.pendingOn ?? 'customer' });
}

/** Works out a change of a ticket; fields that stay as they are leave no trace. Throws Conflict for a forbidden step. */
export function changeTicket(ticket: Ticket, change: TicketChange, now: Date): TicketOutcome {
  const { status, pendingOn, ...others } = change;
  if (ticket.status === 'closed' && (Object.keys(others).length > 0 || pendingOn))
    throw new Conflict('A closed ticket no longer changes.');
  const to = wantedState(ticket, change);
  refuseStep(stateOf(ticket), to);
  const state = enter(ticket, to, now);
  return plus(changedFields(ticket, others, now), state);
}

function changedFields(ticket: Ticket, change: Omit<TicketChange, 'status' | 'pendingOn'>, now: Date): TicketOutcome {
  const before: Record<string, unknown> = {
    ...ticket,
    team: ticket.team.id,
    assignee: ticket.assignee?.id ?? null,
    cause: ticket.cause?.id ?? null,
  };
  const changes: TicketOutcome['changes'] = {};
  for (const [field, value] of Object.entries(change))
    if (value !== undefined && !isDeepStrictEqual(before[field], value))
      changes[field] = { from: before[field], to: value };
  if (changes.snoozedUntil && change.snoozedUntil) refuseSnooze(ticket, change.snoozedUntil, now);
  const patch: TicketPatch = {
    // What a person decides no longer follows from the text.
    ...(changes.priority && change.priority ? { priority: change.priority, priorityReasons: [] } : {}),
    ...(changes.subject && change.subject ? { subject: change.subject } : {}),
    ...(changes.topic ? { topic: change.topic ?? null } : {}),
    ...(changes.tags && change.tags ? { tags: change.tags } : {}),
    ...(changes.cause ? { causeId: change.cause ?? null } : {}),
    ...(changes.snoozedUntil ? { snoozedUntil: change.snoozedUntil ? new Date(change.snoozedUntil) : null } : {}),
    ...(changes.team && change.team ? { teamId: change.team } : {}),
    ...(changes.assignee ? { assigneeId: change.assignee ?? null } : {}),
  };
  return { patch, changes };
}

const YEAR_MS = 366 * 86_400_000;

function refuseSnooze(ticket: Ticket, until: string, now: Date): void {
  if (ticket.resolvedAt !== null) throw new Conflict('A solved ticket is out of the way already.');
  const ahead = Date.parse(until) - now.getTime();
  if (ahead > 0 && ahead <= YEAR_MS) return;
  throw new InvalidInput('A ticket is snoozed until some time within the next year.', [
    { path: 'snoozedUntil', message: 'must lie ahead, by a year at most' },
  ]);
}

/** What a public reply does: the first one stops the response clock; a new ticket is open from then on. */
export function afterReply(ticket: Ticket, now: Date): TicketOutcome {
  const state = afterAct(ticket, 'reply', now, 'A closed ticket is not answered any more: open a new one.');
  if (ticket.firstRespondedAt !== null) return state;
  return {
    patch: { ...state.patch, firstRespondedAt: now },
    changes: { firstRespondedAt: { from: null, to: now.toISOString() }, ...state.changes },
  };
}

/** What another message of the customer does: what was resolved, snoozed or waited for the customer is taken up. */
export function afterMention(ticket: Ticket, now: Date): TicketOutcome {
  const state = afterAct(ticket, 'customer-writes', now, 'A closed ticket takes nothing more in: open a new one.');
  return plus(state, awake(ticket));
}

/** What becoming part of another ticket does. */
export function afterMerge(ticket: Ticket, into: number, now: Date): TicketOutcome {
  const { patch, changes } = afterAct(ticket, 'merge', now, 'A closed ticket can’t become part of another one.');
  return { patch: { ...patch, mergedInto: into }, changes: { ...changes, mergedInto: { from: null, to: into } } };
}

/** Whether a change takes a solved ticket up again. */
export function isReopening({ changes }: TicketOutcome): boolean {
  return changes.status?.from === 'resolved' && changes.status.to === 'open';
}

/** What the undoing of a merge does: the state from before it is back. */
export function afterUnmerge(ticket: Ticket, before: Pick<Ticket, 'status' | 'pendingOn'>, now: Date): TicketOutcome {
  const { patch, changes } = enter(ticket, stateOf(before), now);
  return {
    patch: { ...patch, mergedInto: null },
    changes: { ...changes, mergedInto: { from: ticket.mergedInto, to: null } },
  };
}
