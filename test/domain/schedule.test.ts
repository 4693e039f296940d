import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterRun,
  boundsOf,
  failuresAfter,
  JITTER,
  jittered,
  nextInterval,
  type RunOutcome,
  retryAfter,
  type ScheduleState,
  SET_ASIDE_AT,
} from '../../src/domain/schedule.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const wish = fc
  .record({
    everyMinutes: fc.integer({ min: 1, max: 10_080 }),
    minMinutes: fc.option(fc.integer({ min: 1, max: 10_080 }), { nil: null }),
    maxMinutes: fc.option(fc.integer({ min: 1, max: 10_080 }), { nil: null }),
  })
  .filter((one) => (one.minMinutes ?? 0) <= one.everyMinutes && (one.maxMinutes ?? 10_080) >= one.everyMinutes);
const seconds = fc.integer({ min: 1, max: 1_000_000 });
const news = fc.integer({ min: 0, max: 100 });
const failed = fc.constantFrom<RunOutcome>({ kind: 'broken' }, { kind: 'refused' });
const done = fc.record({
  kind: fc.constant('done' as const),
  news,
  found: fc.integer({ min: 1, max: 100 }),
  errors: fc.integer({ min: 0, max: 100 }),
});
const outcome = fc.oneof(
  failed,
  done,
  fc.record({ kind: fc.constant('postponed' as const), delayMs: fc.integer({ min: 0, max: 86_400_000 }) }),
  fc.constant<RunOutcome>({ kind: 'cut', news: 1 }),
);
const fresh = (intervalSeconds: number): ScheduleState => ({
  intervalSeconds,
  failures: 0,
  failingSince: null,
  setAsideAt: null,
});
const check = (property: Parameters<typeof fc.assert>[0]) => fc.assert(property, { seed: 5, numRuns: 500 });

