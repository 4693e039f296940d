import { newMoon, newMoonNumberNear, solarLongitude } from './astronomy.ts';

/** Vietnam reckons its calendar by the time of its own meridian, so that Tết may be a day before the Chinese new year. */
const VIETNAM = 7;

/** A month of the lunar calendar; `firstDay` in days since 1970-01-01. */
export interface LunarMonth {
  month: number;
  leap: boolean;
  firstDay: number;
  days: number;
}

export interface LunarDate {
  /** The lunar year is named by the year in which it begins. */
  year: number;
  month: number;
  leap: boolean;
  day: number;
}

/** Days since 1970-01-01 of a date as "2026-02-17", and back. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
export const dateOfDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const newMoonDay = (k: number, offset: number) => Math.floor(newMoon(k) + offset / 24);
/** Which of the twelve parts of its way the Sun is in when the day begins; its change is a major term. */
const sector = (day: number, offset: number) => Math.floor(solarLongitude(day - offset / 24) / 30);

/** The number of the new moon with which month 11 begins: the month of the winter solstice. */
function eleventhMoon(year: number, offset: number): number {
  let k = newMoonNumberNear(dayNumber(`${year}-12-31`)) + 1;
  while (newMoonDay(k, offset) > dayNumber(`${year}-12-31`)) k -= 1;
  return sector(newMoonDay(k, offset), offset) >= 9 ? k - 1 : k;
}

/** The 12 or 13 months from month 11 of the year before up to the next month 11; of 13, the first without a major term is a leap month. */
function monthsFromEleventh(year: number, offset: number): LunarMonth[] {
  const first = eleventhMoon(year - 1, offset);
  const count = eleventhMoon(year, offset) - first;
  const starts = Array.from({ length: count + 1 }, (_, index) => newMoonDay(first + index, offset));
  const start = (index: number) => starts[index] ?? Number.NaN;
  const termless = (index: number) => sector(start(index), offset) === sector(start(index + 1), offset);
  const leap = count === 13 ? starts.findIndex((_, index) => index > 0 && index < count && termless(index)) : -1;
  return Array.from({ length: count }, (_, index) => {
    const place = leap >= 0 && index >= leap ? index - 1 : index;
    return {
      month: ((place + 10) % 12) + 1,
      leap: index === leap,
      firstDay: start(index),
      days: start(index + 1) - start(index),
    };
  });
}

/** The months of a lunar year, Tết first; `offset` is the meridian's distance from Greenwich in hours. */
export function lunarYear(year: number, offset = VIETNAM): LunarMonth[] {
  const months = [...monthsFromEleventh(year, offset), ...monthsFromEleventh(year + 1, offset)];
  const begins = months.findIndex(({ month, leap }) => month === 1 && !leap);
  const ends = months.findIndex(({ month, leap }, index) => index > begins && month === 1 && !leap);
  return months.slice(begins, ends);
}

/** The first day of the lunar year, as "2026-02-17". */
export function tet(year: number, offset = VIETNAM): string {
  return dateOfDay(lunarYear(year, offset)[0]?.firstDay ?? Number.NaN);
}

/** The solar date ("2026-04-26") of a day of a lunar year; null when that month has no such day. */
export function solarDate({ year, month, leap, day }: LunarDate, offset = VIETNAM): string | null {
  const found = lunarYear(year, offset).find((each) => each.month === month && each.leap === leap);
  return found === undefined || day < 1 || day > found.days ? null : dateOfDay(found.firstDay + day - 1);
}

/** The lunar date of a solar date as "2026-04-26". */
export function lunarDate(date: string, offset = VIETNAM): LunarDate {
  const day = dayNumber(date);
  const solarYear = Number(date.slice(0, 4));
  const year = day < dayNumber(tet(solarYear, offset)) ? solarYear - 1 : solarYear;
  const month = lunarYear(year, offset).findLast(({ firstDay }) => firstDay <= day);
  if (month === undefined) throw new RangeError(`no lunar month has ${date}`);
  return { year, month: month.month, leap: month.leap, day: day - month.firstDay + 1 };
}
