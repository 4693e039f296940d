import type { PendingOn, TicketStatus } from '../domain/ticket.ts';
import { Conflict } from '../errors.ts';

/** A status, and for a waiting ticket whom it waits for: what the machine goes by. */
export type TicketState = 'new' | 'open' | 'pending-customer' | 'pending-third-party' | 'resolved' | 'closed';

/** What happens to a ticket that may move it. */
export type StateAct =
  | 'work'
  | 'await-customer'
  | 'await-third-party'
  | 'resolve'
  | 'close'
  | 'reply'
  | 'customer-writes'
  | 'merge';

/** Who brings it about. */
export type Party = 'agent' | 'customer';

export interface StateStep {
  act: StateAct;
  from: readonly TicketState[];
  to: TicketState | 'unchanged';
  by: Party;
  why: string;
}

/**
 * The whole machine. An act that has no row for a state is not possible in it, except that what is so already may be
 * asked for again. Nothing leaves `closed` but the undoing of a merge, which puts back the state from before it.
 */
export const STATE_STEPS: readonly StateStep[] = [
  {
    act: 'work',
    from: ['new', 'pending-customer', 'pending-third-party'],
    to: 'open',
    by: 'agent',
    why: 'somebody works on it',
  },
  { act: 'work', from: ['resolved'], to: 'open', by: 'agent', why: 'the solution did not hold' },
  {
    act: 'await-customer',
    from: ['new', 'open', 'pending-third-party'],
    to: 'pending-customer',
    by: 'agent',
    why: 'the customer has to tell or do something',
  },
  {
    act: 'await-third-party',
    from: ['new', 'open', 'pending-customer'],
    to: 'pending-third-party',
    by: 'agent',
    why: 'somebody outside the desk has to do something',
  },
  {
    act: 'resolve',
    from: ['new', 'open', 'pending-customer', 'pending-third-party'],
    to: 'resolved',
    by: 'agent',
    why: 'the customer has a solution',
  },
  {
    act: 'close',
    from: ['new', 'open', 'pending-customer', 'pending-third-party', 'resolved'],
    to: 'closed',
    by: 'agent',
    why: 'nothing more will be done',
  },
  { act: 'reply', from: ['new'], to: 'open', by: 'agent', why: 'the customer has an answer' },
  {
    act: 'reply',
    from: ['open', 'pending-customer', 'pending-third-party', 'resolved'],
    to: 'unchanged',
    by: 'agent',
    why: 'an answer alone decides nothing',
  },
  {
    act: 'customer-writes',
    from: ['pending-customer'],
    to: 'open',
    by: 'customer',
    why: 'what it waited for has come',
  },
  { act: 'customer-writes', from: ['resolved'], to: 'open', by: 'customer', why: 'the customer is not satisfied' },
  {
    act: 'customer-writes',
    from: ['new', 'open', 'pending-third-party'],
    to: 'unchanged',
    by: 'customer',
    why: 'it is being seen to already',
  },
  {
    act: 'merge',
    from: ['new', 'open', 'pending-customer', 'pending-third-party', 'resolved'],
    to: 'closed',
    by: 'agent',
    why: 'it goes on as part of another ticket',
  },
];

/** What an agent does to bring a ticket into a state. */
const ACT_TO: Record<TicketState, StateAct | null> = {
  new: null,
  open: 'work',
  'pending-customer': 'await-customer',
  'pending-third-party': 'await-third-party',
  resolved: 'resolve',
  closed: 'close',
};

/** The row of the table, or undefined where the act is not possible. */
export function stepOf(from: TicketState, act: StateAct): StateStep | undefined {
  return STATE_STEPS.find((step) => step.act === act && step.from.includes(from));
}

export function stateOf(ticket: { status: TicketStatus; pendingOn: PendingOn | null }): TicketState {
  return ticket.status === 'pending' ? `pending-${ticket.pendingOn ?? 'customer'}` : ticket.status;
}

/** A state as the fields of a ticket. */
export function fieldsOf(state: TicketState): { status: TicketStatus; pendingOn: PendingOn | null } {
  if (state === 'pending-customer') return { status: 'pending', pendingOn: 'customer' };
  if (state === 'pending-third-party') return { status: 'pending', pendingOn: 'third-party' };
  return { status: state, pendingOn: null };
}

/** Whether an agent may bring a ticket from one state into the other; staying is always allowed. */
export function mayFollow(from: TicketState, to: TicketState): boolean {
  const act = ACT_TO[to];
  return from === to || (act !== null && stepOf(from, act) !== undefined);
}

/** Throws Conflict, naming what is possible, when an agent may not do that. */
export function refuseStep(from: TicketState, to: TicketState): void {
  if (mayFollow(from, to)) return;
  const { status } = fieldsOf(from);
  const allowed = (Object.keys(ACT_TO) as TicketState[])
    .filter((state) => state !== from && mayFollow(from, state))
    .map((state) => fieldsOf(state).status);
  const may = allowed.length > 0 ? `it may become ${[...new Set(allowed)].join(', ')}` : 'it stays closed';
  throw new Conflict(`A ${status} ticket can't become ${fieldsOf(to).status}: ${may}.`);
}
