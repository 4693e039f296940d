import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSilence, type HealthFacts, healthOf, type Silence, silenceLimit } from '../../src/domain/source-health.ts';

const NOW = new Date('2026-03-05T02:00:00.000Z');
const HOUR = 3600;
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const habit = (seconds: number, days = 20): Silence[] =>
  Array.from({ length: days }, (_, n) => ({ day: day(n), seconds }));

const well: HealthFacts = {
  enabled: true,
  createdAt: ago(30 * 24 * HOUR),
  problem: null,
  failingSince: null,
  setAsideAt: null,
  nextRunAt: ago(-600),
  intervalSeconds: 900,
  lastSuccessAt: ago(300),
  lastNewsAt: ago(300),
  silences: habit(8 * HOUR),
};

describe('the habit of a source', () => {
  it('is not moved by outages on a tenth of its days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: HOUR, max: 24 * HOUR }),
        fc.integer({ min: 10, max: 28 }),
        fc.array(fc.integer({ min: 30 * 24 * HOUR, max: 90 * 24 * HOUR }), { maxLength: 2 }),
        (usual, days, outages) => {
          const share = outages.slice(0, Math.floor(days / 10));
          const silences = habit(usual, days).map((each, n) => ({ ...each, seconds: share[n] ?? each.seconds }));
          expect(silenceLimit(silences, 900)).toBe(Math.max(usual * 1.5, 2700));
        },
      ),
      { seed: 5 },
    );
  });

  it('keeps the longest silence of a day, and four weeks of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ on: fc.integer({ min: 0, max: 60 }), seconds: fc.integer({ min: 0, max: 1e6 }) })),
        (gaps) => {
          const ordered = [...gaps].sort((a, b) => a.on - b.on);
          const longest = new Map<string, number>();
          let silences: Silence[] = [];
          for (const { on, seconds } of ordered) {
            silences = addSilence(silences, seconds, new Date(`${day(on)}T12:00:00Z`));
            longest.set(day(on), Math.max(longest.get(day(on)) ?? 0, seconds));
          }
          expect(silences).toEqual([...longest].slice(-28).map(([on, seconds]) => ({ day: on, seconds })));
        },
      ),
      { seed: 5 },
    );
  });

  it('is not known of a new source', () => {
    expect(silenceLimit(habit(HOUR, 4), 900)).toBeNull();
    expect(silenceLimit(habit(HOUR, 5), 900)).toBe(1.5 * HOUR);
    expect(silenceLimit(habit(60, 5), 900)).toBe(2700);
  });
});

describe('the health of a source', () => {
  const of = (more: Partial<HealthFacts>) => healthOf({ ...well, ...more }, NOW);

  it('is told with since when and why', () => {
    expect(of({})).toEqual({ health: 'healthy', since: null, reason: null });
    expect(of({ enabled: false }).health).toBe('paused');
    expect(of({ lastSuccessAt: null, lastNewsAt: null })).toMatchObject({ health: 'new', since: well.createdAt });
    expect(of({ problem: 'HTTP 404', failingSince: ago(100) })).toEqual({
      health: 'failing',
      since: ago(100),
      reason: 'HTTP 404',
    });
    expect(of({ problem: 'HTTP 404', failingSince: ago(100), setAsideAt: ago(50) }).reason).toMatch(/set aside/);
  });

  it('is late once another interval and a minute have gone', () => {
    expect(of({ nextRunAt: ago(960) }).health).toBe('healthy');
    expect(of({ nextRunAt: ago(961) })).toMatchObject({ health: 'late', since: ago(961), reason: expect.any(String) });
  });

  it('is silent beyond its habit, not within it, and not while nothing is known', () => {
    expect(of({ lastNewsAt: ago(12 * HOUR) }).health).toBe('healthy');
    expect(of({ lastNewsAt: ago(12 * HOUR + 1) })).toEqual({
      health: 'silent',
      since: ago(12 * HOUR + 1),
      reason: expect.stringContaining('12 h'),
    });
    expect(of({ lastNewsAt: ago(400 * 24 * HOUR), silences: habit(HOUR, 4) }).health).toBe('healthy');
  });
});
