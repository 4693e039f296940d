import { DateTime } from 'luxon';
import { FIRST_YEAR, parseInstant } from './dates.ts';

/** Whose clock and which order of day and month a site's dates follow; undefined where nobody knows. */
export interface LocalClock {
  zone: string | undefined;
  order: DayOrder | undefined;
}
export type DayOrder = 'dmy' | 'mdy';

const DAY_MS = 86_400_000;
/** Longer than any date that software writes, with its "posted by … on" before it. */
const MAX_LENGTH = 200;

const UNIT_MS: Record<string, number> = {
  giay: 1000,
  second: 1000,
  sec: 1000,
  phut: 60_000,
  minute: 60_000,
  min: 60_000,
  gio: 3_600_000,
  tieng: 3_600_000,
  hour: 3_600_000,
  hr: 3_600_000,
  ngay: DAY_MS,
  day: DAY_MS,
};
const AGO =
  /(?:^|\W)(\d{1,3}|an?|one|mot)\s(giay|second|sec|phut|minute|min|gio|tieng|hour|hr|ngay|day)s?\s(?:truoc|ago)\b/;
const JUST_NOW =
  /^(?:vua xong|vua moi|moi day|just now|a moment ago|(?:a )?few seconds ago|less than a minute ago|mot luc truoc)/;
