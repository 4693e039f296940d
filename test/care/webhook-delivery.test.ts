import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressHealth, healthAfter, pauseAfter } from '../../src/care/webhook-delivery.ts';

const HOUR = 3_600_000;
const NOW = new Date('2026-03-05T02:00:00.000Z');
const well: AddressHealth = { failures: 0, failingSince: null, notBefore: null, setAsideAt: null };
const chance = fc.double({ min: 0, max: 1, noNaN: true });

describe('the tries of a delivery', () => {
  it('are spread over about a day, with growing pauses, and end', () => {
    fc.assert(
      fc.property(fc.array(chance, { minLength: 20, maxLength: 20 }), (chances) => {
        const pauses: number[] = [];
        for (let failures = 1; ; failures += 1) {
          const pause = pauseAfter(failures, chances[failures] ?? 0);
          if (pause === null) break;
          expect(pause).toBeGreaterThanOrEqual(pauses.at(-1) ?? 0);
          pauses.push(pause);
        }
        const total = pauses.reduce((sum, pause) => sum + pause, 0);
        expect(pauses.length).toBe(10);
        expect(total).toBeGreaterThan(18 * HOUR);
        expect(total).toBeLessThan(30 * HOUR);
      }),
    );
  });

  it('come at other times for each delivery', () => {
    expect(pauseAfter(1, 0)).toBe(4000);
    expect(pauseAfter(1, 1)).toBe(6000);
  });
});

describe('the health of an address', () => {
  const failed = { status: 500, problem: 'It answered 500.' };
  const afterTry = (health: AddressHealth, outcome: Parameters<typeof healthAfter>[1], ms = 0) =>
    healthAfter(health, outcome, new Date(NOW.getTime() + ms));

  it('is tried ever more seldom while it fails, at least every ten minutes', () => {
    let health = well;
    const pauses: number[] = [];
    for (let each = 0; each < 30; each += 1) {
      health = afterTry(health, failed);
      pauses.push((health.notBefore?.getTime() ?? 0) - NOW.getTime());
    }
    expect(pauses.slice(0, 4)).toEqual([2000, 4000, 8000, 16_000]);
    expect(pauses.at(-1)).toBe(600_000);
    expect(health).toMatchObject({ failures: 30, failingSince: NOW, setAsideAt: null });
  });

  it('is good again after one arrival, but what was set aside stays so until a person says otherwise', () => {
    expect(afterTry(afterTry(well, failed), { status: 204, problem: null })).toEqual(well);
    const aside = { ...well, setAsideAt: NOW };
    expect(afterTry(aside, { status: 200, problem: null }).setAsideAt).toEqual(NOW);
  });

  it('waits as long as the answer asks for, an hour at most', () => {
    const asks = (retryAfterMs: number) =>
      afterTry(well, { ...failed, status: 429, retryAfterMs }).notBefore?.getTime();
    expect(asks(90_000)).toBe(NOW.getTime() + 90_000);
    expect(asks(24 * HOUR)).toBe(NOW.getTime() + HOUR);
    expect(asks(1)).toBe(NOW.getTime() + 2000);
  });

  it('is set aside when it is gone, or has failed for three days', () => {
    expect(afterTry(well, { status: 410, problem: '' }).setAsideAt).toEqual(NOW);
    const first = afterTry(well, failed);
    expect(afterTry(first, failed, 71 * HOUR).setAsideAt).toBeNull();
    expect(afterTry(first, { status: null, problem: 'no answer' }, 72 * HOUR).setAsideAt).not.toBeNull();
  });
});
