import { z } from 'zod';
import { businessHours } from './calendar.ts';
import { type Priority, pendingOn, priority } from './ticket.ts';

const minutes = z.number().int().min(1).max(1_000_000);

/** How soon something is owed, and in which time that is counted. */
export const slaTarget = z.strictObject({
  minutes,
  /** In the team's opening hours, or around the clock. */
  time: z.enum(['business', 'calendar']).default('business'),
  /** The clock stands still while the ticket waits for one of these. */
  pausedBy: z.array(pendingOn).max(2).default([]),
});
export type SlaTarget = z.output<typeof slaTarget>;

export const slaClock = z.enum(['firstResponse', 'nextResponse', 'resolution']);
export type SlaClock = z.infer<typeof slaClock>;

/** Somebody above the team is told when a clock has been over for so long. */
export const escalation = z.strictObject({
  /** After the due time, in the clock's own time. */
  afterMinutes: z.number().int().min(0).max(1_000_000),
  /** 0: the team's own lead; 1: the team above it, and so on; never above the top. */
  levelsUp: z.number().int().min(0).max(10),
});
export type Escalation = z.output<typeof escalation>;

export const slaTargets = z.strictObject({
  firstResponse: slaTarget.nullable().default(null),
  nextResponse: slaTarget.nullable().default(null),
  resolution: slaTarget.nullable().default(null),
});
export type SlaTargets = z.output<typeof slaTargets>;

/** What a kind of ticket is promised. Of the policies that fit a ticket, the most specific holds. */
export const slaPolicy = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Whom it is for; a list that is empty asks for nothing. A team stands for those below it too. */
  teams: z.array(z.uuid()).max(1000).default([]),
  channels: z.array(z.string().min(1).max(50)).max(50).default([]),
  priorities: z.array(priority).max(4).default([]),
  targets: slaTargets,
  /** Warnings when so much of a target's time is used up. */
  warnAt: z.array(z.number().gt(0).lt(1)).max(5).default([0.75]),
  escalations: z
    .array(escalation)
    .max(10)
    .default([{ afterMinutes: 0, levelsUp: 0 }]),
});
export type SlaPolicy = z.output<typeof slaPolicy>;

/**
 * How long the law allows, in working days after the day of opening. The settlement's default is Circular
 * 05/2011/TT-BTTTT, article 11 (telecommunications: twenty working days); have it confirmed for your service before
 * relying on it.
 */
export const legalDeadlines = z.strictObject({
  acceptanceWorkingDays: z.number().int().min(0).max(365).nullable().default(null),
  settlementWorkingDays: z.number().int().min(1).max(365).nullable().default(20),
});
export type LegalDeadlines = z.output<typeof legalDeadlines>;

/** An answer and a solution within so many minutes, day and night; the solution waits while the customer has to act. */
const promise = (name: string, priority: Priority, answer: number, solution: number): z.input<typeof slaPolicy> => ({
  name,
  priorities: [priority],
  targets: {
    firstResponse: { minutes: answer, time: 'calendar' },
    nextResponse: { minutes: answer, time: 'calendar' },
    resolution: { minutes: solution, time: 'calendar', pausedBy: ['customer'] },
  },
});

/** What the desk promises and when it works. */
export const slaSettings = z.strictObject({
  /** The hours of every team that has none of its own, nor any above it. */
  businessHours: businessHours.prefault({}),
  policies: z
    .array(slaPolicy)
    .max(500)
    .refine((policies) => new Set(policies.map(({ name }) => name)).size === policies.length, 'names one twice')
    .prefault([
      promise('Khẩn cấp', 'urgent', 15, 480),
      promise('Cao', 'high', 60, 1440),
      promise('Bình thường', 'normal', 240, 2880),
      promise('Thấp', 'low', 480, 4320),
    ]),
  legal: legalDeadlines.prefault({}),
});
export type SlaSettings = z.output<typeof slaSettings>;
