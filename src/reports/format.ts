import type { DailyReport } from '../domain/report.ts';
import { type ReportLabels, type ReportLanguage, reportLabels } from './labels.ts';

/** How one report writes numbers, instants and durations. */
export interface ReportFormat {
  labels: ReportLabels;
  number(value: number): string;
  /** A whole percentage; null for none of none. */
  percent(part: number, whole: number): string | null;
  /** "+12", "−3", "±0". */
  signed(difference: number): string;
  /** The day in words. */
  date(): string;
  /** Day and time. */
  instant(at: string): string;
  time(at: string): string;
  duration(minutes: number | null): string;
}

export function reportFormat(report: DailyReport, language: ReportLanguage): ReportFormat {
  const labels = reportLabels[language];
  const { locale } = labels;
  const zoned = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: report.timeZone });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const [day, instant, time] = [
    new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }),
    zoned({ day: '2-digit', month: '2-digit', year: 'numeric', ...clock }),
    zoned(clock),
  ];
  return {
    labels,
    number: (value) => number.format(value),
    percent: (part, whole) => (whole === 0 ? null : percent.format(part / whole)),
    signed: (difference) =>
      difference === 0 ? '±0' : `${difference > 0 ? '+' : '−'}${number.format(Math.abs(difference))}`,
    date: () => day.format(new Date(`${report.date}T12:00:00Z`)),
    instant: (at) => instant.format(new Date(at)),
    time: (at) => time.format(new Date(at)),
    duration: (minutes) => {
      if (minutes === null) return '–';
      if (minutes < 90) return `${number.format(minutes)} ${labels.minute}`;
      if (minutes < 2 * 1440) return `${number.format(minutes / 60)} ${labels.hour}`;
      return `${number.format(minutes / 1440)} ${labels.day}`;
    },
  };
}
