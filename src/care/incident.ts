import type { Broadcast, Incident, IncidentStatus } from '../domain/incident.ts';
import type { Actor } from '../domain/person.ts';
import { Conflict, Forbidden } from '../errors.ts';
import { may } from './access.ts';
import { vietnameseHolidays } from './holidays.ts';

/** What may follow what: a proposal is accepted or dismissed, an open incident is closed, and that is final. */
const STEPS: Record<IncidentStatus, readonly IncidentStatus[]> = {
  proposed: ['open', 'dismissed'],
  open: ['closed'],
  closed: [],
  dismissed: [],
};

/** Throws Conflict for a step that the state does not allow. */
export function refuseIncidentStep({ status }: Pick<Incident, 'status'>, to: IncidentStatus): void {
  if (!STEPS[status].includes(to)) throw new Conflict(`An incident that is ${status} can’t become ${to}.`);
}

/** Throws Conflict unless the incident is open. */
export function refuseUnlessOpen({ status }: Pick<Incident, 'status'>): void {
  if (status !== 'open') throw new Conflict(`This incident is ${status}: only of an open one this can be done.`);
}

/** Throws for who may not decide on a broadcast: its author, a machine, or when it is decided. */
export function refuseBroadcastDecision(
  { status, author }: Pick<Broadcast, 'status' | 'author'>,
  { id, role, kind }: Pick<Actor, 'id' | 'role' | 'kind'>,
): void {
  if (status !== 'waiting') throw new Conflict(`This broadcast is ${status} already.`);
  if (kind !== 'user' || !may(role, 'replies:approve')) throw new Forbidden('A broadcast is approved by a manager.');
  if (id === author.id) throw new Forbidden('Nobody approves their own broadcast: ask a colleague.');
}

/** Answers a minute that a channel takes from one sender without taking them for spam; others take as many as mails. */
const A_MINUTE: Record<string, number> = { facebook: 20, 'facebook-page': 20, instagram: 20, zalo: 30, telegram: 20 };
const A_MINUTE_ELSEWHERE = 60;

/** How many answers may still go out on a channel when so many went out in the last minute. */
export function roomOn(channel: string, sentInLastMinute: number): number {
  return Math.max(0, (A_MINUTE[channel] ?? A_MINUTE_ELSEWHERE) - sentInLastMinute);
}

const DAY_MS = 86_400_000;
/** The holidays are Vietnam's, and so is the day: UTC+7 all year round. */
const VIETNAM_MS = 7 * 3_600_000;

/** Whether it is a weekend or a public holiday in Vietnam, so many days before an instant. */
export function isFreeDay(now: Date, daysBack: number): boolean {
  const day = Math.floor((now.getTime() + VIETNAM_MS) / DAY_MS) - daysBack;
  // 1 January 1970 was a Thursday.
  if ([2, 3].includes(((day % 7) + 7) % 7)) return true;
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  return vietnameseHolidays(Number(date.slice(0, 4))).some((holiday) => holiday.date === date);
}
