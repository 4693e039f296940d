import type { SlaClock, SlaPolicy, SlaTarget } from '../domain/sla.ts';
import type { PendingOn } from '../domain/ticket.ts';
import { aroundTheClock, type Calendar, type Measure } from './calendar.ts';
import { type Segment, standing, type TimelineEvent, timelineOf } from './timeline.ts';

/** The promise that holds and the hours in which it is counted; null where nothing is promised. */
export interface SlaRules {
  policy: SlaPolicy | null;
  calendar: Calendar;
}

/** One thing that happened to a ticket, as its clocks see it; `at` in milliseconds since 1970. */
export type ClockEvent =
  /** Always the first. Nobody waits for an answer when the desk itself began. */
  | { at: number; kind: 'opened'; by: 'customer' | 'desk' }
  | { at: number; kind: 'customer-wrote' }
  | { at: number; kind: 'agent-replied' }
  /** The ticket's state from now on: being worked on (null), waiting, or solved. */
  | { at: number; kind: 'state'; waiting: PendingOn | 'resolved' | null };

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
  /** When it is due; of what is done, when it would have been; null where it stands, or stood, still with time left. */
  dueAt: number | null;
  /** Time left at `now`, in its own time; negative when it is over. */
  remaining: number;
  paused: boolean;
  /** Whether it was owed, and not standing still, after its due time. */
  breached: boolean;
}

/** All that was owed on a ticket, in the order in which it began. */
export interface Clocks {
  /** Since when the customer waits for an answer, whether or not one is promised; null when nobody waits. */
  unansweredSince: number | null;
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

function periodOf(
  owed: Owed,
  timeline: readonly Segment[],
  { policy, calendar }: SlaRules,
  now: number,
): ClockPeriod | null {
  const target = policy?.targets[owed.clock] ?? null;
  if (policy === null || target === null) return null;
  const doneAt = owed.to ?? (owed.clock === 'resolution' ? solvedSince(timeline) : null);
  const measure: Measure = target.time === 'business' ? calendar : aroundTheClock;
  const { pausedBy } = target;
  const clock = standing(timeline, { from: owed.from, to: owed.to, pausedBy }, measure);
  const undone =
    doneAt === null ? clock : standing(until(timeline, doneAt), { from: owed.from, to: null, pausedBy }, measure);
  const dueAt = undone.reaches(target.minutes * 60_000);
  return {
    clock: owed.clock,
    startedAt: owed.from,
    doneAt,
    target,
    policy,
    reaches: clock.reaches,
    dueAt,
    remaining: target.minutes * 60_000 - clock.usedBy(now),
    paused: owed.to === null && !clock.runsAt(now),
    breached: dueAt !== null && clock.ranAfter(dueAt, now),
  };
}

/** Since when a ticket that is solved has been so; null when it is not. */
function solvedSince(timeline: readonly Segment[]): number | null {
  const last = timeline.at(-1);
  return last?.waiting === 'resolved' ? last.from : null;
}

/** The timeline as if nothing had happened from `instant` on. */
function until(timeline: readonly Segment[], instant: number): Segment[] {
  const before = timeline.filter(({ from }) => from < instant);
  return before.map((segment, index) =>
    index === before.length - 1 ? { ...segment, to: Number.POSITIVE_INFINITY } : segment,
  );
}

/**
 * Every clock of a ticket, worked out anew from its history (in order of time, the opening first) by the rules of
 * today. What was done under other rules is judged by those: keep the figures of the moment when it was done. Nothing
 * after `now` counts.
 */
export function clocksOf(history: readonly ClockEvent[], rules: SlaRules, now: number): Clocks {
  const past = history.filter(({ at }) => at <= now);
  const timeline = timelineOf(past satisfies readonly TimelineEvent[]);
  const owed = owedIn(past);
  const periods = owed.map((each) => periodOf(each, timeline, rules, now)).filter((period) => period !== null);
  const last = (clock: SlaClock) => periods.findLast((period) => period.clock === clock) ?? null;
  return {
    unansweredSince: owed.find(({ clock, to }) => clock !== 'resolution' && to === null)?.from ?? null,
    periods,
    firstResponse: last('firstResponse'),
    nextResponse: last('nextResponse'),
    resolution: last('resolution'),
  };
}
