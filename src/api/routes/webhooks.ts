import { z } from 'zod';
import { answerChallenge, MAX_WEBHOOK_BYTES } from '../../crawlers/graph/webhook.ts';
import { pageSource, verifyTokenOf } from '../../pipeline/page-webhook.ts';
import { bytes, endpoint } from '../endpoint.ts';
import { idParams } from '../schemas.ts';

const tag = 'Channels';
const PATH = '/webhooks/facebook-page/{id}';

export const webhookEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/sources/{id}/webhook',
    operationId: 'getSourceWebhook',
    tag: 'Sources',
    summary: 'What the settings of the Facebook app need, so that a page’s posts and comments come at once',
    description:
      'In the app’s dashboard, Webhooks, Page: subscribe to `feed` with this address and verify token, then subscribe the page to the app. The source needs the app’s `appSecret`, and the program an https address in `PUBLIC_URL`. One address serves all pages of an app whose sources name its `appId`.',
    permission: 'sources:write',
    params: idParams,
    response: z.object({
      url: z.string(),
      verifyToken: z.string(),
      ready: z.boolean().meta({ description: 'Whether secret and address are set.' }),
    }),
    async handle({ params, context: { db, vault, publicUrl = '' }, now }) {
      const { id, secretsSet } = await pageSource(db, params.id, now);
      return {
        url: `${publicUrl.replace(/\/$/, '')}${PATH.replace('{id}', id)}`,
        verifyToken: verifyTokenOf(vault, id),
        ready: secretsSet.includes('appSecret') && publicUrl.startsWith('https:'),
      };
    },
  }),

  endpoint({
    method: 'get',
    path: PATH,
    operationId: 'verifyPageWebhook',
    tag,
    summary: 'Facebook asks whether the address is ours',
    permission: 'public',
    params: idParams,
    query: z.looseObject({}),
    media: ['text/plain'],
    problems: { 403: 'The verify token is not the one of the source.' },
    async handle({ params, query, context: { db, vault }, reply, now }) {
      const { id } = await pageSource(db, params.id, now);
      const challenge = answerChallenge(query, verifyTokenOf(vault, id));
      reply.header('Content-Type', 'text/plain; charset=utf-8');
      return challenge;
    },
  }),

  endpoint({
    method: 'post',
    path: PATH,
    operationId: 'receivePageWebhook',
    tag,
    summary: 'Facebook tells of posts, comments, edits and deletions',
    permission: 'public',
    params: idParams,
    headers: z.object({ 'x-hub-signature-256': z.string().max(200).optional() }),
    rawBody: { types: ['application/json'], maxBytes: MAX_WEBHOOK_BYTES },
    body: bytes,
    response: z.object({ taken: z.number().int() }),
    problems: { 403: 'The signature is not the one of this body.' },
    handle: async ({ params, headers, body, context }) => ({
      taken: await context.pipeline.receivePageWebhook({
        sourceId: params.id,
        body,
        signature: headers['x-hub-signature-256'],
      }),
    }),
  }),
];
