import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/care/calendar.ts';
import { daysInLieu, vietnameseHolidays } from '../../src/care/holidays.ts';
import { businessHours } from '../../src/domain/calendar.ts';
import { sampleCalendars } from './calendars.ts';

const office = calendarOf(businessHours.parse({}));
const at = (local: string) => Date.parse(`${local}+07:00`);
const shown = (instant: number) => new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16);
const minutes = (count: number) => count * 60_000;

describe('the business calendar', () => {
  it.each(sampleCalendars())('agrees with the wall clock minute by minute: $name', ({ business, window }) => {
    const calendar = calendarOf(business);
    const wrong: string[] = [];
    let sum = 0;
    window.open.forEach((open, minute) => {
      const instant = window.start + minutes(minute);
      if (calendar.isOpen(instant) !== Boolean(open)) wrong.push(new Date(instant).toISOString());
      sum += open;
    });
    expect(wrong).toEqual([]);
    expect(sum).toBeGreaterThan(1000);
    expect(calendar.between(window.start, window.start + minutes(window.open.length))).toBe(minutes(sum));
  });

  it('lets noon breaks, nights, weekends and Tết pass', () => {
    expect(shown(office.after(at('2026-03-05T11:30'), minutes(60)))).toBe('2026-03-05T13:30');
    expect(shown(office.after(at('2026-03-06T17:00'), minutes(60)))).toBe('2026-03-09T08:30');
    // From the last working day before Tết to the first one after it.
    expect(shown(office.after(at('2026-02-13T17:00'), minutes(60)))).toBe('2026-02-23T08:30');
    expect(shown(office.after(at('2026-03-06T17:00'), minutes(30)))).toBe('2026-03-06T17:30');
    expect(shown(office.nextOpening(at('2026-03-06T17:30')))).toBe('2026-03-09T08:00');
  });

  it('counts working days to their midnight', () => {
    expect(shown(office.endOfWorkingDay(at('2026-02-13T09:00'), 2))).toBe('2026-02-25T00:00');
    expect(shown(office.endOfWorkingDay(at('2026-03-05T09:00'), 0))).toBe('2026-03-06T00:00');
  });

  it('refuses hours that never come and zones that are none', () => {
    expect(() => calendarOf(businessHours.parse({ timeZone: 'Asia/Saigon_City' }))).toThrow(/no time zone/);
    expect(() => businessHours.parse({ week: {} })).toThrow(/no opening hours/);
    expect(() => businessHours.parse({ week: { monday: [{ from: '25:00', to: '26:00' }] } })).toThrow(/must be a time/);
  });

  it('adds and measures as two sides of one thing', () => {
    const calendars = sampleCalendars().map(({ business, window }) => ({ calendar: calendarOf(business), window }));
    fc.assert(
      fc.property(
        fc.constantFrom(...calendars),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 3000 }),
        ({ calendar, window }, start, amount) => {
          const from = window.start + minutes(start);
          const to = calendar.after(from, minutes(amount));
          expect(calendar.between(from, to)).toBe(minutes(amount));
          expect(calendar.between(from, to - 1)).toBe(minutes(amount) - 1);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('Vietnamese holidays', () => {
  it('are the eleven days of the law', () => {
    const dates = vietnameseHolidays(2026).map(({ date }) => date);
    expect(dates).toEqual([
      ...['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-04-26'],
      ...['2026-04-30', '2026-05-01', '2026-09-01', '2026-09-02'],
    ]);
    const chosen = vietnameseHolidays(2024, { tetDaysBefore: 2, nationalDayTwin: '09-03' }).map(({ date }) => date);
    expect(chosen).toContain('2024-02-08');
    expect(chosen).not.toContain('2024-02-13');
    expect(chosen).toContain('2024-09-03');
    expect(new Set(Array.from({ length: 51 }, (_, index) => vietnameseHolidays(2000 + index).length))).toEqual(
      new Set([11]),
    );
  });

  it('move from a weekly day of rest to the next day that is free to be free', () => {
    const weekend = (date: string) => [0, 6].includes(new Date(date).getUTCDay());
    const moved = daysInLieu(vietnameseHolidays(2023), weekend).map(({ date }) => date);
    // 2023: 1 January, Tết (two of its days on a weekend), 29 April (Giỗ Tổ) and 30 April, 2 September.
    expect(moved).toEqual(['2023-01-02', '2023-01-26', '2023-01-27', '2023-05-02', '2023-05-03', '2023-09-04']);
  });
});
