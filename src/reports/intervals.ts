import { DateTime, type DateTimeUnit } from 'luxon';
import { InvalidInput } from '../errors.ts';
import type { Span as Interval } from '../storage/mention-counts.ts';
import type { Span } from './day.ts';

export type { Interval };

/** A chart can't show more. */
const MAX_STEPS = 2000;

/** The first instants of all hours, days, weeks (from Monday on) or months of a zone that a span touches, in order. */
export function stepsOf({ from, to }: Span, interval: Interval, timeZone: string): string[] {
  const last = to.getTime();
  const steps: string[] = [];
  let at = DateTime.fromJSDate(from, { zone: timeZone }).startOf(interval satisfies DateTimeUnit);
  while (at.toMillis() < last) {
    if (steps.push(at.toUTC().toISO() ?? '') > MAX_STEPS) {
      const message = `is more than ${MAX_STEPS.toLocaleString('en')} steps of one ${interval}: choose a longer one`;
      throw new InvalidInput(`The span ${message}, or a shorter span.`, [{ path: 'interval', message }]);
    }
    at = at.plus({ [interval]: 1 }).startOf(interval);
  }
  return steps;
}

/** One group for each step: those that were counted, and empty ones where nothing was. */
export function withEmptySteps<T extends { key: string }>(
  counted: readonly T[],
  steps: readonly string[],
  empty: Omit<T, 'key'>,
): T[] {
  const known = new Map(counted.map((group) => [group.key, group]));
  return steps.map((key) => known.get(key) ?? ({ ...empty, key } as T));
}