describe('the interval of a source', () => {
  it('stays within its bounds, which hold what was wished', () => {
    check(
      fc.property(seconds, news, wish, (from, posts, of) => {
        const { min, max } = boundsOf(of);
        expect(min).toBeGreaterThanOrEqual(60);
        expect(of.everyMinutes * 60).toBeGreaterThanOrEqual(min);
        expect(of.everyMinutes * 60).toBeLessThanOrEqual(max);
        const next = nextInterval(from, posts, of);
        expect(next).toBeGreaterThanOrEqual(min);
        expect(next).toBeLessThanOrEqual(max);
      }),
    );
  });

  it('is never longer for more news', () => {
    check(
      fc.property(seconds, news, news, wish, (from, a, b, of) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const { min, max } = boundsOf(of);
        const at = Math.min(max, Math.max(min, from));
        expect(nextInterval(at, more, of)).toBeLessThanOrEqual(nextInterval(at, less, of) + 1);
      }),
    );
  });

  it('reaches its bounds when always busy or always silent, and the wish in between', () => {
    check(
      fc.property(wish, (of) => {
        const { min, max } = boundsOf(of);
        const settled = (posts: number, from: number) => {
          let at = from;
          for (let run = 0; run < 120; run += 1) at = nextInterval(at, posts, of);
          return at;
        };
        expect(settled(50, max)).toBe(min);
        expect(settled(0, min)).toBe(max);
        expect(Math.abs(settled(1, max) - of.everyMinutes * 60)).toBeLessThanOrEqual(1);
        expect(Math.abs(settled(1, min) - of.everyMinutes * 60)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('jitter', () => {
  it('is the same for the same seed, and within its bounds', () => {
    check(
      fc.property(seconds, fc.string(), (of, seed) => {
        expect(jittered(of, seed)).toBe(jittered(of, seed));
        expect(Math.abs(jittered(of, seed) - of)).toBeLessThanOrEqual(of * JITTER + 1e-6);
      }),
    );
  });

  it('spreads a thousand sources evenly', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let source = 0; source < 1000; source += 1) {
      const place = Math.floor(((jittered(1, `source-${source}`) - 1 + JITTER) / (2 * JITTER)) * 10);
      tenths[Math.min(9, place)] = (tenths[Math.min(9, place)] ?? 0) + 1;
    }
    for (const tenth of tenths) expect(tenth).toBeGreaterThan(60);
  });
});

describe('failures', () => {
  const run = (outcomes: readonly RunOutcome[], everyMinutes = 15) => {
    let state: ScheduleState = fresh(everyMinutes * 60);
    const states: (ScheduleState & { waited: number })[] = [];
    let now = NOW;
    for (const each of outcomes) {
      const next = afterRun(
        state,
        each,
        { id: 'a', first: false, everyMinutes, minMinutes: null, maxMinutes: null },
        now,
      );
      states.push({ ...next, waited: (next.nextRunAt.getTime() - now.getTime()) / 1000 });
      [state, now] = [next, next.nextRunAt];
    }
    return states;
  };
  const times = (count: number, one: RunOutcome) => Array.from({ length: count }, () => one);

  it('never go up by a pause that was asked for or by a run that was cut short', () => {
    check(
      fc.property(fc.array(outcome, { maxLength: 30 }), fc.integer({ min: 1, max: 86_400 }), (before, delay) => {
        const state = run(before).at(-1) ?? fresh(900);
        const after = run([...before, { kind: 'postponed', delayMs: delay * 1000 }]).at(-1);
        expect(after).toMatchObject({
          failures: state.failures,
          failingSince: state.failingSince,
          setAsideAt: state.setAsideAt,
        });
        expect(after?.waited).toBe(delay);
        expect(run([...before, { kind: 'cut', news: 0 }]).at(-1)).toMatchObject({
          failures: state.failures,
          waited: 0,
        });
      }),
    );
  });

  it('end with a complete run, and only count up to one for runs that read a part', () => {
    check(
      fc.property(fc.array(outcome, { maxLength: 30 }), (before) => {
        const healed = run([...before, { kind: 'done', news: 1, found: 1, errors: 0 }]).at(-1);
        expect(healed).toMatchObject({ failures: 0, failingSince: null, setAsideAt: null });
      }),
    );
    check(
      fc.property(fc.array(done, { minLength: 1, maxLength: 60 }), (parts) => {
        for (const { failures, setAsideAt } of run(parts)) {
          expect(failures).toBeLessThanOrEqual(1);
          expect(setAsideAt).toBeNull();
        }
      }),
    );
    expect(failuresAfter(0, { kind: 'done', news: 0, found: 3, errors: 1 })).toBe(0.125);
  });

  it('make the pauses longer and longer, six hours at most or the interval', () => {
    check(
      fc.property(
        fc.float({ min: 0, max: 50, noNaN: true }),
        seconds,
        fc.constantFrom('broken', 'refused'),
        (n, of, kind) => {
          const pause = retryAfter(n, of, kind as 'broken');
          expect(retryAfter(n + 0.5, of, kind as 'broken')).toBeGreaterThanOrEqual(pause);
          expect(pause).toBeLessThanOrEqual(Math.max(6 * 3600, of));
          if (kind === 'refused') expect(pause).toBeGreaterThanOrEqual(of);
        },
      ),
    );
    expect(retryAfter(0.5, 900, 'broken')).toBe(60);
  });

  it('set a source aside at five, after hours rather than minutes, and it is tried again', () => {
    for (const [kind, most] of [
      ['broken', 10],
      ['refused', 5],
    ] as const) {
      const states = run(times(most + 3, { kind }));
      const asideAt = states.findIndex(({ setAsideAt }) => setAsideAt !== null);
      expect(asideAt).toBe(most - 1);
      expect(states[asideAt]?.failures).toBe(SET_ASIDE_AT);
      const waited = states.slice(0, asideAt).reduce((sum, state) => sum + state.waited, 0);
      expect(waited).toBeGreaterThan(2 * 3600);
      expect(new Set(states.slice(asideAt).map(({ setAsideAt }) => setAsideAt?.getTime())).size).toBe(1);
      expect(new Set(states.map(({ failingSince }) => failingSince?.getTime()))).toEqual(new Set([NOW.getTime()]));
      for (const { waited: pause } of states) expect(pause).toBeLessThanOrEqual(6 * 3600 * (1 + JITTER));
    }
  });

  it('leave the interval as it was, and so does the first run, whose backlog says nothing', () => {
    expect(run(times(5, { kind: 'broken' })).at(-1)?.intervalSeconds).toBe(900);
    const first = { id: 'a', first: true, everyMinutes: 15, minMinutes: null, maxMinutes: null };
    expect(afterRun(fresh(900), { kind: 'done', news: 500, found: 500, errors: 0 }, first, NOW).intervalSeconds).toBe(
      900,
    );
  });
});
