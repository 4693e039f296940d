/** Dates, numbers and lengths of time in a language; pure, the time zone is the browser's unless one is given. */
export interface Format {
  date(instant: string | Date): string;
  dateTime(instant: string | Date): string;
  time(instant: string | Date): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  percent(share: number): string;
  /** "2 giờ trước", "in 5 minutes". */
  ago(instant: string | Date, now: Date): string;
  /** A length of time in its largest fitting unit: "3 giờ". */
  duration(ms: number): string;
}

const MINUTE = 60_000;
const UNITS = [
  ['day', 1440 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const;

/** The unit that a length of time is told in, and how many of it; under a minute counts as one. */
export function inUnits(ms: number): { unit: 'day' | 'hour' | 'minute'; count: number } {
  // Told in the larger unit as soon as it rounds to one of it: nobody says "60 minutes".
  const minutes = Math.max(1, Math.round(Math.abs(ms) / MINUTE));
  const [unit, size] = UNITS.find(([, size]) => minutes * MINUTE >= size) ?? UNITS[2];
  return { unit, count: Math.round((minutes * MINUTE) / size) };
}

export function createFormat(locale: string, timeZone?: string): Format {
  const zone = timeZone === undefined ? {} : { timeZone };
  const shape = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, ...zone });
    return (instant: string | Date) => formatter.format(new Date(instant));
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    date: shape({ dateStyle: 'medium' }),
    dateTime: shape({ dateStyle: 'short', timeStyle: 'short' }),
    time: shape({ timeStyle: 'short' }),
    number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    percent: (share) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share),
    ago(instant, now) {
      const ms = new Date(instant).getTime() - now.getTime();
      if (Math.abs(ms) < MINUTE) return relative.format(0, 'minute');
      const { unit, count } = inUnits(ms);
      return relative.format(Math.sign(ms) * count, unit);
    },
    duration(ms) {
      const { unit, count } = inUnits(ms);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
    },
  };
}
