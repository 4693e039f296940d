import { DateTime } from 'luxon';
import type { ReportMailRule } from '../domain/report-mail.ts';

/**
 * The day that a mail reports on, once today's time for it has come in the zone: yesterday; null before. A time that the
 * clock leaps over is taken for the next that there is.
 */
export function dueDay({ time }: Pick<ReportMailRule, 'time'>, timeZone: string, now: Date): string | null {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const due = local.set({ hour, minute, second: 0, millisecond: 0 });
  return local < due ? null : local.minus({ days: 1 }).toFormat('yyyy-MM-dd');
}
