import { IANAZone } from 'luxon';
import type { BusinessHours, Hours } from '../domain/calendar.ts';
import { InvalidInput } from '../errors.ts';
import { vietnameseHolidays } from './holidays.ts';
import { dateOfDay } from './lunar.ts';

/** From `from` up to, not including, `to`, in milliseconds since 1970. */
export interface Opening {
  from: number;
  to: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const [FROM_MIDNIGHT, TO_MIDNIGHT] = [0, 24 * 60];

/** Ranges of local minutes, joined where they overlap or touch, in order. */
function joined(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const result: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

const goesOver = ({ from, to }: Hours) => minutesOf(to) <= minutesOf(from);

/** The part of a day's hours that lies on the day itself. */
const onTheDay = (hours: readonly Hours[]) =>
  hours.map((each) => [minutesOf(each.from), goesOver(each) ? TO_MIDNIGHT : minutesOf(each.to)] as const);

/** The part that lies after midnight. */
const afterMidnight = (hours: readonly Hours[]) =>
  hours
    .filter((each) => goesOver(each) && each.to !== '00:00')
    .map(({ to }) => [FROM_MIDNIGHT, minutesOf(to)] as const);

/** Local minutes in which a team works on a date (days since 1970-01-01). */
export function localHours(business: BusinessHours): (day: number) => [number, number][] {
  const { week } = business;
  const weekdays = [
    week.sunday,
    week.monday,
    week.tuesday,
    week.wednesday,
    week.thursday,
    week.friday,
    week.saturday,
  ] as const;
  const special = new Map(business.special.map(({ date, hours }) => [date, hours]));
  const years = new Map<string, Set<string>>();
  const isHoliday = (date: string) => {
    if (business.holidays === 'none') return false;
    const year = date.slice(0, 4);
    const known = years.get(year) ?? new Set(vietnameseHolidays(Number(year)).map((each) => each.date));
    years.set(year, known);
    return known.has(date);
  };
  const hoursOf = (day: number): readonly Hours[] => {
    const date = dateOfDay(day);
    return special.get(date) ?? (isHoliday(date) ? [] : (weekdays[(((day + 4) % 7) + 7) % 7] ?? []));
  };
  // A closed date is closed from midnight to midnight: the night shift of the evening before ends there.
  return (day) => {
    const closed = hoursOf(day).length === 0 && (special.has(dateOfDay(day)) || isHoliday(dateOfDay(day)));
    return closed ? [] : joined([...afterMidnight(hoursOf(day - 1)), ...onTheDay(hoursOf(day))]);
  };
}

/** The offset of a zone's local time in milliseconds, and the instants at which it changes. */
export function zoneOf(timeZone: string): {
  offset(at: number): number;
  spans(day: number): readonly (Opening & { offset: number })[];
} {
  if (!IANAZone.isValidZone(timeZone))
    throw new InvalidInput(`There is no time zone ${timeZone}: use an IANA name such as Asia/Ho_Chi_Minh.`);
  const zone = IANAZone.create(timeZone);
  const offset = (at: number) => zone.offset(at) * MINUTE;
  return {
    offset,
    /** The spans of one offset each in which local time is on this date; a change of clocks makes two of them. */
    spans(day) {
      // No zone is further than 14 hours before or 12 behind Greenwich.
      const [start, end] = [day * DAY - 14 * HOUR, (day + 1) * DAY + 12 * HOUR];
      const [before, after] = [offset(start), offset(end)];
      const change = before === after ? end : changeBetween(offset, start, end);
      return [
        { from: Math.max(start, day * DAY - before), to: Math.min(change, (day + 1) * DAY - before), offset: before },
        { from: Math.max(change, day * DAY - after), to: Math.min(end, (day + 1) * DAY - after), offset: after },
      ].filter(({ from, to }) => from < to);
    },
  };
}

/** The first minute at which the clocks show another offset than at `start`. */
function changeBetween(offset: (at: number) => number, start: number, end: number): number {
  const before = offset(start);
  let [low, high] = [start, end];
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (offset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** The instants of local minutes on a date: time that the clocks skip is left out, time that they repeat counts twice. */
export function instantsOf(
  ranges: readonly (readonly [number, number])[],
  day: number,
  spans: readonly (Opening & { offset: number })[],
): Opening[] {
  return spans.flatMap((span) =>
    ranges.flatMap(([from, to]) => {
      const start = Math.max(span.from, day * DAY + from * MINUTE - span.offset);
      const end = Math.min(span.to, day * DAY + to * MINUTE - span.offset);
      return start < end ? [{ from: start, to: end }] : [];
    }),
  );
}
