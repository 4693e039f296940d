import { z } from 'zod';
import { topic } from './analysis.ts';
import { deliveryState } from './channel.ts';

export const ticketStatus = z.enum(['new', 'open', 'pending', 'resolved', 'closed']);
export type TicketStatus = z.infer<typeof ticketStatus>;

/** Who has to do something before the desk can go on. */
export const pendingOn = z.enum(['customer', 'third-party']);
export type PendingOn = z.infer<typeof pendingOn>;

/** From least to most pressing. */
export const priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof priority>;

const instant = z.iso.datetime();

/** One thing that spoke for a priority; the points add up to it: 0 low, 1 normal, 2 high, 3 or more urgent. */
export const priorityReason = z.object({
  because: z.enum(['urgency', 'reach', 'customer']),
  points: z.number().int(),
  detail: z.string(),
});
export type PriorityReason = z.infer<typeof priorityReason>;

/** A word that the desk sorts tickets by: kept in lower case. */
export const tag = z
  .string()
  .transform((value) => value.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase())
  .pipe(z.string().min(1, 'must not be empty').max(50));

export const ticket = z.object({
  number: z.number().int(),
  /** Counts the changes; it is the ETag, and `If-Match` must name it to change the ticket. */
  version: z.number().int(),
  status: ticketStatus,
  /** Whom a pending ticket waits for; null for every other. */
  pendingOn: pendingOn.nullable(),
  priority,
  /** What it was worked out from; empty once somebody has set it by hand. */
  priorityReasons: z.array(priorityReason),
  subject: z.string(),
  topic: topic.nullable(),
  tags: z.array(z.string()),
  /** What was found to be at the root of it. */
  cause: z.object({ id: z.uuid(), code: z.string(), name: z.string() }).nullable(),
  /** The kind of source or channel that the customer wrote on. */
  channel: z.string(),
  team: z.object({ id: z.uuid(), name: z.string() }),
  assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  customer: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  /** The ticket that this one became part of. */
  mergedInto: z.number().int().nullable(),
  openedAt: instant,
  /** The policy whose promise holds; null: nothing is promised. */
  slaPolicy: z.string().nullable(),
  /** A due time is null where nothing is promised or owed, and while the clock stands still. */
  firstResponseDueAt: instant.nullable(),
  nextResponseDueAt: instant.nullable(),
  resolutionDueAt: instant.nullable(),
  /** Until when the channel lets the desk answer; null where it always does. */
  replyWindowEndsAt: instant.nullable(),
  legalDueAt: instant.nullable(),
  /** Whichever of these ends first of what still counts. */
  nextDueAt: instant.nullable(),
  /** Since when the customer waits for an answer. */
  unansweredSince: instant.nullable(),
  /** Out of the way until then, or until the customer writes. */
  snoozedUntil: instant.nullable(),
  firstRespondedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  updatedAt: instant,
});
export type Ticket = z.infer<typeof ticket>;

export const message = z.object({
  id: z.uuid(),
  kind: z.enum(['reply', 'note']),
  text: z.string(),
  author: z.object({ id: z.uuid().nullable(), name: z.string() }),
  createdAt: instant,
  /** How far a reply has come; null for notes. */
  delivery: deliveryState.nullable(),
  /** Why it does not get on, if it does not. */
  deliveryProblem: z.string().nullable(),
  /** The channel that it goes out on; null where the desk keeps its words only. */
  channel: z.object({ id: z.uuid(), kind: z.string(), name: z.string() }).nullable(),
});
export type Message = z.infer<typeof message>;

/** One change of a ticket: who, when, and each field's old and new value. */
export const ticketEvent = z.object({
  at: instant,
  actor: z.string(),
  kind: z.enum([
    'opened',
    'mention-added',
    'changed',
    'assigned',
    'message',
    'reopened',
    'merged',
    'unmerged',
    'split',
    'linked',
    'unlinked',
    'woken',
    'warned',
    'escalated',
  ]),
  changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
});
export type TicketEvent = z.infer<typeof ticketEvent>;

export const ticketChange = z
  .strictObject({
    status: ticketStatus.optional(),
    pendingOn: pendingOn
      .optional()
      .meta({ description: 'Whom a pending ticket waits for; the customer if not given.' }),
    priority: priority.optional(),
    subject: z.string().trim().min(1).max(300).optional(),
    topic: topic.nullable().optional(),
    tags: z
      .array(tag)
      .max(50)
      .transform((tags) => [...new Set(tags)].sort())
      .optional()
      .meta({ description: 'All of them: what is left out is taken off.' }),
    cause: z.uuid().nullable().optional(),
    snoozedUntil: z.iso
      .datetime({ offset: true })
      .transform((value) => new Date(value).toISOString())
      .nullable()
      .optional()
      .meta({ description: 'Out of the way until then, or until the customer writes; null: wake it now.' }),
    team: z.uuid().optional(),
    assignee: z.uuid().nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'names no field to change');
export type TicketChange = z.output<typeof ticketChange>;
