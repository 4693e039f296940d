import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/care/calendar.ts';
import { type ClockEvent, clocksOf } from '../../src/care/clocks.ts';
import { type PendingOn, slaPolicy } from '../../src/domain/sla.ts';
import { sampleCalendars } from './calendars.ts';

const MINUTE = 60_000;
const calendars = sampleCalendars().map(({ business, window }) => ({ calendar: calendarOf(business), window }));

/** The resolution clock minute by minute: when it is due, and whether it ran on after that. */
function walk(
  open: Uint8Array,
  time: 'business' | 'calendar',
  waitingAt: (minute: number) => string | null,
  span: { from: number; to: number },
  target: { minutes: number; pausedBy: readonly PendingOn[] },
) {
  let used = 0;
  let due: number | null = null;
  let breached = false;
  for (let minute = span.from; minute < span.to; minute += 1) {
    const waiting = waitingAt(minute);
    if (waiting === 'resolved' || target.pausedBy.some((each) => each === waiting)) continue;
    if (due !== null) breached = true;
    else if (time === 'calendar' || open[minute] === 1) used += 1;
    if (due === null && used === target.minutes) due = minute + 1;
  }
  return { used, due, breached };
}

describe('clocksOf', () => {
  it('keeps the resolution clock as a walk minute by minute does, over 10,000 histories', () => {
    const steps = fc.array(
      fc.record({
        after: fc.integer({ min: 1, max: 4000 }),
        waiting: fc.constantFrom(null, 'customer' as const, 'third-party' as const, 'resolved' as const),
      }),
      { maxLength: 6 },
    );
    const target = fc.record({
      minutes: fc.integer({ min: 1, max: 3000 }),
      time: fc.constantFrom('business' as const, 'calendar' as const),
      pausedBy: fc.subarray<PendingOn>(['customer', 'third-party']),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...calendars),
        fc.nat(3000),
        steps,
        target,
        fc.integer({ min: 1, max: 12_000 }),
        ({ calendar, window }, opened, changes, resolution, length) => {
          const policy = slaPolicy.parse({ name: 'any', targets: { resolution } });
          const instant = (minute: number) => window.start + minute * MINUTE;
          const history: ClockEvent[] = [
            { at: instant(opened), kind: 'opened', by: 'customer', rules: { policy, calendar } },
          ];
          const states: { minute: number; waiting: string | null }[] = [{ minute: opened, waiting: null }];
          let minute = opened;
          for (const { after, waiting } of changes) {
            minute += after;
            history.push({ at: instant(minute), kind: 'state', waiting });
            states.push({ minute, waiting });
          }
          const until = opened + length;
          const waitingAt = (at: number) => states.findLast((state) => state.minute <= at)?.waiting ?? null;
          const expected = walk(window.open, resolution.time, waitingAt, { from: opened, to: until }, resolution);
          const clock = clocksOf(history, instant(until)).resolution;
          expect(clock?.breached).toBe(expected.breached);
          if (expected.due !== null) expect(clock?.dueAt).toBe(instant(expected.due));
          else expect(clock?.remaining).toBe((resolution.minutes - expected.used) * MINUTE);
        },
      ),
      { numRuns: 10_000 },
    );
  }, 60_000);
});
