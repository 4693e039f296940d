import { DateTime } from 'luxon';

const ZONES: Record<string, string> = {
  UT: '+0000',
  UTC: '+0000',
  GMT: '+0000',
  Z: '+0000',
  EST: '-0500',
  EDT: '-0400',
  CST: '-0600',
  CDT: '-0500',
  MST: '-0700',
  MDT: '-0600',
  PST: '-0800',
  PDT: '-0700',
  ICT: '+0700',
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** RFC 822 with the slips that feeds make: no weekday or a wrong one, long month names, no seconds, "GMT+7". */
const RFC_822 =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]([A-Za-z]{3,9})\.?[\s-](\d{4}|\d{2}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(.{0,12})$/;
const ISO_8601 = /^(\d{4})-(\d{1,2})-(\d{1,2})[Tt\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(.{0,12})$/;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const OFFSET = /^(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d{2})?$/i;

/** Earlier than the web's forums and feeds: a clock that was not set, or a zero. */
export const FIRST_YEAR = 1995;
const DAY_MS = 86_400_000;

/**
 * The instant that a date from outside names, as ISO 8601 in UTC, or null. Strict: a date without a time or without
 * a zone is no instant unless `timeZone` says whose clock it is; impossible dates, zero dates and dates more than a
 * day ahead of `now` are null too. Nothing is ever made up.
 */
export function parseInstant(text: string | null | undefined, now: Date, timeZone?: string): string | null {
  const value = (text ?? '').slice(0, 100).replace(/\s+/g, ' ').trim();
  const exact = readExact(value, now);
  if (exact !== undefined) return exact;
  const read = readRfc822(value, timeZone) ?? readIso(value, timeZone);
  if (!read?.isValid) return null;
  const instant = read.toUTC();
  if (instant.year < FIRST_YEAR || instant.toMillis() > now.getTime() + DAY_MS) return null;
  return instant.toISO();
}

/** The form that forums and feeds write most often, read without a calendar: several times as fast. */
const EXACT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:Z|([+-])(0\d|1[0-4]):?([0-5]\d))$/;

function readExact(value: string, now: Date): string | null | undefined {
  const match = EXACT.exec(value);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // A field out of its range moves the others; what is left over is for the calendar to judge.
  if (local.getUTCDate() !== day || local.getUTCHours() !== hour || local.getUTCMinutes() !== minute || second > 59)
    return undefined;
  const offset = (match[7] === '-' ? -1 : 1) * (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0));
  const instant = new Date(local.getTime() - offset * 60_000);
  const past = instant.getUTCFullYear() >= FIRST_YEAR && instant.getTime() <= now.getTime() + DAY_MS;
  return past ? instant.toISOString() : null;
}

function readRfc822(value: string, timeZone: string | undefined): DateTime | undefined {
  const match = RFC_822.exec(value);
  if (!match) return undefined;
  const [, day, monthName = '', year = '', hour, minute, second = '0', zone = ''] = match;
  const month = MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return undefined;
  // RFC 2822, 4.3: two digits below 50 are of this century.
  const century = year.length === 2 ? (Number(year) < 50 ? 2000 : 1900) : 0;
  return build([Number(year) + century, month, day, hour, minute, second], '0', zone, timeZone);
}

function readIso(value: string, timeZone: string | undefined): DateTime | undefined {
  const bare = ISO_DAY.exec(value);
  if (bare) return build([...bare.slice(1), 0, 0, 0], '0', '', timeZone);
  const match = ISO_8601.exec(value);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone = ''] = match;
  return build([year, month, day, hour, minute, second], fraction, zone, timeZone);
}

type Part = string | number | undefined;

function build(parts: Part[], fraction: string, zoneText: string, timeZone?: string): DateTime | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const zone = zoneOf(zoneText.trim(), timeZone);
  if (zone === undefined) return undefined;
  // A leap second is the last one that the clock knows.
  const fields = { year, month, day, hour, minute, second: second === 60 ? 59 : second };
  return DateTime.fromObject({ ...fields, millisecond: Math.floor(Number(`0.${fraction}`) * 1000) }, { zone });
}

function zoneOf(text: string, timeZone: string | undefined): string | undefined {
  if (text === '') return timeZone;
  const named = ZONES[text.toUpperCase()] ?? text;
  const match = OFFSET.exec(named);
  if (!match) return undefined;
  const [, sign, hours = '', minutes = '00'] = match;
  return Number(hours) > 14 || Number(minutes) > 59 ? undefined : `UTC${sign}${Number(hours)}:${minutes}`;
}
