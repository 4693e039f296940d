import { DAYS_BACK, findBurst } from '../../src/care/burst.ts';
import type { ComplaintHistory } from './complaint-history.ts';

export interface BurstFigures {
  /** Alarms (runs of hours on end) that belong to an event, of all alarms. */
  precision: number;
  /** Events that raised an alarm, of all events. */
  recall: number;
  /** Hours from the beginning of an event to the end of the hour that gave it away, the median. */
  medianDelayHours: number;
  alarms: number;
  looks: number;
}

/** An alarm may come this long after an event's end: the long windows still hold it. */
const LINGERS_HOURS = 6;

/** Looks at every place after every hour, as the program would, and compares the alarms with what was planted. */
export function burstFigures({ counts, events, isFree }: ComplaintHistory): BurstFigures {
  const delays = new Map<number, number>();
  let [alarms, right, looks] = [0, 0, 0];
  counts.forEach((line, place) => {
    let last = Number.NEGATIVE_INFINITY;
    for (let now = DAYS_BACK * 24; now < line.length; now += 1) {
      looks += 1;
      if (!isAlarm(line, now, isFree)) continue;
      const cause = events.findIndex(
        (event) => event.place === place && event.from <= now && now < event.from + event.hours + LINGERS_HOURS,
      );
      const found = events[cause];
      if (found && !delays.has(cause)) delays.set(cause, now + 1 - found.from);
      if (now - last > LINGERS_HOURS) {
        alarms += 1;
        if (found) right += 1;
      }
      last = now;
    }
  });
  const sorted = [...delays.values()].sort((a, b) => a - b);
  return {
    precision: alarms === 0 ? 1 : right / alarms,
    recall: delays.size / Math.max(1, events.length),
    medianDelayHours: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    alarms,
    looks,
  };
}

function isAlarm(line: readonly number[], now: number, isFree: (day: number) => boolean): boolean {
  const hoursAgo = line.slice(Math.max(0, now - DAYS_BACK * 24 - 6), now + 1).reverse();
  const today = Math.floor(now / 24);
  const counted = {
    hoursAgo,
    isKnown: (back: number) => back <= now / 24,
    isFree: (back: number) => isFree(today - back),
  };
  return findBurst(counted) !== null;
}
