import { z } from 'zod';
import { MEDIA_TYPES } from '../care/files/file-rules.ts';
import { secret } from '../crawlers/support/secret.ts';
import { sourceUrl } from '../crawlers/support/source-url.ts';
import type { Channel, Limits, Outgoing, SendContext } from './channel.ts';
import { readOttEvents } from './ott/events.ts';
import { sendSigned, verifySigned } from './ott/signed.ts';
import { codePoints } from './support/split-text.ts';

const settings = z.strictObject({
  /** Tells the ids of one network from those of others. */
  network: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be a short name in small letters, such as mocha'),
  apiUrl: sourceUrl,
  /** The contact that customers write to and get answers from. */
  contact: z.string().trim().min(1).max(100),
  /** Signs what the network tells us, and what we send to it. */
  webhookSecret: secret().min(16),
  apiSecret: secret().min(16),
  maxLength: z.number().int().min(20).max(10_000).default(2000),
  /** Whether the network sends a message once whose Idempotency-Key is repeated. */
  repeatable: z.boolean().default(true),
  perSecond: z.number().min(0.1).max(1000).default(20),
  /** Whether the network takes files of ours. */
  files: z.boolean().default(false),
});
type Settings = z.output<typeof settings>;

const shown = settings.pick({ maxLength: true, perSecond: true, repeatable: true, files: true }).loose();

/** They travel within the signed body, in base64. */
const FILES = { mediaTypes: MEDIA_TYPES, maxBytes: 5_000_000, together: true };

function limits(settings: Record<string, unknown>): Limits {
  const { maxLength, perSecond, repeatable, files } = shown.parse(settings);
  return {
    maxLength,
    count: codePoints,
    idempotencyKey: repeatable,
    deliveryReceipts: true,
    attachments: files ? FILES : null,
    pace: { perSecond, burst: Math.ceil(perSecond) },
  };
}

async function send(settings: Settings, { text, recipient, files = [] }: Outgoing, context: SendContext) {
  const { network, contact } = settings;
  const own = (id: string) => id.slice(network.length + 1);
  const attachments = files.map(({ name, mediaType, bytes }) => ({
    name,
    mediaType,
    content: Buffer.from(bytes).toString('base64'),
  }));
  const said = { to: own(recipient.id), from: contact, text, replyTo: own(recipient.lastPostId) };
  const id = await sendSigned(settings, attachments.length === 0 ? said : { ...said, attachments }, context);
  return { externalId: `${network}/${id}` };
}

/** Any messenger whose operator follows docs/channels.md: webhook in, HTTP out, signed both ways. */
export const channel: Channel<Settings> = {
  kind: 'ott',
  summary: 'A messenger such as Mocha over the signed HTTP interface of docs/channels.md.',
  settings,
  example: {
    network: 'mocha',
    apiUrl: 'https://ott.example.vn/cskh/v1',
    contact: 'CSKH Viettel',
    webhookSecret: 'a secret for what comes in',
    apiSecret: 'a secret for what goes out',
  },
  limits,
  verify: ({ webhookSecret }, request, now) => verifySigned(webhookSecret, request, now),
  receive: ({ network, contact }, request) => readOttEvents(network, contact, request),
  send,
};
