import { z } from 'zod';
import { WEBHOOK_KINDS } from './event.ts';

const instant = z.iso.datetime();

export const webhookKind = z.enum(WEBHOOK_KINDS);

/** An address that is told of events. */
export const webhook = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  kinds: z.array(webhookKind),
  team: z.uuid().nullable().meta({ description: 'Its events and those of the teams below it; null: of all teams.' }),
  enabled: z.boolean(),
  createdAt: instant,
  lastSuccessAt: instant.nullable(),
  /** Since when nothing has arrived; null while all is well. */
  failingSince: instant.nullable(),
  /** When it was given up after failing for long: nothing is sent until it is enabled again. */
  setAsideAt: instant.nullable(),
  problem: z.string().nullable(),
  /** Until when the secret before the last change still signs, too. */
  previousSecretUntil: instant.nullable(),
  waiting: z.number().int().meta({ description: 'Deliveries that are yet to arrive.' }),
});
export type Webhook = z.infer<typeof webhook>;

const kinds = z
  .array(webhookKind)
  .min(1, 'must name at least one kind')
  .max(WEBHOOK_KINDS.length)
  .transform((given) => [...new Set(given)]);

export const webhookInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  url: z.string().trim().min(1).max(2000),
  kinds,
  team: z.uuid().nullable().default(null),
});
export type WebhookInput = z.output<typeof webhookInput>;

export const webhookChange = z
  .strictObject({
    name: webhookInput.shape.name.optional(),
    url: webhookInput.shape.url.optional(),
    kinds: kinds.optional(),
    team: z.uuid().nullable().optional(),
    enabled: z.boolean().optional().meta({ description: 'True also takes up again what was set aside.' }),
  })
  .refine((change) => Object.keys(change).length > 0, 'names no field to change');
export type WebhookChange = z.output<typeof webhookChange>;

export const deliveryStatus = z.enum(['waiting', 'delivered', 'failed']);
export type DeliveryStatus = z.infer<typeof deliveryStatus>;

/** One try to deliver. */
export const deliveryAttempt = z.object({
  number: z.number().int(),
  at: instant,
  status: z.number().int().nullable().meta({ description: 'Of the answer; null when there was none.' }),
  durationMs: z.number().int(),
  answer: z.string().nullable().meta({ description: 'The first bytes of the answer.' }),
  problem: z.string().nullable(),
});
export type DeliveryAttempt = z.infer<typeof deliveryAttempt>;

/** One event on its way to one address. */
export const delivery = z.object({
  id: z.uuid(),
  messageId: z.string().meta({ description: 'The header `webhook-id`: the same on every try.' }),
  kind: z.string(),
  ticket: z.number().int().nullable(),
  status: deliveryStatus,
  attempts: z.number().int(),
  createdAt: instant,
  dueAt: instant.nullable().meta({ description: 'When the next try is due; null when there is none.' }),
  finishedAt: instant.nullable(),
});
export type Delivery = z.infer<typeof delivery>;

export const deliveryDetail = delivery.extend({
  body: z.unknown().meta({ description: 'What is sent.' }),
  tries: z.array(deliveryAttempt),
});
export type DeliveryDetail = z.infer<typeof deliveryDetail>;
