import { z } from 'zod';
import { topic } from './analysis.ts';

export const ticketStatus = z.enum(['new', 'open', 'pending', 'resolved', 'closed']);
export type TicketStatus = z.infer<typeof ticketStatus>;

/** From least to most pressing. */
export const priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof priority>;

const instant = z.iso.datetime();

export const ticket = z.object({
  number: z.number().int(),
  /** Counts the changes; it is the ETag, and `If-Match` must name it to change the ticket. */
  version: z.number().int(),
  status: ticketStatus,
  priority,
  subject: z.string(),
  topic: topic.nullable(),
  /** The kind of source or channel that the customer wrote on. */
  channel: z.string(),
  team: z.object({ id: z.uuid(), name: z.string() }),
  assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  customer: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  /** The ticket that this one became part of. */
  mergedInto: z.number().int().nullable(),
  openedAt: instant,
  firstResponseDueAt: instant,
  resolutionDueAt: instant,
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
  /** `recorded`: the agent answered at the mention's link and keeps the words here; this channel has no way out yet. */
  delivery: z.enum(['recorded']).nullable(),
});
export type Message = z.infer<typeof message>;

/** One change of a ticket: who, when, and each field's old and new value. */
export const ticketEvent = z.object({
  at: instant,
  actor: z.string(),
  kind: z.enum(['opened', 'mention-added', 'changed', 'assigned', 'message', 'merged', 'reopened']),
  changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
});
export type TicketEvent = z.infer<typeof ticketEvent>;

export const ticketChange = z
  .strictObject({
    status: ticketStatus.optional(),
    priority: priority.optional(),
    subject: z.string().trim().min(1).max(300).optional(),
    topic: topic.nullable().optional(),
    team: z.uuid().optional(),
    assignee: z.uuid().nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'names no field to change');
export type TicketChange = z.output<typeof ticketChange>;