const DAYS_BACK: [RegExp, number][] = [
  [/\b(?:hom nay|today)\b/g, 0],
  [/\b(?:hom qua|yesterday)\b/g, 1],
  [/\bhom kia\b/g, 2],
];
/** By weekday: 1 is Monday, as in ISO 8601. */
const WEEKDAYS = [
  /\b(?:thu hai|thu 2|monday|mon)\b/g,
  /\b(?:thu ba|thu 3|tuesday|tue)\b/g,
  /\b(?:thu tu|thu 4|wednesday|wed)\b/g,
  // The English "Thu", and no other weekday in Vietnamese.
  /\b(?:thu nam|thu 5|thursday|thu(?! (?:hai|ba|tu|sau|bay|[2-7])\b))\b/g,
  /\b(?:thu sau|thu 6|friday|fri)\b/g,
  /\b(?:thu bay|thu 7|saturday|sat)\b/g,
  /\b(?:chu nhat|sunday|sun)\b/g,
];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_WORDS = ['mot', 'hai', 'ba', 'tu', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi', 'muoi mot', 'muoi hai'];
const MONTH_NAME = `(?:${MONTHS.join('|')})[a-z]{0,6}|thang (?:\\d{1,2}|muoi(?: mot| hai)?|[a-z]{2,4})|th\\d{1,2}`;
const NUMERIC = /(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/g;
const YEAR_FIRST = /(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)/g;
const DAY_MONTH = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[ -](${MONTH_NAME})\\.?,?(?: nam)?[ -](\\d{4})(?!\\d)`,
  'g',
);
const MONTH_DAY = new RegExp(`\\b(${MONTH_NAME})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`, 'g');
const TIME = /(?<!\d)(\d{1,2})[:h](\d{2})(?::(\d{2}))?(?!\d)(?:\s?([ap])\.?m\b|\s?(sa|ch)\b)?/g;
const OFFSET = /\b(?:gmt|utc)\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?\b/;

interface Day {
  year: number;
  month: number;
  day: number;
}
interface Found {
  at: number;
  day: Day;
}

/**
 * The instant that a date on a web page names, in Vietnamese or English, absolute ("20/11/2026, 14:05") or relative
 * ("5 phút trước", "hôm qua, lúc 14:05"), as ISO 8601 in UTC, or null: dates without a time of day, of nobody's clock,
 * whose day and month can't be told apart, impossible ones and those of the future are null. "3 ngày trước" and
 * the like are as exact as they are.
 */
export function parseLocalInstant(text: string, now: Date, clock: LocalClock): string | null {
  const strict = parseInstant(text, now);
  if (strict !== null) return strict;
  const plain = simplify(text);
  const ago = readAgo(plain);
  if (ago !== undefined) return new Date(now.getTime() - ago).toISOString();
  const zone = zoneIn(plain) ?? clock.zone;
  const time = lastOf(plain, TIME);
  if (zone === undefined || time === undefined) return null;
  const today = DateTime.fromJSDate(now, { zone });
  const candidates = [
    readNumeric(plain, clock.order, today),
    readNamed(plain),
    readWords(plain, today, clockTime(time)),
  ];
  const found = candidates.filter((each) => each !== undefined).sort((a, b) => b.at - a.at)[0];
  return found ? toInstant(found.day, clockTime(time), zone, now) : null;
}

/** The order of day and month that dates of one site give away, undefined if they don't or if they disagree. */
export function dayOrderOf(texts: Iterable<string>): DayOrder | undefined {
  let order: DayOrder | undefined;
  for (const text of texts) {
    for (const [, first, , second] of text.slice(0, MAX_LENGTH).matchAll(NUMERIC)) {
      const told = Number(first) > 12 ? 'dmy' : Number(second) > 12 ? 'mdy' : undefined;
      if (told !== undefined && order !== undefined && told !== order) return undefined;
      order = told ?? order;
    }
  }
  return order;
}

/** Lower-case, without the marks of Vietnamese letters, spaces single. */
function simplify(text: string): string {
  const cut = text
    .slice(0, MAX_LENGTH)
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  return cut
    .replace(/đ/g, 'd')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

function readAgo(plain: string): number | undefined {
  if (JUST_NOW.test(plain)) return 0;
  const [, amount = '', unit = ''] = AGO.exec(plain) ?? [];
  const count = /^\d/.test(amount) ? Number(amount) : 1;
  const ms = UNIT_MS[unit];
  return ms === undefined ? undefined : count * ms;
}

function zoneIn(plain: string): string | undefined {
  const [, sign, hours = '', minutes = '00'] = OFFSET.exec(plain) ?? [];
  return sign === undefined || Number(hours) > 14 ? undefined : `UTC${sign}${Number(hours)}:${minutes}`;
}

function lastOf(plain: string, pattern: RegExp): RegExpExecArray | undefined {
  return [...plain.matchAll(pattern)].at(-1);
}

interface ClockTime {
  hour: number;
  minute: number;
  second: number;
}

function clockTime([, hourText, minute, second = '0', half, buoi]: RegExpExecArray): ClockTime {
  const hour = Number(hourText);
  // SA is "sáng", CH is "chiều": the Vietnamese AM and PM.
  const late = half === 'p' || buoi === 'ch';
  const twelve = half !== undefined || buoi !== undefined;
  return {
    hour: twelve && hour <= 12 ? (hour % 12) + (late ? 12 : 0) : hour,
    minute: Number(minute),
    second: Number(second),
  };
}

function readNumeric(plain: string, order: DayOrder | undefined, today: DateTime): Found | undefined {
  const first = lastOf(plain, YEAR_FIRST);
  if (first)
    return { at: first.index, day: { year: Number(first[1]), month: Number(first[2]), day: Number(first[3]) } };
  const match = lastOf(plain, NUMERIC);
  if (!match) return undefined;
  const [a, b, shortYear] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const year = match[4]?.length === 2 ? 2000 + shortYear : shortYear;
  const readings = [
    { year, month: b, day: a, order: 'dmy' },
    { year, month: a, day: b, order: 'mdy' },
  ].filter(({ month, day }) => isPast(year, month, day, today));
  // Dots are never written between month and day in this order.
  const known = match[2] === '.' ? 'dmy' : order;
  const same = a === b || readings.length === 1;
  const chosen = same ? readings[0] : readings.find((each) => each.order === known);
  return chosen && { at: match.index, day: dayOf(chosen) };
}

/** A day that there was, tomorrow included: clocks differ. */
function isPast(year: number, month: number, day: number, today: DateTime): boolean {
  const date = DateTime.fromObject({ year, month, day }, { zone: today.zone });
  return date.isValid && date <= today.plus({ days: 1 });
}

function readNamed(plain: string): Found | undefined {
  const before = lastOf(plain, DAY_MONTH);
  const after = lastOf(plain, MONTH_DAY);
  const match = before ?? after;
  if (!match) return undefined;
  const [day, name = ''] = before ? [before[1], before[2]] : [after?.[2], after?.[1]];
  const month = monthOf(name);
  return month === 0 ? undefined : { at: match.index, day: { year: Number(match[3]), month, day: Number(day) } };
}

function monthOf(name: string): number {
  const english = MONTHS.indexOf(name.slice(0, 3)) + 1;
  if (english > 0 && !name.startsWith('thang')) return english;
  const rest = name.replace(/^th(?:ang )?/, '');
  return /^\d+$/.test(rest) ? Number(rest) : MONTH_WORDS.indexOf(rest) + 1;
}

/** Today, yesterday, and the last day of a weekday's name. */
function readWords(plain: string, today: DateTime, time: ClockTime): Found | undefined {
  for (const [words, back] of DAYS_BACK) {
    const match = lastOf(plain, words);
    if (match) return { at: match.index, day: dayOf(today.minus({ days: back })) };
  }
  for (const [index, words] of WEEKDAYS.entries()) {
    const match = lastOf(plain, words);
    if (!match) continue;
    const later = time.hour * 60 + time.minute > today.hour * 60 + today.minute;
    const back = (today.weekday - (index + 1) + 7) % 7;
    return { at: match.index, day: dayOf(today.minus({ days: back === 0 && later ? 7 : back })) };
  }
  return undefined;
}

const dayOf = ({ year, month, day }: Day): Day => ({ year, month, day });

function toInstant(day: Day, time: ClockTime, zone: string, now: Date): string | null {
  const instant = DateTime.fromObject({ ...day, ...time }, { zone });
  if (!instant.isValid || day.year < FIRST_YEAR || instant.toMillis() > now.getTime() + DAY_MS) return null;
  return instant.toUTC().toISO();
}
