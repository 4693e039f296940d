import { z } from 'zod';
import { graphSettings } from '../crawlers/graph/client.ts';
import { answerChallenge, verifySignature } from '../crawlers/graph/webhook.ts';
import { FetchFailed } from '../crawlers/support/fetch-failed.ts';
import { secret } from '../crawlers/support/secret.ts';
import type { Channel, Outgoing } from './channel.ts';
import { postToGraph } from './graph/post.ts';
import { readMessaging } from './messenger/events.ts';
import { fingerprintOf } from './support/signatures.ts';
import { utf16Units } from './support/split-text.ts';

const settings = z.strictObject({
  ...graphSettings,
  pageId: z.string().regex(/^\d{1,30}$/, { error: 'must be the number of the page (About, Page transparency)' }),
  /** Signs what Facebook tells us. */
  appSecret: secret(),
  /** A word of your own, the same as in the app’s dashboard. */
  verifyToken: secret().min(8),
});

const sent = z.object({ message_id: z.string().min(1).max(500) });
const DAY_MS = 24 * 3_600_000;

/** Within a day an answer is free; for six more it must be one of a person, and say so. */
function typeOf({ recipient }: Outgoing, now: Date) {
  const free = now.getTime() - Date.parse(recipient.lastWroteAt) < DAY_MS;
  return free ? { messaging_type: 'RESPONSE' } : { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
}

/** Direct messages to a Facebook Page over the Send API. */
export const channel: Channel<z.output<typeof settings>> = {
  kind: 'messenger',
  summary: 'Messenger: direct messages to your Facebook Page.',
  settings,
  example: {
    pageId: '1000',
    token: 'EAAG-page-token',
    appSecret: 'app-secret-0123456789',
    verifyToken: 'a word of ours',
  },
  limits: () => ({
    maxLength: 2000,
    count: utf16Units,
    idempotencyKey: false,
    deliveryReceipts: true,
    attachments: null,
    pace: { perSecond: 40, burst: 40 },
    // Facebook puts up to 1,000 events into one request.
    maxWebhookBytes: 4_000_000,
  }),
  verify({ appSecret, verifyToken }, { method, query, headers, body }) {
    if (method === 'GET') return { key: null, answer: { body: answerChallenge(query, verifyToken) } };
    verifySignature(body, headers['x-hub-signature-256'], appSecret);
    return { key: fingerprintOf(body), answer: { body: 'EVENT_RECEIVED' } };
  },
  receive: ({ pageId }, request) => readMessaging(pageId, request),
  async send(given, message, context) {
    const { recipient, text } = message;
    const body = { recipient: { id: recipient.id }, ...typeOf(message, context.now()), message: { text } };
    const json = await postToGraph(given, `${given.pageId}/messages`, body, context);
    const parsed = sent.safeParse(json);
    if (parsed.success) return { externalId: parsed.data.message_id };
    throw new FetchFailed('Facebook answered with something that names no message.', { cause: parsed.error });
  },
};
