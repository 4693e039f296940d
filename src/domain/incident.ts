import { z } from 'zod';
import { topic } from './analysis.ts';

export const incidentStatus = z.enum(['proposed', 'open', 'closed', 'dismissed']);
export type IncidentStatus = z.infer<typeof incidentStatus>;

const instant = z.iso.datetime();

/** Many tickets of one trouble. */
export const incident = z.object({
  id: z.uuid(),
  title: z.string(),
  status: incidentStatus,
  /** New complaints of this topic attach by themselves; null: none do. */
  topic: topic.nullable(),
  /** As they are since July 2025; null: wherever it is. */
  province: z.string().nullable(),
  /** Complaints from then on belong to it. */
  startsAt: instant,
  /** What gave it away; null when a person opened it, and for who does not see all tickets. */
  burst: z
    .object({ hours: z.number(), observed: z.number(), expected: z.number(), probability: z.number() })
    .nullable(),
  openedBy: z.string(),
  createdAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  closedBy: z.string().nullable(),
  closedAt: instant.nullable(),
  /** Its tickets that you see, and those of them that are not solved. */
  tickets: z.number().int(),
  unsolved: z.number().int(),
});
export type Incident = z.infer<typeof incident>;

export const incidentUpdate = z.object({ id: z.uuid(), at: instant, by: z.string(), text: z.string() });
export type IncidentUpdate = z.infer<typeof incidentUpdate>;

/** One answer to the tickets of an incident. The counts are of those that you see. */
export const broadcast = z.object({
  id: z.uuid(),
  incidentId: z.uuid(),
  text: z.string(),
  /** `waiting`: for the approval of a second person. */
  status: z.enum(['waiting', 'sending', 'refused']),
  author: z.object({ id: z.uuid().nullable(), name: z.string() }),
  createdAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
  sent: z.number().int(),
  left: z.number().int(),
  /** Tickets that could not be answered, as those that were closed meanwhile. */
  failed: z.number().int(),
});
export type Broadcast = z.infer<typeof broadcast>;

const numbers = z.array(z.number().int().min(1).max(2_147_483_647)).max(1000);

export const incidentInput = z.strictObject({
  title: z.string().trim().min(1).max(300),
  topic: topic.nullable().default(null),
  province: z.string().trim().min(1).max(100).nullable().default(null),
  tickets: numbers.min(1, 'must name at least one ticket'),
});
export type IncidentInput = z.output<typeof incidentInput>;

export const incidentTickets = z
  .strictObject({ attach: numbers.default([]), detach: numbers.default([]) })
  .refine(({ attach, detach }) => attach.length + detach.length > 0, 'names no ticket')
  .refine(({ attach, detach }) => !attach.some((each) => detach.includes(each)), 'attaches what it detaches');
export type IncidentTickets = z.output<typeof incidentTickets>;
