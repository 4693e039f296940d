import type { BusinessHours } from '../domain/calendar.ts';
import { GiveUp } from '../errors.ts';
import { instantsOf, localHours, type Opening, zoneOf } from './opening.ts';

const DAY = 86_400_000;
/** Two years without an open minute: nothing will come. */
const LOOK_AHEAD_DAYS = 731;
const NEVER_OPEN = 'The team has no opening hours in two years: correct its calendar.';

/** A measure of time: how much of it lies between two instants, and when so much of it will be over. Milliseconds. */
export interface Measure {
  /** The first instant by which `amount` has passed since `from`; `from` itself for an amount of nothing. */
  after(from: number, amount: number): number;
  /** How much passes from `from` to `to`; 0 when `to` is not later. */
  between(from: number, to: number): number;
}

/** Every minute counts. */
export const aroundTheClock: Measure = {
  after: (from, amount) => from + amount,
  between: (from, to) => Math.max(0, to - from),
};

/** A team's hours as a measure of time that also tells when it is open. */
export interface Calendar extends Measure {
  isOpen(at: number): boolean;
  /** The first instant, `at` or later, at which the team works. */
  nextOpening(at: number): number;
  timeZone: string;
  /** The end (midnight) of the `count`-th working day after the local date of `at`. */
  endOfWorkingDay(at: number, count: number): number;
}

/** Makes a calendar of business hours; remembers the days that it was asked about. Throws InvalidInput for an unknown zone. */
export function calendarOf(business: BusinessHours): Calendar {
  const zone = zoneOf(business.timeZone);
  const local = localHours(business);
  const known = new Map<number, Opening[]>();
  const openings = (day: number): Opening[] => {
    const found = known.get(day) ?? instantsOf(local(day), day, zone.spans(day));
    known.set(day, found);
    return found;
  };
  const dayOf = (at: number) => Math.floor((at + zone.offset(at)) / DAY);

  /** The openings from an instant on, each cut at it. */
  function* from(at: number, limitDays: number): Generator<Opening> {
    const first = dayOf(at);
    for (let day = first; day <= first + limitDays; day += 1) {
      for (const each of openings(day)) if (each.to > at) yield { from: Math.max(each.from, at), to: each.to };
    }
  }

  const after: Measure['after'] = (start, amount) => {
    if (amount <= 0) return start;
    let left = amount;
    let at = start;
    for (;;) {
      const before = left;
      for (const each of from(at, LOOK_AHEAD_DAYS)) {
        if (left <= each.to - each.from) return each.from + left;
        left -= each.to - each.from;
        at = each.to;
      }
      if (left === before) throw new GiveUp(NEVER_OPEN);
    }
  };

  const between: Measure['between'] = (start, end) => {
    let sum = 0;
    if (end <= start) return sum;
    for (const each of from(start, dayOf(end) - dayOf(start) + 1)) {
      if (each.from >= end) break;
      sum += Math.min(each.to, end) - each.from;
    }
    return sum;
  };

  const nextOpening = (at: number): number => {
    for (const each of from(at, LOOK_AHEAD_DAYS)) return each.from;
    throw new GiveUp(NEVER_OPEN);
  };

  const endOfWorkingDay = (at: number, count: number): number => {
    let day = dayOf(at);
    for (let left = count, idle = 0; left > 0; idle += 1) {
      day += 1;
      if (local(day).length > 0) [left, idle] = [left - 1, 0];
      if (idle > LOOK_AHEAD_DAYS) throw new GiveUp(NEVER_OPEN);
    }
    return zone.spans(day).at(-1)?.to ?? (day + 1) * DAY;
  };

  return {
    after,
    between,
    nextOpening,
    endOfWorkingDay,
    isOpen: (at) => openings(dayOf(at)).some((each) => each.from <= at && at < each.to),
    timeZone: business.timeZone,
  };
}
