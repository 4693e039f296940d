import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/care/calendar.ts';
import { type ClockEvent, type ClockPeriod, clocksOf } from '../../src/care/clocks.ts';
import { type SlaClock, type SlaTarget, slaPolicy } from '../../src/domain/sla.ts';
import type { PendingOn } from '../../src/domain/ticket.ts';
import { sampleCalendars } from './calendars.ts';

const MINUTE = 60_000;
const calendars = sampleCalendars().map(({ business, window }) => ({ calendar: calendarOf(business), window }));

/** What happens at a minute: a message, an answer, or another state. */
type Step = { after: number; what: 'customer-wrote' | 'agent-replied' | PendingOn | 'resolved' | 'open' };

interface Promise {
  clock: SlaClock;
  from: number;
  to: number | null;
}

/** Who is owed what, told by walking: the customer waits from the first unanswered message to the next answer. */
function owedTo(
  byCustomer: boolean,
  opened: number,
  steps: readonly { minute: number; what: Step['what'] }[],
): Promise[] {
  const owed: Promise[] = [{ clock: 'resolution', from: opened, to: null }];
  let waiting: Promise | null = null;
  const first: Promise = { clock: 'firstResponse', from: opened, to: null };
  if (byCustomer) [waiting] = [first];
  if (byCustomer) owed.push(first);
  for (const { minute, what } of steps) {
    if (what === 'agent-replied' && waiting) {
      waiting.to = minute;
      waiting = null;
    }
    if (what === 'customer-wrote' && !waiting) {
      waiting = { clock: 'nextResponse', from: minute, to: null };
      owed.push(waiting);
    }
  }
  return owed;
}

/** One clock minute by minute: when its time is used up, how much of it is used by the end, and whether it ran on. */
function walk(
  open: Uint8Array,
  waitingAt: (minute: number) => string | null,
  span: { from: number; to: number; until: number },
  target: SlaTarget,
) {
  let [used, ranOn] = [0, false];
  let due: number | null = null;
  for (let minute = span.from; minute < Math.min(span.to, span.until); minute += 1) {
    const waiting = waitingAt(minute);
    if (waiting === 'resolved' || target.pausedBy.some((each) => each === waiting)) continue;
    if (due !== null) ranOn = true;
    else if (target.time === 'calendar' || open[minute] === 1) used += 1;
    if (due === null && used === target.minutes) due = minute + 1;
  }
  return { used, due, ranOn };
}

const targetOf = (maximum: number): fc.Arbitrary<SlaTarget> =>
  fc.record({
    minutes: fc.integer({ min: 1, max: maximum }),
    time: fc.constantFrom('business' as const, 'calendar' as const),
    pausedBy: fc.subarray<PendingOn>(['customer', 'third-party']),
  });

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    after: fc.integer({ min: 1, max: 3000 }),
    what: fc.constantFrom<Step['what']>(
      ...(['customer-wrote', 'agent-replied', 'customer', 'third-party', 'resolved', 'open'] as const),
    ),
  }),
  { maxLength: 8 },
);

const eventOf = (at: number, what: Step['what']): ClockEvent =>
  what === 'customer-wrote' || what === 'agent-replied'
    ? { at, kind: what }
    : { at, kind: 'state', waiting: what === 'open' ? null : what };

describe('clocksOf', () => {
  it('keeps every clock as a walk minute by minute does, over 10,000 histories', () => {
    const seen = { breached: 0, paused: 0, done: 0, periods: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom(...calendars),
        fc.record({ opened: fc.nat(3000), byCustomer: fc.boolean(), length: fc.integer({ min: 1, max: 12_000 }) }),
        steps,
        fc.record({ firstResponse: targetOf(1500), nextResponse: targetOf(1500), resolution: targetOf(3000) }),
        ({ calendar, window }, { opened, byCustomer, length }, asked, targets) => {
          const policy = slaPolicy.parse({ name: 'any', targets });
          const instant = (minute: number) => window.start + minute * MINUTE;
          const until = opened + length;
          let minute = opened;
          const done = asked.map(({ after, what }) => {
            minute += after;
            return { minute, what };
          });
          const history: ClockEvent[] = [
            { at: instant(opened), kind: 'opened', by: byCustomer ? 'customer' : 'desk' },
            ...done.map((each) => eventOf(instant(each.minute), each.what)),
          ];
          const past = done.filter((each) => each.minute <= until);
          const states = past.filter(({ what }) => what !== 'customer-wrote' && what !== 'agent-replied');
          const waitingAt = (at: number) => {
            const what = states.findLast((state) => state.minute <= at)?.what ?? 'open';
            return what === 'open' ? null : what;
          };
          const clocks = clocksOf(history, { policy, calendar }, instant(until));
          const expected = owedTo(byCustomer, opened, past);
          const waiting = expected.find(({ clock, to }) => clock !== 'resolution' && to === null);
          expect(clocks.unansweredSince).toBe(waiting === undefined ? null : instant(waiting.from));
          const found = (owed: Promise): ClockPeriod | undefined =>
            clocks.periods.find((period) => period.clock === owed.clock && period.startedAt === instant(owed.from));
          expect(clocks.periods).toHaveLength(expected.length);
          for (const owed of expected) {
            const period = found(owed);
            const target = targets[owed.clock];
            const span = { from: owed.from, to: owed.to ?? Number.POSITIVE_INFINITY, until };
            const walked = walk(window.open, waitingAt, span, target);
            expect(period?.breached).toBe(walked.ranOn);
            if (walked.due !== null) expect(period?.dueAt).toBe(instant(walked.due));
            else expect(period?.remaining).toBe((target.minutes - walked.used) * MINUTE);
            // Of what was done in time, when it would have been due: a walk on from there, in the state it was in.
            const doneAt = owed.to ?? (owed.clock === 'resolution' && waitingAt(until) === 'resolved' ? until : null);
            if (owed.to !== null && walked.due === null) {
              const on = walk(
                window.open,
                (at) => waitingAt(Math.min(at, (owed.to ?? at) - 1)),
                { ...span, to: window.open.length, until: window.open.length },
                target,
              );
              if (on.due !== null) expect(period?.dueAt).toBe(instant(on.due));
            }
            seen.periods += 1;
            seen.breached += Number(walked.ranOn);
            seen.done += Number(doneAt !== null);
            seen.paused += Number(period?.paused === true);
          }
        },
      ),
      { numRuns: 10_000 },
    );
    expect(Math.min(seen.breached, seen.paused, seen.done)).toBeGreaterThan(1000);
  }, 120_000);
});
