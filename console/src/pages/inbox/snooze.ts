/** When a ticket can come back. */
export const SNOOZES = ['hour', 'tomorrow', 'monday'] as const;
export type Snooze = (typeof SNOOZES)[number];

const MORNING = 8;

/** The instant that a snooze ends at, in the browser's time zone; mornings are at eight. */
export function snoozeUntil(snooze: Snooze, now: Date): Date {
  if (snooze === 'hour') return new Date(now.getTime() + 3_600_000);
  const days = snooze === 'tomorrow' ? 1 : (8 - now.getDay()) % 7 || 7;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}
