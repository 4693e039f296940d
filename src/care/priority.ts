import type { Urgency } from '../domain/analysis.ts';
import { type Priority, type PriorityReason, priority } from '../domain/ticket.ts';

/** What a case's priority follows from. */
export interface PriorityFacts {
  /** What the language stage said; null when it could not read the text. */
  urgency: Urgency | null;
  /** How many different people write about it. */
  voices: number;
  /** The customer's other tickets of the last thirty days. */
  recentTickets: number;
}

/** Days for which an earlier ticket of the same customer counts. */
export const RECENT_DAYS = 30;

const URGENCY_POINTS: Record<Urgency, number> = { low: 0, normal: 1, high: 2, critical: 3 };

/** From so many voices on, so many points; the first row that fits counts. */
const REACH_POINTS = [
  { voices: 20, points: 2 },
  { voices: 5, points: 1 },
] as const;

/** A customer who comes for the third time within a month has not been helped so far. */
const RETURNING_TICKETS = 2;

/** The priority and what spoke for it: each reason's points add up, from 0 (low) to 3 and more (urgent). */
export function priorityOf({ urgency, voices, recentTickets }: PriorityFacts): {
  priority: Priority;
  reasons: PriorityReason[];
} {
  const reasons: PriorityReason[] = [
    { because: 'urgency', points: URGENCY_POINTS[urgency ?? 'normal'], detail: urgency ?? 'unread' },
  ];
  const reach = REACH_POINTS.find((row) => voices >= row.voices);
  if (reach !== undefined) reasons.push({ because: 'reach', points: reach.points, detail: `${voices} people` });
  if (recentTickets >= RETURNING_TICKETS) {
    const detail = `ticket ${recentTickets + 1} within ${RECENT_DAYS} days`;
    reasons.push({ because: 'customer', points: 1, detail });
  }
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  return { priority: priority.options[Math.min(points, priority.options.length - 1)] ?? 'normal', reasons };
}

/** The more pressing of two opinions. */
export const mostUrgent = (a: Urgency | null, b: Urgency | null): Urgency | null =>
  a === null || (b !== null && URGENCY_POINTS[b] > URGENCY_POINTS[a]) ? b : a;

/** Whether a priority presses more than another. */
export const pressesMore = (a: Priority, b: Priority) => priority.options.indexOf(a) > priority.options.indexOf(b);
