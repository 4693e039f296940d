import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOf } from '../../console/src/pages/inbox/due.ts';
import { inboxSearch, STAGES, ticketQuery, WHOSE } from '../../console/src/pages/inbox/inbox-search.ts';
import { neighboursOf } from '../../console/src/pages/inbox/queue/neighbours.ts';
import { snoozeUntil } from '../../console/src/pages/inbox/snooze.ts';
import { isMasked, timelineOf } from '../../console/src/pages/inbox/ticket/timeline.ts';
import { foreseen, reverseOf } from '../../console/src/pages/inbox/ticket-change.ts';
import { withTicket } from '../../console/src/pages/inbox/ticket-pages.ts';
import { ticketOf } from '../support/samples.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const inMinutes = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000).toISOString();

describe('the filters in the address', () => {
  it('are read again as they were written, whatever else stands there', () => {
    const search = fc.record(
      {
        whose: fc.constantFrom(...WHOSE),
        stage: fc.constantFrom(...STAGES),
        team: fc.uuid(),
        q: fc.string({ minLength: 1 }).filter((q) => q.trim() !== ''),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(search, (each) => {
        expect(inboxSearch({ ...each, other: 1 })).toEqual({ ...each });
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('whose', 'stage', 'team', 'q'), fc.anything()), (each) => {
        ticketQuery(inboxSearch(each));
      }),
    );
  });

  it('ask the API for what needs work if they say nothing', () => {
    expect(ticketQuery({})).toEqual({ status: 'new,open,pending', snoozed: 'false' });
    expect(ticketQuery({ whose: 'mine', stage: 'snoozed', q: 'sim' })).toEqual({
      snoozed: 'true',
      assignee: 'me',
      q: 'sim',
    });
  });
});

describe('the clock of a ticket', () => {
  it.each([
    [{ nextDueAt: inMinutes(-1) }, 'overdue'],
    [{ nextDueAt: inMinutes(0) }, 'overdue'],
    [{ nextDueAt: inMinutes(59) }, 'soon'],
    [{ nextDueAt: inMinutes(60) }, 'later'],
    [{ nextDueAt: inMinutes(5), status: 'resolved' as const }, 'none'],
    [{ nextDueAt: null }, 'none'],
    [{ nextDueAt: inMinutes(-5), snoozedUntil: inMinutes(30) }, 'snoozed'],
    [{ nextDueAt: inMinutes(-5), snoozedUntil: inMinutes(-1) }, 'overdue'],
  ])('%o is %s', (parts, pressure) => expect(dueOf(ticketOf(parts), NOW).pressure).toBe(pressure));

  it('is named by the one that ends first', () => {
    const at = inMinutes(10);
    expect(dueOf(ticketOf({ nextDueAt: at, firstResponseDueAt: null, resolutionDueAt: at }), NOW).clock).toBe(
      'resolution',
    );
  });
});

describe('a change', () => {
  it('is taken back to what was before; what was new becomes open', () => {
    const before = ticketOf({ status: 'new', priority: 'low', tags: ['a'], assignee: null });
    expect(reverseOf(before, { status: 'resolved', priority: 'high', tags: [], assignee: 'x' })).toEqual({
      status: 'open',
      priority: 'low',
      tags: ['a'],
      assignee: null,
    });
    const waiting = ticketOf({ status: 'pending', pendingOn: 'third-party' });
    expect(reverseOf(waiting, { status: 'resolved' })).toEqual({ status: 'pending', pendingOn: 'third-party' });
  });

  it('is shown before it is done, as far as it can be known', () => {
    const before = ticketOf({ status: 'open', priority: 'low' });
    expect(foreseen(before, { status: 'resolved', priority: 'high' })).toEqual({
      ...before,
      status: 'resolved',
      priority: 'high',
    });
    expect(foreseen(before, {})).toEqual(before);
  });

  it('is put into the pages that hold the ticket, and leaves others as they are', () => {
    const [one, two] = [ticketOf({ number: 1 }), ticketOf({ number: 2 })];
    const pages = {
      pages: [
        { items: [one], nextCursor: 'x' },
        { items: [two], nextCursor: null },
      ],
      pageParams: ['', 'x'],
    };
    const changed = withTicket(pages, { ...two, status: 'resolved' });
    expect(changed.pages[1]?.items[0]).toMatchObject({ number: 2, status: 'resolved' });
    expect(changed.pages[0]?.items[0]).toBe(one);
    expect(withTicket(pages, ticketOf({ number: 3 }))).toBe(pages);
  });
});

describe('the queue', () => {
  it('goes on where the open ticket stood when that has left its place', () => {
    expect(neighboursOf([5, 6, 7], null)).toEqual({ next: 5, previous: 5 });
    expect(neighboursOf([5, 6, 7], { number: 6, place: 1 })).toEqual({ next: 7, previous: 5 });
    expect(neighboursOf([5, 7], { number: 6, place: 1 })).toEqual({ next: 7, previous: 5 });
    expect(neighboursOf([5, 7, 6], { number: 6, place: 1 })).toEqual({ next: 7, previous: 5 });
    expect(neighboursOf([5], { number: 6, place: 1 })).toEqual({ next: undefined, previous: 5 });
  });
});

describe('a snooze', () => {
  it('ends in an hour, tomorrow morning or on Monday morning, always later than now', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }), (now) => {
        expect(snoozeUntil('hour', now).getTime() - now.getTime()).toBe(3_600_000);
        const [tomorrow, monday] = [snoozeUntil('tomorrow', now), snoozeUntil('monday', now)];
        for (const each of [tomorrow, monday]) expect([each.getHours(), each > now]).toEqual([8, true]);
        expect(monday.getDay()).toBe(1);
        expect(monday.getTime() - now.getTime()).toBeLessThan(8 * 86_400_000);
      }),
    );
  });
});

describe('the conversation', () => {
  const detail = {
    ...ticketOf({ subject: 'Mạng chậm' }),
    mentions: [],
    messages: [],
    heldReplies: [],
    attachments: [],
  };
  const event = (kind: 'opened' | 'message', at: string) => ({ kind, at, actor: 'system', changes: {} });

  it('is in the order in which it happened, and says nothing twice', () => {
    const message = {
      id: 'm',
      kind: 'reply',
      text: 'Chào anh',
      author: { id: null, name: 'Lan' },
      createdAt: inMinutes(2),
      delivery: 'recorded',
      deliveryProblem: null,
      channel: null,
    } as const;
    const events = [event('message', inMinutes(2)), event('opened', inMinutes(1))];
    expect(timelineOf({ ...detail, messages: [message] }, events).map(({ kind }) => kind)).toEqual([
      'event',
      'message',
    ]);
  });

  it('tells whether something is masked', () => {
    expect([isMasked(detail), isMasked({ ...detail, subject: 'Gọi •••' })]).toEqual([false, true]);
  });
});
