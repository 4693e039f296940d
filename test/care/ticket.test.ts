import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterMention, afterReply, changeTicket, mayFollow } from '../../src/care/ticket.ts';
import { type Ticket, type TicketStatus, ticketStatus } from '../../src/domain/ticket.ts';
import { Conflict } from '../../src/errors.ts';
import { defaultDesk, NOW, ticketOf } from '../support/samples.ts';

const { sla } = defaultDesk;
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('the ticket machine', () => {
  it('lets nothing follow closed, and anything but new follow new', () => {
    for (const to of ticketStatus.options) {
      expect(mayFollow('closed', to)).toBe(to === 'closed');
      expect(mayFollow('new', to)).toBe(true);
      if (to !== 'new') expect(mayFollow(to, 'new')).toBe(false);
    }
  });

  it('names what may follow when it refuses', () => {
    const resolved = ticketOf({ status: 'resolved' });
    expect(() => changeTicket(resolved, { status: 'pending' }, sla, NOW)).toThrow(/may become open, closed/);
  });

  it('leaves no trace of a change to the same value', () => {
    const { patch, changes } = changeTicket(
      ticketOf(),
      { status: 'new', priority: 'normal', assignee: null },
      sla,
      NOW,
    );
    expect({ patch, changes }).toEqual({ patch: {}, changes: {} });
  });

  it('moves both clocks with the priority, counted from the opening', () => {
    const { patch } = changeTicket(ticketOf(), { priority: 'urgent' }, sla, later(500));
    expect(patch.firstResponseDueAt).toEqual(later(sla.urgent.firstResponseMinutes));
    expect(patch.resolutionDueAt).toEqual(later(sla.urgent.resolutionMinutes));
  });

  it('stops the response clock with the first reply only', () => {
    expect(afterReply(ticketOf(), NOW).patch).toEqual({ firstRespondedAt: NOW, status: 'open' });
    expect(afterReply(ticketOf({ status: 'open', firstRespondedAt: NOW.toISOString() }), later(5)).patch).toEqual({});
    expect(() => afterReply(ticketOf({ status: 'closed' }), NOW)).toThrow(Conflict);
  });

  it('opens a resolved ticket again when the customer complains again', () => {
    expect(afterMention(ticketOf({ status: 'resolved', resolvedAt: NOW.toISOString() })).patch).toEqual({
      status: 'open',
      resolvedAt: null,
    });
    expect(afterMention(ticketOf({ status: 'pending' })).patch).toEqual({});
  });

  it('keeps its promises over any history (against an independent model)', () => {
    const act = fc.oneof(
      fc.constantFrom(...ticketStatus.options).map((status) => ({ kind: 'status' as const, status })),
      fc.constant({ kind: 'reply' as const }),
      fc.constant({ kind: 'mention' as const }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let ticket = ticketOf();
        let model: { status: TicketStatus; answered: boolean } = { status: 'new', answered: false };
        acts.forEach((each, index) => {
          const step = applyAct(ticket, each, later(index));
          const expected = modelAct(model, each);
          expect(step === null).toBe(expected === null);
          if (step !== null && expected !== null) [ticket, model] = [step, expected];
          expect(ticket.status).toBe(model.status);
          expect(ticket.firstRespondedAt !== null).toBe(model.answered);
          expect(ticket.resolvedAt !== null).toBe(['resolved', 'closed'].includes(model.status));
        });
      }),
      { numRuns: 1000 },
    );
  });
});

type Act = { kind: 'status'; status: TicketStatus } | { kind: 'reply' } | { kind: 'mention' };

/** The rules applied and stored back; null when refused. */
function applyAct(ticket: Ticket, act: Act, now: Date): Ticket | null {
  try {
    const { patch } =
      act.kind === 'status'
        ? changeTicket(ticket, { status: act.status }, sla, now)
        : act.kind === 'reply'
          ? afterReply(ticket, now)
          : afterMention(ticket);
    const asText = (date: Date | null | undefined, old: string | null) =>
      date === undefined ? old : (date?.toISOString() ?? null);
    return {
      ...ticket,
      status: patch.status ?? ticket.status,
      firstRespondedAt: asText(patch.firstRespondedAt, ticket.firstRespondedAt),
      resolvedAt: asText(patch.resolvedAt, ticket.resolvedAt),
    };
  } catch (error) {
    if (error instanceof Conflict) return null;
    throw error;
  }
}

/** The same rules, told another way: a ladder that only a resolved ticket may climb down, by one rung. */
function modelAct(state: { status: TicketStatus; answered: boolean }, act: Act): typeof state | null {
  const rung = { new: 0, open: 1, pending: 1, resolved: 2, closed: 3 };
  if (act.kind === 'reply') {
    if (state.status === 'closed') return null;
    return { status: state.status === 'new' ? 'open' : state.status, answered: true };
  }
  if (act.kind === 'mention') return state.status === 'resolved' ? { ...state, status: 'open' } : state;
  if (act.status === state.status) return state;
  const climbs = rung[act.status] >= rung[state.status];
  const reopens = state.status === 'resolved' && act.status === 'open';
  return climbs || reopens ? { ...state, status: act.status } : null;
}
