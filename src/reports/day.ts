import { DateTime } from 'luxon';
import { InvalidInput } from '../errors.ts';

/** From `from` up to, not including, `to`. */
export interface Span {
  from: Date;
  to: Date;
}

/** A day to report on and the spans that it is compared with, all of them cut at the same local time. */
export interface ReportDay {
  date: string;
  /** The whole day. */
  day: Span;
  /** Up to where figures exist: the day's end, or now. */
  until: Date;
  /** The part of the day before, and of the same weekday one to four weeks before. */
  dayBefore: Span;
  weeksBefore: Span[];
  /** The first instant of each hour, in order. */
  hours: Date[];
}

/** The first instant of a local day: where the clock goes back over midnight, that midnight comes twice. */
function startOfDay(time: DateTime): DateTime {
  const start = time.startOf('day');
  const anHourBefore = start.minus({ hours: 1 });
  return anHourBefore.hasSame(start, 'day') ? anHourBefore : start;
}

/** Any time of `date` in the zone; noon, so that no clock change moves it to another day. */
const noonOf = (date: string, timeZone: string) => DateTime.fromISO(`${date}T12:00:00`, { zone: timeZone });

function hoursOf(from: DateTime, to: DateTime): Date[] {
  const hours: Date[] = [];
  for (let at = from; at < to; at = at.plus({ hours: 1 })) hours.push(at.toJSDate());
  return hours;
}

/** Works out the spans of a report. Throws InvalidInput for a date that isn't one, or that has not begun. */
export function reportDay(date: string, timeZone: string, now: Date): ReportDay {
  const noon = noonOf(date, timeZone);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !noon.isValid) {
    const message = 'must be a date, like 2026-03-05';
    throw new InvalidInput(`“${date.slice(0, 40)}” is not a day: write year-month-day.`, [{ path: 'date', message }]);
  }
  const from = startOfDay(noon);
  const to = startOfDay(noon.plus({ days: 1 }));
  const cut = DateTime.fromJSDate(now, { zone: timeZone });
  if (cut <= from) {
    throw new InvalidInput(`${date} has not begun in ${timeZone}: there is nothing to report yet.`, [
      { path: 'date', message: 'must not be in the future' },
    ]);
  }
  const complete = cut >= to;
  const spanOf = (other: DateTime): Span => {
    const { hour, minute, second, millisecond } = cut;
    const end = complete ? startOfDay(other.plus({ days: 1 })) : other.set({ hour, minute, second, millisecond });
    return { from: startOfDay(other).toJSDate(), to: end.toJSDate() };
  };
  return {
    date,
    day: { from: from.toJSDate(), to: to.toJSDate() },
    until: complete ? to.toJSDate() : now,
    dayBefore: spanOf(noon.minus({ days: 1 })),
    weeksBefore: [1, 2, 3, 4].map((weeks) => spanOf(noon.minus({ weeks }))),
    hours: hoursOf(from, to),
  };
}

/** The day before the one that `now` falls on: the last that is over. */
export function lastFullDay(timeZone: string, now: Date): string {
  return DateTime.fromJSDate(now, { zone: timeZone }).minus({ days: 1 }).toISODate() ?? '';
}
