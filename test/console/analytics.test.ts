import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  analyticsSearch,
  changeOf,
  LENGTHS,
  noonOf,
  spansOf,
  stepSpan,
} from '../../console/src/pages/analytics/analytics-search.ts';
import { mentionsSearch } from '../../console/src/pages/mentions/mentions-search.ts';

describe('what the figures are of', () => {
  it('is read from the address; what is not understood is left out', () => {
    expect(analyticsSearch({ days: 90, topic: 'billing', sentiment: 'negative', source: 'a' })).toEqual({
      days: '90',
      topic: 'billing',
      sentiment: 'negative',
      source: 'a',
    });
    expect(analyticsSearch({ days: '8', topic: 'x', sentiment: 1, source: '', more: 1 })).toEqual({});
  });

  it('is whole days with today as the last, and before it as long a time that has come as far', () => {
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.constantFrom(...LENGTHS.map(Number)), (now, days) => {
        const { shown, before } = spansOf(days, now);
        const [from, to, earlier, end] = [shown.from, shown.to, before.from, before.to].map((text) => new Date(text));
        expect([from?.getHours(), to?.getHours(), earlier?.getHours()]).toEqual([0, 0, 0]);
        expect(from?.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(to?.getTime()).toBeGreaterThan(now.getTime());
        expect(end?.getTime()).toBeLessThan(from?.getTime() ?? 0);
        expect(Math.round((Number(to) - Number(from)) / 86_400_000)).toBe(days);
        expect(Math.round((Number(from) - Number(earlier)) / 86_400_000)).toBe(days);
      }),
    );
  });

  it('steps cover it without a gap and nothing beside it', () => {
    const shown = { from: '2026-03-03T05:00:00.000Z', to: '2026-03-20T05:00:00.000Z' };
    const keys = ['2026-03-01T17:00:00.000Z', '2026-03-08T17:00:00.000Z', '2026-03-15T17:00:00.000Z'];
    const spans = keys.map((_, index) => stepSpan(keys, index, shown));
    expect(spans[0]?.from).toBe(shown.from);
    expect(spans.at(-1)?.to).toBe(shown.to);
    expect(spans.slice(1).map(({ from }) => from)).toEqual(spans.slice(0, -1).map(({ to }) => to));
  });

  it('names a day of the team, whatever the browser’s time zone', () => {
    const day = (timeZone: string) =>
      new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(noonOf('2026-11-23T17:00:00.000Z')));
    expect(['Asia/Ho_Chi_Minh', 'UTC', 'Europe/Paris', 'Asia/Tokyo'].map(day)).toEqual(Array(4).fill('2026-11-24'));
  });

  it('is compared with what was before, if anything was', () => {
    expect([changeOf(15, 10), changeOf(5, 10), changeOf(0, 4), changeOf(3, 0)]).toEqual([0.5, -0.5, -1, null]);
  });
});

describe('mentions behind a figure', () => {
  it('keep what the figure was narrowed to', () => {
    const search = { topic: 'sim', brand: 'viettel', province: 'Huế', counted: 'true', complaint: 'true', from: 'a' };
    expect(mentionsSearch(search)).toEqual(search);
    expect(mentionsSearch({ counted: 'false', brand: '' })).toEqual({});
  });
});
