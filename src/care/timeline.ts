import type { PendingOn } from '../domain/ticket.ts';
import type { Measure } from './calendar.ts';

/** What a ticket waits for in a span of its life; the last span has no end. */
export interface Segment {
  from: number;
  to: number;
  waiting: PendingOn | 'resolved' | null;
}

export interface TimelineEvent {
  at: number;
  kind: string;
  waiting?: Segment['waiting'];
}

/** A ticket's life cut where its state changes, from its first event on. */
export function timelineOf(history: readonly TimelineEvent[]): Segment[] {
  const segments: Segment[] = [];
  for (const { at, kind, waiting = null } of history) {
    const last = segments.at(-1);
    if (last === undefined) segments.push({ from: at, to: Number.POSITIVE_INFINITY, waiting });
    else if (kind === 'state' && waiting !== last.waiting) {
      last.to = at;
      segments.push({ from: at, to: Number.POSITIVE_INFINITY, waiting });
    }
  }
  return segments;
}

/** A clock over a timeline: it runs from `from` to `to`, except in the states that pause it; solved tickets pause all. */
export interface Standing {
  /** The first instant by which so much of its time is used; null if that never comes. */
  reaches(amount: number): number | null;
  usedBy(now: number): number;
  /** Whether its state lets it run at this instant; closing hours don't matter. */
  runsAt(now: number): boolean;
  /** Whether it ran for any time after `at` and up to `now`. */
  ranAfter(at: number, now: number): boolean;
}

export function standing(
  timeline: readonly Segment[],
  span: { from: number; to: number | null; pausedBy: readonly PendingOn[] },
  measure: Measure,
): Standing {
  const paused = (waiting: Segment['waiting']) =>
    waiting === 'resolved' || (waiting !== null && span.pausedBy.includes(waiting));
  const end = span.to ?? Number.POSITIVE_INFINITY;
  const runs = timeline
    .filter(({ waiting }) => !paused(waiting))
    .map(({ from, to }) => ({ from: Math.max(from, span.from), to: Math.min(to, end) }))
    .filter(({ from, to }) => from < to);
  return {
    reaches(amount) {
      let left = amount;
      for (const { from, to } of runs) {
        if (to === Number.POSITIVE_INFINITY) return measure.after(from, left);
        const within = measure.between(from, to);
        if (left <= within) return measure.after(from, left);
        left -= within;
      }
      return null;
    },
    usedBy: (now) => runs.reduce((sum, { from, to }) => sum + measure.between(from, Math.min(to, now)), 0),
    runsAt: (now) => runs.some(({ from, to }) => from <= now && now < to),
    ranAfter: (at, now) => runs.some(({ from, to }) => Math.min(to, now) > Math.max(from, at)),
  };
}
