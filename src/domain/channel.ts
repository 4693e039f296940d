import { z } from 'zod';

const name = z.string().trim().min(1).max(200);
const settings = z.record(z.string(), z.unknown());

/** What an administrator writes to have customers answered on a channel. The settings' shape is the kind's. */
export const channelInput = z.strictObject({
  kind: z.string().min(1).max(50),
  name,
  settings: settings.default({}),
  enabled: z.boolean().default(true),
  /** The team that gets its tickets; null: the first team. */
  team: z.uuid().nullable().default(null),
  /** For kinds that answer the posts of a source: which one. */
  source: z.uuid().optional(),
});
export type ChannelInput = z.output<typeof channelInput>;

export const channelChange = z.strictObject({
  name: name.optional(),
  settings: settings.optional(),
  enabled: z.boolean().optional(),
  team: z.uuid().nullable().optional(),
});
export type ChannelChange = z.output<typeof channelChange>;

/** down: nothing is sent until an administrator acts; paused: switched off. */
export const channelHealth = z.enum(['healthy', 'down', 'paused']);

export const channelRecord = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  /** The source that its customers' messages are found under. */
  source: z.uuid(),
  /** Without its secrets, which are never shown again. */
  settings,
  secretsSet: z.array(z.string()),
  enabled: z.boolean(),
  team: z.uuid().nullable(),
  health: channelHealth,
  /** Why nothing is sent, and what to do. */
  problem: z.string().nullable(),
  problemSince: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type ChannelRecord = z.infer<typeof channelRecord>;

/**
 * How far a reply has come. queued, sending: on its way; doubtful: nobody knows whether it arrived, and a person must
 * say; failed: it was refused; held: a part of the reply before it failed; recorded: the channel has no way out, the
 * agent answered at the mention's link.
 */
export const deliveryState = z.enum([
  'recorded',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'doubtful',
]);
export type DeliveryState = z.infer<typeof deliveryState>;

/** One message that a reply became, as its row says. */
export const partStatus = z.enum(['queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'doubtful', 'held']);
export type PartStatus = z.infer<typeof partStatus>;

/** Whom a delivery goes to; see Recipient of the channels. */
export interface DeliveryRecipient {
  id: string;
  name: string | null;
  threadId: string | null;
  lastPostId: string;
  /** ISO 8601. */
  lastWroteAt: string;
  /** Of what they wrote last, where it had one. */
  title?: string | null;
  ticket?: number;
}

/** How far a reply has come that became several messages: as far as the one that is behind, unless one needs a person. */
export function stateOfParts(parts: readonly PartStatus[]): DeliveryState {
  if (parts.includes('doubtful')) return 'doubtful';
  if (parts.includes('failed') || parts.includes('held')) return 'failed';
  if (parts.includes('sending')) return 'sending';
  const behind = (['queued', 'sent', 'delivered'] as const).find((status) => parts.includes(status));
  // A part is on its way after another was sent: the reply as a whole is.
  if (behind === 'queued' && parts.some((status) => status !== 'queued')) return 'sending';
  return behind ?? 'read';
}

/** A reply that did not get through, for whoever has to see to it. */
export const setAsideReply = z.object({
  messageId: z.uuid(),
  ticketNumber: z.number().int(),
  channel: z.object({ id: z.uuid(), kind: z.string(), name: z.string() }),
  text: z.string(),
  status: z.enum(['failed', 'doubtful']),
  reason: z.string(),
  attempts: z.number().int(),
  since: z.iso.datetime(),
});
export type SetAsideReply = z.infer<typeof setAsideReply>;

/** A way to the customer of a ticket. */
export const replyRoute = z.object({
  channel: z.object({ id: z.uuid(), kind: z.string(), name: z.string() }),
  /** When the customer last wrote there. */
  lastWroteAt: z.iso.datetime(),
  /** Until when the channel lets the desk answer; null: always. */
  windowEndsAt: z.iso.datetime().nullable(),
  /** Null if a reply may go this way now, else why it may not. */
  refusal: z.string().nullable(),
  /** Whether a reply goes this way if nobody says otherwise. */
  usual: z.boolean(),
});
export type ReplyRoute = z.infer<typeof replyRoute>;
