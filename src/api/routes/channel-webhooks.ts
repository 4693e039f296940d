import { z } from 'zod';
import type { WebhookAnswer } from '../../channels/channel.ts';
import { BodyTooLarge, MAX_WEBHOOK_BYTES } from '../../pipeline/channel-webhook.ts';
import { bytes, type Call, endpoint } from '../endpoint.ts';
import { HttpRefusal } from '../problem.ts';

const tag = 'Channels';
const PATH = '/webhooks/{channel}/{id}';

const params = z.strictObject({ channel: z.string().regex(/^[a-z][a-z-]{0,49}$/), id: z.uuid() });

/** Whatever the other sides write: what a request means is for the channel to say. */
const media = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'application/xml', 'text/xml'];
const query = z.record(z.string(), z.unknown());
/** Every header: signatures stand in one of the channel's own. */
const headers = z.record(z.string(), z.unknown());

type Webhook = Call<z.output<typeof params>, z.output<typeof query>, z.output<typeof headers>>;

const texts = (fields: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

async function take(call: Webhook, method: 'GET' | 'POST', body: Uint8Array): Promise<string> {
  const { channel: kind, id } = call.params;
  const request = { method, headers: texts(call.headers), query: texts(call.query), body, address: call.address };
  return answer(call, await call.context.pipeline.receiveWebhook({ kind, id }, request).catch(tooLarge));
}

function tooLarge(error: unknown): never {
  throw error instanceof BodyTooLarge ? new HttpRefusal(413, error.message) : error;
}

function answer(
  { reply }: Webhook,
  { status, contentType = 'text/plain; charset=utf-8', body }: WebhookAnswer,
): string {
  if (status !== undefined) reply.status = status;
  reply.header('Content-Type', contentType);
  return body;
}

const problems = { 403: 'The request is not genuine.', 404: 'There is no such webhook, or it is switched off.' };

export const channelWebhookEndpoints = [
  endpoint({
    method: 'get',
    path: PATH,
    operationId: 'checkWebhook',
    tag,
    summary: 'The other side of a channel asks whether the address is ours, or tells something',
    permission: 'public',
    params,
    query,
    headers,
    media: ['text/plain'],
    problems,
    handle: (call) => take(call, 'GET', new Uint8Array()),
  }),

  endpoint({
    method: 'post',
    path: PATH,
    operationId: 'receiveWebhook',
    tag,
    summary: 'The other side of a channel tells of messages and of how far ours have come',
    description: 'Acknowledged as soon as its signature was checked and it is kept; the work follows.',
    permission: 'public',
    params,
    query,
    headers,
    rawBody: { types: media, maxBytes: MAX_WEBHOOK_BYTES },
    body: bytes,
    media: ['text/plain'],
    problems: { ...problems, 413: 'The body is too large.' },
    handle: (call) => take(call, 'POST', call.body),
  }),
];
