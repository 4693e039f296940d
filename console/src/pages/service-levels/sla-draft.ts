import type { Answer } from '../../api/types.ts';

/** Settings while they are changed, and how parts of them are written as text. */

export type SlaDraft = Answer<'/api/settings/sla', 'get'>;
export type Policy = SlaDraft['policies'][number];
export type Targets = Policy['targets'];
export type Target = NonNullable<Targets['firstResponse']>;
export type BusinessHours = SlaDraft['businessHours'];
export type Hours = BusinessHours['week']['monday'][number];

export const CLOCKS = ['firstResponse', 'nextResponse', 'resolution'] as const satisfies readonly (keyof Targets)[];
export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** "08:00-12:00, 13:00-17:30"; nothing: closed. */
export const textOfHours = (hours: readonly Hours[]): string => hours.map(({ from, to }) => `${from}-${to}`).join(', ');

const RANGE = /^(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?$/;
const time = (hour = '', minute = '00') => `${hour.padStart(2, '0')}:${minute}`;

/** Reads what somebody wrote, "8-12, 13:00-17:30" as well; undefined: it can't be read. */
export function hoursOfText(text: string): Hours[] | undefined {
  const ranges = text.split(/[,;]/).flatMap((part) => (part.trim() === '' ? [] : [RANGE.exec(part.trim())]));
  const hours = ranges.map((range) => range && { from: time(range[1], range[2]), to: time(range[3], range[4]) });
  return hours.every((each) => each !== null && isTime(each.from) && isTime(each.to)) ? (hours as Hours[]) : undefined;
}

const isTime = (text: string) => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);

const UNITS = { minutes: 1, hours: 60, days: 1440 } as const;
export type Unit = keyof typeof UNITS;

/** A length of time in the largest unit that tells it without a remainder. */
export function inUnit(minutes: number): { amount: number; unit: Unit } {
  const unit = (['days', 'hours'] as const).find((each) => minutes % UNITS[each] === 0) ?? 'minutes';
  return { amount: minutes / UNITS[unit], unit };
}

export const toMinutes = (amount: number, unit: Unit): number => Math.max(1, Math.round(amount * UNITS[unit]));

export const newTarget: Target = { minutes: 60, time: 'business', pausedBy: [] };

/** A policy that asks for nothing yet; its name is none that there is. */
export function newPolicy(policies: readonly Policy[], name: string): Policy {
  const taken = new Set(policies.map((policy) => policy.name));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} ${number}`;
  return {
    name: free,
    teams: [],
    channels: [],
    priorities: [],
    targets: { firstResponse: newTarget, nextResponse: null, resolution: null },
    warnAt: [0.75],
    escalations: [{ afterMinutes: 0, levelsUp: 0 }],
  };
}
