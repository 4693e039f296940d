import { z } from 'zod';
import { phoneKey } from '../analysis/customer-keys.ts';
import { secret } from '../crawlers/support/secret.ts';
import { sourceUrl } from '../crawlers/support/source-url.ts';
import type { RawPostInput } from '../domain/raw-post.ts';
import type { Channel, Limits } from './channel.ts';
import { readOttEvents } from './ott/events.ts';
import { sendSigned, verifySigned } from './ott/signed.ts';
import { gsmUnits, toGsm } from './sms/gsm.ts';
import { utf16Units } from './support/split-text.ts';

const settings = z.strictObject({
  apiUrl: sourceUrl,
  /** The number or name that customers get messages from. */
  sender: z.string().trim().min(1).max(20),
  /** Signs what the gateway tells us, and what we send to it. */
  webhookSecret: secret().min(16),
  apiSecret: secret().min(16),
  /** Whether Vietnamese keeps its marks: messages then hold 70 characters, otherwise 160. */
  marks: z.boolean().default(true),
  /** As many messages as the gateway puts together to one on the phone. */
  parts: z.number().int().min(1).max(10).default(5),
  perSecond: z.number().min(0.1).max(1000).default(10),
  /** Whether the gateway sends a message once whose Idempotency-Key is repeated. */
  repeatable: z.boolean().default(true),
});
type Settings = z.output<typeof settings>;

const shown = settings.pick({ marks: true, parts: true, perSecond: true, repeatable: true }).loose();

/** Characters of a message alone, and of each of several that belong together (3GPP TS 23.040, 9.2.3.24.1). */
const LENGTHS = { ucs2: { alone: 70, joined: 67 }, gsm: { alone: 160, joined: 153 } };

function limits(values: Record<string, unknown>): Limits {
  const { marks, parts, perSecond, repeatable } = shown.parse(values);
  const { alone, joined } = marks ? LENGTHS.ucs2 : LENGTHS.gsm;
  return {
    maxLength: parts === 1 ? alone : parts * joined,
    count: marks ? utf16Units : gsmUnits,
    idempotencyKey: repeatable,
    deliveryReceipts: true,
    attachments: null,
    pace: { perSecond, burst: Math.ceil(perSecond) },
  };
}

/** Ids of messages stand behind this; customers go by their number alone, which other channels know them by, too. */
const PREFIX = 'sms';
const withoutPrefix = (id: string) => id.slice(PREFIX.length + 1);

/** A post of somebody who can be answered: of a number, not of a name that advertises. */
function byNumber(post: RawPostInput): RawPostInput[] {
  const from = withoutPrefix(post.author?.id ?? '');
  const number = phoneKey(from) ?? (/^\d{3,15}$/.test(from) ? from : undefined);
  if (number === undefined) return [];
  return [{ ...post, author: { ...post.author, id: number }, threadId: number }];
}

/** Text messages over a gateway that speaks the signed interface of docs/channels.md. */
export const channel: Channel<Settings> = {
  kind: 'sms',
  summary: 'Text messages over a gateway with the signed HTTP interface of docs/channels.md.',
  settings,
  example: {
    apiUrl: 'https://sms.example.vn/v1',
    sender: '1800',
    webhookSecret: 'a secret for what comes in',
    apiSecret: 'a secret for what goes out',
  },
  limits,
  verify: ({ webhookSecret }, request, now) => verifySigned(webhookSecret, request, now),
  receive({ sender }, request) {
    const { posts, receipts = [] } = readOttEvents(PREFIX, sender, request);
    return { posts: posts.flatMap(byNumber), receipts };
  },
  async send(given, { text, recipient }, context) {
    const { sender, marks } = given;
    const said = { to: recipient.id, from: sender, text: marks ? text : toGsm(text) };
    return { externalId: `${PREFIX}/${await sendSigned(given, said, context)}` };
  },
};
