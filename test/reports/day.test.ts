import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../src/errors.ts';
import { lastFullDay, reportDay } from '../../src/reports/day.ts';

const LATER = new Date('2031-01-01T00:00:00Z');
const spanOf = (date: string, zone: string) => {
  const { day, hours } = reportDay(date, zone, LATER);
  return { from: day.from.toISOString(), to: day.to.toISOString(), hours: hours.length };
};

describe('reportDay', () => {
  it('goes from local midnight to local midnight, whatever the clocks do', () => {
    expect(spanOf('2026-03-05', 'Asia/Ho_Chi_Minh')).toEqual({
      from: '2026-03-04T17:00:00.000Z',
      to: '2026-03-05T17:00:00.000Z',
      hours: 24,
    });
    expect(spanOf('2026-03-29', 'Europe/Berlin')).toEqual({
      from: '2026-03-28T23:00:00.000Z',
      to: '2026-03-29T22:00:00.000Z',
      hours: 23,
    });
    expect(spanOf('2026-10-25', 'Europe/Berlin')).toEqual({
      from: '2026-10-24T22:00:00.000Z',
      to: '2026-10-25T23:00:00.000Z',
      hours: 25,
    });
    // Half an hour is put back: the last "hour" is a half one.
    expect(spanOf('2026-04-05', 'Australia/Lord_Howe').hours).toBe(25);
  });

  it('begins at the first of two midnights, and where midnight is skipped at the first instant there is', () => {
    // Havana puts the clock back from 01:00 to 00:00.
    expect(spanOf('2025-11-02', 'America/Havana')).toEqual({
      from: '2025-11-02T04:00:00.000Z',
      to: '2025-11-03T05:00:00.000Z',
      hours: 25,
    });
    // Beirut goes from 23:59 to 01:00.
    expect(spanOf('2025-03-30', 'Asia/Beirut')).toEqual({
      from: '2025-03-29T22:00:00.000Z',
      to: '2025-03-30T21:00:00.000Z',
      hours: 23,
    });
  });

  it('leaves no instant between two days and puts none in both', () => {
    const zones = [
      'Asia/Ho_Chi_Minh',
      'Europe/Berlin',
      'America/Havana',
      'Asia/Beirut',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
    ];
    const days = fc
      .integer({ min: 0, max: 9000 })
      .map((n) => DateTime.fromISO('2004-01-01', { zone: 'utc' }).plus({ days: n }));
    fc.assert(
      fc.property(fc.constantFrom(...zones), days, (zone, date) => {
        const here = reportDay(date.toISODate() ?? '', zone, LATER).day;
        const next = reportDay(date.plus({ days: 1 }).toISODate() ?? '', zone, LATER).day;
        expect(here.to).toEqual(next.from);
        const local = (at: Date) => DateTime.fromJSDate(at, { zone }).toISODate();
        expect(local(here.from)).toBe(date.toISODate());
        expect(local(new Date(here.from.getTime() - 1))).toBe(date.minus({ days: 1 }).toISODate());
      }),
    );
  });

  it('cuts the days that an unfinished one is compared with at the same local time', () => {
    // 10:15 in Berlin, a day after the clocks went forward: an hour earlier in UTC than the weeks before.
    const day = reportDay('2026-03-30', 'Europe/Berlin', new Date('2026-03-30T08:15:00Z'));
    expect(day.until.toISOString()).toBe('2026-03-30T08:15:00.000Z');
    expect(day.dayBefore.to.toISOString()).toBe('2026-03-29T08:15:00.000Z');
    expect(day.weeksBefore.map((week) => week.to.toISOString())).toEqual([
      '2026-03-23T09:15:00.000Z',
      '2026-03-16T09:15:00.000Z',
      '2026-03-09T09:15:00.000Z',
      '2026-03-02T09:15:00.000Z',
    ]);
  });

  it('compares a finished day with whole days', () => {
    const day = reportDay('2026-03-05', 'Asia/Ho_Chi_Minh', new Date('2026-03-05T17:00:00Z'));
    expect(day.until).toEqual(day.day.to);
    expect(day.dayBefore).toEqual({ from: new Date('2026-03-03T17:00:00Z'), to: new Date('2026-03-04T17:00:00Z') });
    expect(day.weeksBefore[3]?.from).toEqual(new Date('2026-02-04T17:00:00Z'));
  });

  it.each(['2026-02-30', '2026-3-5', 'yesterday', '', '2026-03-05T00:00'])('refuses %j as a date', (date) => {
    expect(() => reportDay(date, 'Asia/Ho_Chi_Minh', LATER)).toThrow(InvalidInput);
  });

  it('refuses a day that has not begun there, though it has elsewhere', () => {
    const now = new Date('2026-03-05T16:59:59Z');
    expect(() => reportDay('2026-03-06', 'Asia/Ho_Chi_Minh', now)).toThrow(InvalidInput);
    expect(reportDay('2026-03-06', 'Asia/Tokyo', now).date).toBe('2026-03-06');
  });

  it('knows the last day that is over', () => {
    expect(lastFullDay('Asia/Ho_Chi_Minh', new Date('2026-03-05T16:59:59Z'))).toBe('2026-03-04');
    expect(lastFullDay('Asia/Ho_Chi_Minh', new Date('2026-03-05T17:00:00Z'))).toBe('2026-03-05');
  });
});
