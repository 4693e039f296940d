import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAYS_BACK, findBurst, tailOf } from '../../src/care/burst.ts';
import { burstFigures } from '../support/burst-figures.ts';
import { complaintHistory, poisson, randomOf } from '../support/complaint-history.ts';

const never = () => false;
const always = () => true;
/** The last so many days. */
const since = (days: number) => (back: number) => back <= days;
/** The same count in every hour of four weeks, and something else in the last hours. */
const steady = (each: number, ...last: number[]) => [...last, ...Array(28 * 24 + 6).fill(each)];

describe('bursts', () => {
  it('finds what was planted, soon, and little else', { timeout: 60_000 }, () => {
    const history = complaintHistory({ seed: 7, days: 70, places: 24, events: 30 });
    const figures = burstFigures(history);
    expect(figures.recall).toBeGreaterThanOrEqual(0.9);
    expect(figures.precision).toBeGreaterThanOrEqual(0.9);
    expect(figures.medianDelayHours).toBeLessThanOrEqual(2);
  });

  it('keeps quiet where nothing was planted: weekends, Tết and busy days are no incident', { timeout: 60_000 }, () => {
    const figures = burstFigures(complaintHistory({ seed: 8, days: 63, places: 24, events: 0 }));
    expect(figures.looks).toBe(24 * 35 * 24);
    expect(figures.alarms).toBeLessThanOrEqual(1);
  });

  it('is alarmed by a few where there is never anything, and not where there always are', () => {
    expect(findBurst({ hoursAgo: steady(0, 4), isKnown: always, isFree: never })).toBeNull();
    expect(findBurst({ hoursAgo: steady(0, 12), isKnown: always, isFree: never })).toMatchObject({ observed: 12 });
    expect(findBurst({ hoursAgo: steady(10, 12), isKnown: always, isFree: never })).toBeNull();
  });

  it('says nothing before it knows a week', () => {
    expect(findBurst({ hoursAgo: steady(0, 50), isKnown: since(6), isFree: never })).toBeNull();
    expect(findBurst({ hoursAgo: steady(0, 50), isKnown: since(7), isFree: never })).not.toBeNull();
  });

  it('is not alarmed by what goes on as ever where it was listened to for days only, or with gaps', () => {
    // Poisson counts of the same mean wherever somebody listened, and nothing elsewhere.
    const gaps = fc.array(fc.boolean(), { minLength: DAYS_BACK, maxLength: DAYS_BACK });
    const draw = fc.record({ listened: gaps, mean: fc.double({ min: 0.5, max: 12, noNaN: true }), seed: fc.nat() });
    let [bursts, looks] = [0, 0];
    fc.assert(
      fc.property(draw, ({ listened, mean, seed }) => {
        const random = randomOf(seed);
        const isKnown = (back: number) => back === 0 || listened[back - 1] === true;
        // The hours that are compared reach into the day before; it is the day of the comparison that counts.
        const hoursAgo = Array.from({ length: DAYS_BACK * 24 + 6 }, (_, hour) =>
          isKnown(Math.floor(hour / 24)) ? poisson(mean, random) : 0,
        );
        looks += 1;
        if (findBurst({ hoursAgo, isKnown, isFree: never }) !== null) bursts += 1;
      }),
      { numRuns: 1000, seed: 9 },
    );
    expect([looks, bursts]).toEqual([1000, 0]);
  });

  it('does not take last week’s outage for what is usual', () => {
    const hoursAgo = steady(1, 30);
    hoursAgo[24 * 7] = 200;
    expect(findBurst({ hoursAgo, isKnown: always, isFree: never })?.expected).toBeLessThan(2);
  });

  it('compares days of rest with days of rest', () => {
    const isFree = (back: number) => back % 7 === 0 || back % 7 === 1;
    const hoursAgo = Array.from({ length: 28 * 24 + 6 }, (_, hour) => (isFree(Math.floor(hour / 24)) ? 20 : 1));
    expect(findBurst({ hoursAgo, isKnown: always, isFree })).toBeNull();
    expect(findBurst({ hoursAgo, isKnown: always, isFree: never })).not.toBeNull();
  });

  it('is the surer the more there are', () => {
    const counts = fc.integer({ min: 0, max: 200 });
    const positive = fc.double({ min: 0.02, max: 50, noNaN: true });
    fc.assert(
      fc.property(counts, positive, positive, (count, mean, shape) => {
        const [one, more] = [tailOf(count, mean, shape), tailOf(count + 1, mean, shape)];
        expect(one).toBeGreaterThanOrEqual(more);
        expect(one).toBeGreaterThanOrEqual(0);
        expect(tailOf(0, mean, shape)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('agrees with the sum of the probabilities below', () => {
    // Shape 2, mean 3: successes with 2/5; P(0) = 0.16, P(1) = 2 · 0.16 · 0.6.
    expect(tailOf(2, 3, 2)).toBeCloseTo(1 - 0.16 - 0.192, 9);
  });
});
