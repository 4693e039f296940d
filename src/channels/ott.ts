import { z } from 'zod';
import { MEDIA_TYPES } from '../care/files/file-rules.ts';
import { apiAddress, readJson, readShape } from '../crawlers/support/api-answer.ts';
import { secret } from '../crawlers/support/secret.ts';
import { sourceUrl } from '../crawlers/support/source-url.ts';
import { Forbidden, GiveUp } from '../errors.ts';
import { type Channel, ChannelDown, type Limits, type Outgoing, type SendContext, Unsent } from './channel.ts';
import { readOttEvents } from './ott/events.ts';
import { fingerprintOf, hmacSha256, sameSecret } from './support/signatures.ts';
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

/** A request whose time is further from ours was kept back, and may be somebody's replay. */
const MAX_SKEW_S = 300;

/** The signature of a request: over the time that it names, a dot, and its raw body. */
export const ottSignature = (key: string, timestamp: string, body: string | Uint8Array): string =>
  `v1=${hmacSha256(key, timestamp, '.', body)}`;

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

/** What the network answers a refused message with. */
const problemShape = z.object({
  error: z.object({ code: z.string().max(100), message: z.string().max(500).catch('') }),
});
const sentShape = z.object({ id: z.union([z.string().min(1).max(200), z.number()]).transform(String) });

async function send(
  { network, apiUrl, apiSecret, contact }: Settings,
  { text, recipient, files = [] }: Outgoing,
  { fetch, idempotencyKey, signal, now }: SendContext,
) {
  const own = (id: string) => id.slice(network.length + 1);
  const attachments = files.map(({ name, mediaType, bytes }) => ({
    name,
    mediaType,
    content: Buffer.from(bytes).toString('base64'),
  }));
  const said = { to: own(recipient.id), from: contact, text, replyTo: own(recipient.lastPostId) };
  const body = JSON.stringify(attachments.length === 0 ? said : { ...said, attachments });
  const timestamp = String(Math.floor(now().getTime() / 1000));
  const page = await fetch(apiAddress(apiUrl, 'messages'), {
    api: true,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
      'x-ott-timestamp': timestamp,
      'x-ott-signature': ottSignature(apiSecret, timestamp, body),
    },
    body,
    statuses: [400, 401, 403, 404, 409, 422],
    signal,
  });
  if (page.status >= 400) throw refusal(page.status, readProblem(page));
  return { externalId: `${network}/${readShape(page, readJson(page), sentShape).id}` };
}

function readProblem(page: Parameters<typeof readJson>[0]): string {
  try {
    const problem = problemShape.safeParse(readJson(page)).data?.error;
    return problem === undefined ? 'no reason given' : `${problem.code} ${problem.message}`.trim();
  } catch {
    return 'no reason given';
  }
}

function refusal(status: number, reason: string): Error {
  if (status === 401 || status === 403)
    return new ChannelDown(`The network refuses our signature (${reason}): check apiSecret and contact.`);
  // The same message is being sent at this moment: by the process that was here before.
  if (status === 409) return new Unsent('The network is still at an earlier try of this message.');
  return new GiveUp(`The network refuses this message (${status}): ${reason}.`);
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
  verify({ webhookSecret }, { headers, body }, now) {
    const timestamp = headers['x-ott-timestamp'] ?? '';
    const given = headers['x-ott-signature'] ?? '';
    const right = sameSecret(given, ottSignature(webhookSecret, timestamp, body));
    const skew = Math.abs(now.getTime() / 1000 - Number(timestamp || Number.NaN));
    if (!right) throw new Forbidden('The signature is not the one of this body: check webhookSecret.');
    if (!(skew <= MAX_SKEW_S)) throw new Forbidden('The request is older than five minutes: check the clocks.');
    return { key: fingerprintOf(body) };
  },
  receive: ({ network, contact }, request) => readOttEvents(network, contact, request),
  send,
};
