import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/care/calendar.ts';
import { eventOf } from '../../src/care/due-steps.ts';
import { dueTimes } from '../../src/care/due-times.ts';
import type { TicketRules } from '../../src/care/service-rules.ts';
import { businessHours } from '../../src/domain/calendar.ts';
import { slaPolicy } from '../../src/domain/sla.ts';
import type { TicketEvent } from '../../src/domain/ticket.ts';
import { SimulatedTicket } from './simulated-ticket.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-03-05T02:00:00.000Z');
const office = calendarOf(businessHours.parse({}));
const always = { time: 'calendar' as const };
const TEAMS = ['team', 'above', 'top'];

const rulesOf = (policy: object | null, more: Partial<TicketRules> = {}): TicketRules => ({
  policy: policy === null ? null : slaPolicy.parse({ name: 'P', targets: {}, ...policy }),
  calendar: office,
  legal: { acceptanceWorkingDays: null, settlementWorkingDays: null },
  teamPath: TEAMS,
  ...more,
});

const opened: TicketEvent = {
  at: new Date(START).toISOString(),
  actor: 'system',
  kind: 'opened',
  changes: { mention: { from: null, to: 'm' } },
};
const ticket = {
  status: 'new' as const,
  channel: 'rss',
  openedAt: opened.at,
  firstRespondedAt: null,
  snoozedUntil: null,
  customerWroteAt: opened.at,
};
const hour = (date: Date | null | undefined) => (date ? (date.getTime() - START) / HOUR : date);

describe('the times of a ticket', () => {
  it('are the policy’s, with nothing beside them where the channel and the law ask for nothing', () => {
    const policy = { targets: { firstResponse: { minutes: 60, ...always }, resolution: { minutes: 480 } } };
    const { times, due } = dueTimes(ticket, [opened], rulesOf(policy), new Date(START));
    expect(due).toEqual([]);
    // 09:00 at the office: until 17:30 with the noon break are seven and a half hours, the rest is on the next day.
    expect([hour(times.firstResponseDueAt), hour(times.resolutionDueAt), hour(times.nextStepAt)]).toEqual([
      1, 23.5, 0.75,
    ]);
    expect(times).toMatchObject({ slaPolicy: 'P', nextResponseDueAt: null, replyWindowEndsAt: null, legalDueAt: null });
  });

  it('know the channel’s windows one after the other, and warn of each', () => {
    const messenger = { ...ticket, channel: 'messenger' };
    const at = (hours: number) => dueTimes(messenger, [opened], rulesOf(null), new Date(START + hours * HOUR));
    expect(hour(at(0).times.replyWindowEndsAt)).toBe(24);
    expect(hour(at(0).times.nextStepAt)).toBe(18);
    expect(at(20).due).toMatchObject([{ step: 'warned', kind: 'replyWindow', share: 0.75, since: START }]);
    expect(hour(at(25).times.replyWindowEndsAt)).toBe(168);
    expect(hour(at(300).times.replyWindowEndsAt)).toBe(168);
    expect(
      hour(
        dueTimes({ ...messenger, channel: 'zalo' }, [opened], rulesOf(null), new Date(START)).times.replyWindowEndsAt,
      ),
    ).toBe(48);
  });

  it('keep the legal deadlines beside them: acceptance until the first answer, then settlement', () => {
    const legal = { acceptanceWorkingDays: 2, settlementWorkingDays: 20 };
    const rules = rulesOf(null, { legal });
    const { times } = dueTimes(ticket, [opened], rules, new Date(START));
    expect(times.legalDueAt?.toISOString()).toBe('2026-03-09T17:00:00.000Z');
    const answered = { ...ticket, firstRespondedAt: new Date(START + MINUTE).toISOString() };
    const later = dueTimes(answered, [opened], rules, new Date(START + HOUR));
    expect(later.times.legalDueAt?.toISOString()).toBe('2026-04-02T17:00:00.000Z');
  });

  it('leave what was done before as it was judged', () => {
    const reply: TicketEvent = {
      ...opened,
      kind: 'message',
      changes: { message: { from: null, to: 'reply' } },
      at: new Date(START + HOUR).toISOString(),
    };
    const policy = { targets: { firstResponse: { minutes: 30, ...always } } };
    const replied = { ...ticket, firstRespondedAt: reply.at };
    const then = dueTimes(replied, [opened, reply], rulesOf(policy), new Date(START + HOUR));
    expect(hour(then.times.firstResponseDueAt)).toBe(0.5);
    const later = dueTimes(replied, [opened, reply], rulesOf(policy), new Date(START + 2 * HOUR));
    expect('firstResponseDueAt' in later.times).toBe(false);
  });
});

