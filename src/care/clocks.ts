import type { PendingOn, SlaClock, SlaPolicy, SlaTarget } from '../domain/sla.ts';
import { aroundTheClock, type Calendar, type Measure } from './calendar.ts';
import { type Segment, standing, type TimelineEvent, timelineOf } from './timeline.ts';

/** The promise in force and the hours in which it is counted; null where nothing is promised. */
export interface SlaRules {
  policy: SlaPolicy | null;
  calendar: Calendar;
}

/** One thing that happened to a ticket, as its clocks see it; `at` in milliseconds since 1970. */
export type ClockEvent =
  /** Always the first. Nobody waits for an answer when the desk itself began. */
  | { at: number; kind: 'opened'; by: 'customer' | 'desk'; rules: SlaRules }
  | { at: number; kind: 'customer-wrote' }
  | { at: number; kind: 'agent-replied' }
  /** The ticket's state from now on: being worked on (null), waiting, or solved. */
  | { at: number; kind: 'state'; waiting: PendingOn | 'resolved' | null }
  /** Another policy or calendar: changed, or the ticket moved to another team or priority. */
  | { at: number; kind: 'rules'; rules: SlaRules };

/** One thing owed, from when it began to be owed until it was done. */
export interface ClockPeriod {
  clock: SlaClock;
  startedAt: number;
  /** When it was done; null while it is owed. A solution is done while the ticket stays solved. */
  doneAt: number | null;
  target: SlaTarget;
  policy: SlaPolicy;
  /** When so many milliseconds of its time were or will be used; null if it stands still before that. */
  reaches(used: number): number | null;
  /** When it is due, or was; null while it stands still with time left. */
  dueAt: number | null;
  /** Time left at `now`, in its own time; negative when it is over. */
  remaining: number;
  paused: boolean;
  /** Whether it was owed, and not standing still, after its due time. */
  breached: boolean;
}

/** All that was owed on a ticket, in the order in which it began. */
export interface Clocks {
  periods: readonly ClockPeriod[];
  firstResponse: ClockPeriod | null;
  /** The answer owed to the customer's last unanswered message, or the last one given. */
  nextResponse: ClockPeriod | null;
  resolution: ClockPeriod | null;
}

interface Owed {
  clock: SlaClock;
  from: number;
  to: number | null;
}

/** What is owed when: a fold over the messages alone. */
function owedIn(history: readonly ClockEvent[]): Owed[] {
  const owed: Owed[] = [];
  let answer: Owed | null = null;
  for (const event of history) {
    if (event.kind === 'opened') {
      if (event.by === 'customer') answer = { clock: 'firstResponse', from: event.at, to: null };
      owed.push(...(answer ? [answer] : []), { clock: 'resolution', from: event.at, to: null });
    } else if (event.kind === 'customer-wrote' && answer === null) {
      answer = { clock: 'nextResponse', from: event.at, to: null };
      owed.push(answer);
    } else if (event.kind === 'agent-replied' && answer !== null) {
      answer.to = event.at;
      answer = null;
    }
  }
  return owed;
}

/** What was done is judged by the rules of that moment; what is still owed by those of today, counted from its beginning. */
function rulesAt(history: readonly ClockEvent[], at: number): SlaRules | null {
  const found = history.findLast(
    (event) => (event.kind === 'opened' || event.kind === 'rules') && event.at <= at && 'rules' in event,
  );
  return found !== undefined && 'rules' in found ? found.rules : null;
}

function periodOf(owed: Owed, history: readonly ClockEvent[], timeline: readonly Segment[], now: number) {
  const solved = owed.clock === 'resolution' ? solvedSince(timeline) : null;
  const doneAt = owed.to ?? solved;
  const rules = rulesAt(history, doneAt ?? now);
  const target = rules?.policy?.targets[owed.clock] ?? null;
  if (rules === null || rules.policy === null || target === null) return null;
  const measure: Measure = target.time === 'business' ? rules.calendar : aroundTheClock;
  const clock = standing(timeline, { from: owed.from, to: owed.to, pausedBy: target.pausedBy }, measure);
  const dueAt = clock.reaches(target.minutes * 60_000);
  return {
    clock: owed.clock,
    startedAt: owed.from,
    doneAt,
    target,
    policy: rules.policy,
    reaches: clock.reaches,
    dueAt,
    remaining: target.minutes * 60_000 - clock.usedBy(now),
    paused: owed.to === null && !clock.runsAt(now),
    breached: dueAt !== null && clock.ranAfter(dueAt, now),
  } satisfies ClockPeriod;
}

/** Since when a ticket that is solved has been so; null when it is not. */
function solvedSince(timeline: readonly Segment[]): number | null {
  const last = timeline.at(-1);
  return last?.waiting === 'resolved' ? last.from : null;
}

/**
 * Every clock of a ticket, worked out anew from its history (in order of time, the opening first), so that a change of
 * rules, calendar or history needs no repair of stored figures. Nothing after `now` counts.
 */
export function clocksOf(history: readonly ClockEvent[], now: number): Clocks {
  const past = history.filter(({ at }) => at <= now);
  const timeline = timelineOf(past satisfies readonly TimelineEvent[]);
  const periods = owedIn(past)
    .map((owed) => periodOf(owed, past, timeline, now))
    .filter((period) => period !== null);
  const last = (clock: SlaClock) => periods.findLast((period) => period.clock === clock) ?? null;
  return {
    periods,
    firstResponse: last('firstResponse'),
    nextResponse: last('nextResponse'),
    resolution: last('resolution'),
  };
}
