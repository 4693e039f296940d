import type { BusinessHours } from '../../src/domain/calendar.ts';

/** A calendar told a second time and slowly: every minute of a window is looked up on the wall clock, one by one. */
export interface MinuteWindow {
  /** First minute, in milliseconds since 1970, and whether each minute from there on is open. */
  start: number;
  open: Uint8Array;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

function wallClock(timeZone: string): (at: number) => { date: string; time: string } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (at) => {
    const [date = '', time = ''] = format.format(at).split(' ');
    return { date, time };
  };
}

/** `holidays`: the closed dates of the window, written out by hand. */
export function minuteWindow(
  business: BusinessHours,
  holidays: readonly string[],
  from: string,
  days: number,
): MinuteWindow {
  const wall = wallClock(business.timeZone);
  const start = Date.parse(from);
  const open = new Uint8Array(days * 1440);
  const hoursOf = (date: string) => {
    const special = business.special.find((each) => each.date === date);
    if (special) return special.hours;
    if (holidays.includes(date)) return [];
    return business.week[WEEKDAYS[new Date(date).getUTCDay()] ?? 'sunday'];
  };
  const closed = (date: string) =>
    hoursOf(date).length === 0 && (holidays.includes(date) || business.special.some((each) => each.date === date));
  const answers = new Map<string, boolean>();
  const isOpen = (date: string, time: string) => {
    if (closed(date)) return false;
    const dayBefore = new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
    const today = hoursOf(date).some(({ from, to }) => (from < to ? from <= time && time < to : from <= time));
    return today || hoursOf(dayBefore).some(({ from, to }) => to < from && time < to);
  };
  for (let minute = 0; minute < open.length; minute += 1) {
    const { date, time } = wall(start + minute * 60_000);
    const key = `${date} ${time}`;
    const answer = answers.get(key) ?? isOpen(date, time);
    answers.set(key, answer);
    open[minute] = Number(answer);
  }
  return { start, open };
}
