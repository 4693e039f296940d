import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterMention,
  afterMerge,
  afterReply,
  afterUnmerge,
  changeTicket,
  isReopening,
} from '../../src/care/ticket.ts';
import { mayFollow, STATE_STEPS, type TicketState } from '../../src/care/ticket-states.ts';
import {
  type PendingOn,
  pendingOn,
  type Ticket,
  type TicketChange,
  type TicketStatus,
  ticketChange,
  ticketStatus,
} from '../../src/domain/ticket.ts';
import { Conflict, InvalidInput } from '../../src/errors.ts';
import { NOW, ticketOf } from '../support/samples.ts';

const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const STATES: readonly TicketState[] = ['new', 'open', 'pending-customer', 'pending-third-party', 'resolved', 'closed'];

describe('the table of states', () => {
  it('lets nothing follow closed, and anything but new follow new', () => {
    for (const to of STATES) {
      expect(mayFollow('closed', to)).toBe(to === 'closed');
      expect(mayFollow('new', to)).toBe(true);
      if (to !== 'new') expect(mayFollow(to, 'new')).toBe(false);
    }
  });

  it('has one row at most for an act in a state', () => {
    const seen = STATE_STEPS.flatMap(({ act, from }) => from.map((state) => `${act} ${state}`));
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('a change', () => {
  it('names what may follow when it is refused', () => {
    const resolved = ticketOf({ status: 'resolved' });
    expect(() => changeTicket(resolved, { status: 'pending' }, NOW)).toThrow(/may become open, closed/);
    expect(() => changeTicket(ticketOf({ status: 'closed' }), { status: 'open' }, NOW)).toThrow(/stays closed/);
    expect(() => changeTicket(ticketOf({ status: 'closed' }), { subject: 'a' }, NOW)).toThrow(/no longer changes/);
    expect(() => changeTicket(ticketOf(), { pendingOn: 'customer' }, NOW)).toThrow(/only while it is pending/);
  });

  it('to the same value leaves no trace', () => {
    const wanted = ticketChange.parse({ status: 'new', priority: 'normal', assignee: null, tags: [], cause: null });
    expect(changeTicket(ticketOf(), wanted, NOW)).toEqual({ patch: {}, changes: {} });
    const waiting = ticketOf({ status: 'pending', pendingOn: 'third-party' });
    expect(changeTicket(waiting, { status: 'pending' }, NOW)).toEqual({ patch: {}, changes: {} });
  });

  it('keeps old and new of each field, and the priority of a person has no reasons but the person', () => {
    const wanted = ticketChange.parse({ priority: 'urgent', tags: [' VIP ', 'vip', 'Hoàn  tiền'] });
    expect(changeTicket(ticketOf(), wanted, NOW)).toEqual({
      patch: { priority: 'urgent', priorityReasons: [], tags: ['hoàn tiền', 'vip'] },
      changes: { priority: { from: 'normal', to: 'urgent' }, tags: { from: [], to: ['hoàn tiền', 'vip'] } },
    });
  });

  it('snoozes until some time ahead; solving, and the customer, end that', () => {
    const snoozed = ticketOf({ snoozedUntil: later(60).toISOString() });
    const wanted = (minutes: number): TicketChange => ({ snoozedUntil: later(minutes).toISOString() });
    expect(changeTicket(ticketOf(), wanted(60), NOW).patch).toEqual({ snoozedUntil: later(60) });
    expect(changeTicket(snoozed, { snoozedUntil: null }, NOW).patch).toEqual({ snoozedUntil: null });
    for (const minutes of [0, -5, 527_041])
      expect(() => changeTicket(ticketOf(), wanted(minutes), NOW)).toThrow(InvalidInput);
    expect(changeTicket(snoozed, { status: 'resolved' }, NOW).patch).toMatchObject({ snoozedUntil: null });
    expect(afterMention(snoozed, NOW)).toMatchObject({ patch: { snoozedUntil: null } });
  });
});

/** What may befall a ticket. */
type Act =
  | { kind: 'change'; change: { status?: TicketStatus; pendingOn?: PendingOn } }
  | { kind: 'reply' | 'mention' | 'merge' | 'unmerge' };

interface Model {
  status: TicketStatus;
  on: PendingOn | null;
  answered: boolean;
  /** The state from before the merge. */
  merged: { status: TicketStatus; on: PendingOn | null } | null;
}

/**
 * The same machine told another way: statuses are rungs of a ladder (pending and open on the same one) that an agent
 * only climbs, but for the one step down from resolved to open.
 */
function modelAct(model: Model, act: Act): Model | null {
  const rung = { new: 0, open: 1, pending: 1, resolved: 2, closed: 3 };
  if (act.kind === 'unmerge') return model.merged && { ...model, ...model.merged, merged: null };
  if (act.kind === 'merge') {
    const { status, on } = model;
    return status === 'closed' ? null : { ...model, status: 'closed', on: null, merged: { status, on } };
  }
  if (act.kind !== 'change') {
    if (model.status === 'closed') return null;
    const back = model.status === 'resolved' || model.on === 'customer';
    if (act.kind === 'mention') return back ? { ...model, status: 'open', on: null } : model;
    return { ...model, status: model.status === 'new' ? 'open' : model.status, answered: true };
  }
  const status = act.change.status ?? model.status;
  if (act.change.pendingOn !== undefined && status !== 'pending') return null;
  if (model.status === 'closed' && act.change.pendingOn !== undefined) return null;
  const on = status === 'pending' ? (act.change.pendingOn ?? model.on ?? 'customer') : null;
  const reopens = model.status === 'resolved' && status === 'open';
  const climbs = rung[status] >= rung[model.status] && !(model.status === 'closed' && status !== 'closed');
  return climbs || reopens ? { ...model, status, on } : null;
}

function applyAct(ticket: Ticket, act: Act, before: Model['merged'], now: Date): Ticket | null {
  const outcomeOf = () => {
    if (act.kind === 'change') return changeTicket(ticket, act.change, now);
    if (act.kind === 'reply') return afterReply(ticket, now);
    if (act.kind === 'mention') return afterMention(ticket, now);
    if (act.kind === 'merge') return afterMerge(ticket, 2, now);
    return before && afterUnmerge(ticket, { status: before.status, pendingOn: before.on }, now);
  };
  try {
    const outcome = outcomeOf();
    if (outcome === null) return null;
    const { patch, changes } = outcome;
    const text = (date: Date | null | undefined, old: string | null) =>
      date === undefined ? old : (date?.toISOString() ?? null);
    const next: Ticket = {
      ...ticket,
      status: patch.status ?? ticket.status,
      pendingOn: patch.pendingOn === undefined ? ticket.pendingOn : patch.pendingOn,
      mergedInto: patch.mergedInto === undefined ? ticket.mergedInto : patch.mergedInto,
      firstRespondedAt: text(patch.firstRespondedAt, ticket.firstRespondedAt),
      resolvedAt: text(patch.resolvedAt, ticket.resolvedAt),
    };
    for (const field of ['status', 'pendingOn', 'mergedInto'] as const) {
      const trace = ticket[field] === next[field] ? undefined : { from: ticket[field], to: next[field] };
      expect(changes[field]).toEqual(trace);
    }
    expect(isReopening(outcome)).toBe(ticket.status === 'resolved' && next.status === 'open');
    return next;
  } catch (error) {
    if (error instanceof Conflict) return null;
    throw error;
  }
}

describe('the ticket machine', () => {
  it('agrees with an independent model over 10,000 histories', () => {
    const act: fc.Arbitrary<Act> = fc.oneof(
      fc
        .record(
          { status: fc.constantFrom(...ticketStatus.options), pendingOn: fc.constantFrom(...pendingOn.options) },
          { requiredKeys: [] },
        )
        .map((change) => ({ kind: 'change' as const, change })),
      fc
        .constantFrom('reply' as const, 'mention' as const, 'merge' as const, 'unmerge' as const)
        .map((kind) => ({ kind })),
    );
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let ticket = ticketOf();
        let model: Model = { status: 'new', on: null, answered: false, merged: null };
        acts.forEach((each, index) => {
          const step = applyAct(ticket, each, model.merged, later(index));
          const expected = modelAct(model, each);
          expect(step === null).toBe(expected === null);
          if (step !== null && expected !== null) [ticket, model] = [step, expected];
          expect([ticket.status, ticket.pendingOn]).toEqual([model.status, model.on]);
          expect(ticket.mergedInto !== null).toBe(model.merged !== null);
          expect(ticket.firstRespondedAt !== null).toBe(model.answered);
          expect(ticket.resolvedAt !== null).toBe(['resolved', 'closed'].includes(model.status));
          reached.add(`${ticket.status} ${ticket.pendingOn} ${ticket.mergedInto}`);
        });
      }),
      { numRuns: 10_000 },
    );
    expect(reached.size).toBe(7);
  });
});