describe('a change of rules', () => {
  const promise = fc.record({
    minutes: fc.integer({ min: 1, max: 600 }),
    time: fc.constantFrom('business', 'calendar'),
  });
  const ofAll = fc.record({ firstResponse: promise, nextResponse: promise, resolution: promise });
  const zones = [{}, { timeZone: 'Europe/Berlin' }].map((parts) => calendarOf(businessHours.parse(parts)));
  const rules = fc
    .tuple(ofAll, fc.constantFrom(...zones))
    .map(([targets, calendar]) => ({ targets, rules: rulesOf({ targets }, { calendar }) }));
  const happening = fc.record({
    after: fc.integer({ min: 1, max: 400 }),
    what: fc.oneof(fc.constantFrom('reply' as const, 'mention' as const, 'resolved' as const), rules),
  });

  it('counts what is owed anew from its beginning, and leaves what was done (2,000 histories, minute by minute)', () => {
    const seen = { late: 0, inTime: 0 };
    fc.assert(
      fc.property(rules, fc.array(happening, { maxLength: 7 }), (first, happenings) => {
        const kept = new SimulatedTicket(START, first.rules);
        let [now, current] = [START, first];
        const done: Record<string, { at: number; by: typeof first }> = {};
        let asked: number | null = START;
        let solved = false;
        for (const { after, what } of happenings) {
          now += after * MINUTE;
          if (typeof what === 'object') {
            current = what;
            kept.change(current.rules, now);
          } else if (what !== 'resolved' || !solved) kept.act(what, now);
          if (what === 'reply') {
            if (kept.firstRespondedAt === new Date(now).toISOString()) done.firstResponse = { at: now, by: current };
            asked = null;
          }
          if (what === 'mention') asked ??= now;
          if (what === 'resolved') {
            solved = true;
            done.resolution ??= { at: now, by: current };
          }
        }
        /** The minute at which a promise was used up, by walking; null if that is not before `end`. */
        const walked = (from: number, end: number, clock: keyof typeof first.targets, by: typeof first) => {
          const { minutes, time } = by.targets[clock];
          for (let at = from, used = 0; at < end; at += MINUTE) {
            used += Number(time === 'calendar' || by.rules.calendar.isOpen(at));
            if (used === minutes) return at + MINUTE;
          }
          return null;
        };
        const lateBy = (due: Date | null, end: number) => (due !== null && due.getTime() <= end ? due.getTime() : null);
        for (const clock of ['firstResponse', 'resolution'] as const) {
          // Once it is solved, the answer that is still owed stands still with it.
          const end = done[clock]?.at ?? (solved ? (done.resolution?.at ?? now) : now);
          const due = clock === 'firstResponse' ? kept.firstResponseDueAt : kept.resolutionDueAt;
          const expected = walked(START, end, clock, done[clock]?.by ?? current);
          if (solved && clock === 'firstResponse') continue;
          expect(lateBy(due, end)).toBe(expected);
          if (done[clock]) seen[expected === null ? 'inTime' : 'late'] += 1;
        }
        if (kept.firstRespondedAt !== null && asked !== null && !solved)
          expect(lateBy(kept.nextResponseDueAt, now)).toBe(walked(asked, now, 'nextResponse', current));
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.late, seen.inTime)).toBeGreaterThan(200);
  });
});

describe('warnings and escalations', () => {
  const target = (maximum: number) =>
    fc
      .record({ minutes: fc.integer({ min: 4, max: maximum }), pausedBy: fc.subarray(['customer', 'third-party']) })
      .map((each) => ({ ...each, ...always }));
  const policyArbitrary = fc.record({
    targets: fc.record({ firstResponse: target(300), nextResponse: target(300), resolution: target(900) }),
    warnAt: fc.subarray([0.25, 0.5, 0.9]),
    escalations: fc.subarray([
      { afterMinutes: 0, levelsUp: 0 },
      { afterMinutes: 30, levelsUp: 1 },
      { afterMinutes: 90, levelsUp: 2 },
      { afterMinutes: 200, levelsUp: 7 },
    ]),
  });
  const acts = fc.array(
    fc.record({
      after: fc.integer({ min: 1, max: 400 }),
      act: fc.constantFrom('reply', 'mention', 'customer', 'third-party', 'resolved', 'open' as const),
    }),
    { maxLength: 6 },
  );

  it('happen once each, in order, however long nobody was there to do them (1,000 histories)', () => {
    let told = 0;
    fc.assert(
      fc.property(
        policyArbitrary,
        acts,
        fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 4 }),
        (policy, done, looks) => {
          const rules = rulesOf(policy);
          const [awake, asleep] = [new SimulatedTicket(START, rules), new SimulatedTicket(START, rules)];
          let now = START;
          for (const { after, act } of done) {
            now += after * MINUTE;
            // The one is woken whenever a step is due, the other only by what happens to the ticket.
            awake.sleepUntil(now);
            for (const each of [awake, asleep]) each.act(act, now);
          }
          const end = now + 3000 * MINUTE;
          awake.sleepUntil(end);
          for (const look of [...looks].sort((a, b) => a - b)) asleep.look(now + look * MINUTE);
          asleep.look(end);
          expect(asleep.told()).toEqual(awake.told());
          expect(new Set(awake.told()).size).toBe(awake.told().length);
          expect(awake.lateness()).toBe(0);
          const instants = awake.toldAt();
          expect(instants).toEqual([...instants].sort((a, b) => a - b));
          told += instants.length;
        },
      ),
      { numRuns: 1000 },
    );
    expect(told).toBeGreaterThan(1000);
  });

  it('go to the team, then to those above it, and never beyond the top', () => {
    const policy = {
      targets: { resolution: { minutes: 60, ...always } },
      warnAt: [],
      escalations: [0, 1, 2, 9].map((levelsUp) => ({ afterMinutes: levelsUp * 10, levelsUp })),
    };
    const { due } = dueTimes(ticket, [opened], rulesOf(policy), new Date(START + 5 * HOUR));
    expect(due.map((step) => step.step === 'escalated' && [step.levelsUp, step.team])).toEqual([
      ...[
        [0, 'team'],
        [1, 'above'],
        [2, 'top'],
        [9, 'top'],
      ],
    ]);
    expect(due.map((step) => (step.at - START) / MINUTE)).toEqual([60, 70, 80, 150]);
  });

  it('are not repeated when a deadline moves, and a warning after a later one is none', () => {
    const policy = {
      targets: { resolution: { minutes: 60, ...always } },
      warnAt: [0.5],
      escalations: [{ afterMinutes: 0, levelsUp: 0 }],
    };
    const at = new Date(START + 50 * MINUTE);
    const first = dueTimes(ticket, [opened], rulesOf(policy), at);
    expect(first.due.map(({ step }) => step)).toEqual(['warned']);
    const history = [opened, ...first.due.map((step) => ({ at: at.toISOString(), actor: 'system', ...eventOf(step) }))];
    const sooner = { ...policy, warnAt: [0.25, 0.5] };
    expect(dueTimes(ticket, history, rulesOf(sooner), at).due).toEqual([]);
    const slower = { ...policy, targets: { resolution: { minutes: 600, ...always } } };
    const moved = dueTimes(ticket, history, rulesOf(slower), new Date(START + 500 * MINUTE));
    expect([moved.due, hour(moved.times.nextStepAt)]).toEqual([[], 10]);
  });
});
