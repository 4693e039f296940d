import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBurst, tailOf } from '../../src/care/burst.ts';
import { burstFigures } from '../support/burst-figures.ts';
import { complaintHistory } from '../support/complaint-history.ts';

const never = () => false;
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
    expect(findBurst({ hoursAgo: steady(0, 4), knownDays: 28, isFree: never })).toBeNull();
    expect(findBurst({ hoursAgo: steady(0, 12), knownDays: 28, isFree: never })).toMatchObject({ observed: 12 });
    expect(findBurst({ hoursAgo: steady(10, 12), knownDays: 28, isFree: never })).toBeNull();
  });

  it('says nothing before it knows a week', () => {
    expect(findBurst({ hoursAgo: steady(0, 50), knownDays: 6.9, isFree: never })).toBeNull();
    expect(findBurst({ hoursAgo: steady(0, 50), knownDays: 7, isFree: never })).not.toBeNull();
  });

  it('does not take last week’s outage for what is usual', () => {
    const hoursAgo = steady(1, 30);
    hoursAgo[24 * 7] = 200;
    expect(findBurst({ hoursAgo, knownDays: 28, isFree: never })?.expected).toBeLessThan(2);
  });

  it('compares days of rest with days of rest', () => {
    const isFree = (back: number) => back % 7 === 0 || back % 7 === 1;
    const hoursAgo = Array.from({ length: 28 * 24 + 6 }, (_, hour) => (isFree(Math.floor(hour / 24)) ? 20 : 1));
    expect(findBurst({ hoursAgo, knownDays: 28, isFree })).toBeNull();
    expect(findBurst({ hoursAgo, knownDays: 28, isFree: never })).not.toBeNull();
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
