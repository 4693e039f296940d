import { dateOfDay, dayNumber, solarDate, tet } from './lunar.ts';

export interface Holiday {
  /** "2026-02-17" */
  date: string;
  name: string;
}

/** What the government decides year by year; without a decision, what it chose most often. */
export interface HolidayChoices {
  /** How many of the five days of Tết lie before its first: 1 or 2. */
  tetDaysBefore?: 1 | 2;
  /** The day beside National Day that is free as well. */
  nationalDayTwin?: '09-01' | '09-03';
}

function daysOfTet(year: number, before: number): Holiday[] {
  const first = dayNumber(tet(year));
  return Array.from({ length: 5 }, (_, index) => {
    const nth = index - before;
    return { date: dateOfDay(first + nth), name: nth < 0 ? 'Tất niên' : `Mùng ${nth + 1} Tết` };
  });
}

/** The public holidays of a year in Vietnam (Labour Code 2019, article 112: eleven days), in order. */
export function vietnameseHolidays(
  year: number,
  { tetDaysBefore = 1, nationalDayTwin = '09-01' }: HolidayChoices = {},
): Holiday[] {
  const kings = solarDate({ year, month: 3, leap: false, day: 10 });
  const fixed = [
    ['01-01', 'Tết Dương lịch'],
    ['04-30', 'Ngày Chiến thắng'],
    ['05-01', 'Quốc tế lao động'],
    ['09-02', 'Quốc khánh'],
    [nationalDayTwin, 'Quốc khánh'],
  ].map(([date, name]) => ({ date: `${year}-${date}`, name: name ?? '' }));
  const lunar = kings === null ? [] : [{ date: kings, name: 'Giỗ Tổ Hùng Vương' }];
  return [...fixed, ...daysOfTet(year, tetDaysBefore), ...lunar].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * Days in lieu: a holiday on a weekly day of rest moves to the next day that is neither (Labour Code 2019, article
 * 111.3). A proposal for the team's own list: the government often swaps days.
 */
export function daysInLieu(holidays: readonly Holiday[], isRestDay: (date: string) => boolean): Holiday[] {
  const taken = new Set(holidays.map(({ date }) => date));
  return holidays
    .filter(({ date }) => isRestDay(date))
    .map(({ date, name }) => {
      let day = dayNumber(date) + 1;
      while (taken.has(dateOfDay(day)) || isRestDay(dateOfDay(day))) day += 1;
      taken.add(dateOfDay(day));
      return { date: dateOfDay(day), name: `Nghỉ bù ${name}` };
    });
}
