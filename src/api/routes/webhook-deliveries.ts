import { z } from 'zod';
import { delivery, deliveryDetail, deliveryStatus } from '../../domain/webhook.ts';
import { askForDelivery, askForFailed, findWebhookDelivery, listWebhookDeliveries } from '../../storage/webhook-log.ts';
import { addDeliveries } from '../../storage/webhook-outbox.ts';
import { findWebhook } from '../../storage/webhooks.ts';
import { endpoint } from '../endpoint.ts';
import { idParams, instant, pageOf, paging } from '../schemas.ts';

const tag = 'Webhooks out';
const permission = 'webhooks:write';
const deliveryParams = z.strictObject({ id: z.uuid(), delivery: z.uuid() });

export const webhookDeliveryEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/webhooks/{id}/ping',
    operationId: 'pingWebhook',
    tag,
    summary: 'Send a test message, once, also to one that is switched off',
    permission,
    status: 202,
    params: idParams,
    response: z.object({ delivery: z.uuid().meta({ description: 'Look there for what came of it.' }) }),
    async handle({ params, context: { db }, now }) {
      const { id: webhookId, name } = await findWebhook(db, params.id);
      const body = JSON.stringify({ type: 'webhook.ping', timestamp: now.toISOString(), data: { webhook: name } });
      const ping = { webhookId, sequence: null, ticket: null, kind: 'webhook.ping', body, asked: true };
      const [made = ''] = await addDeliveries(db, [ping], now);
      return { delivery: made };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/webhooks/{id}/deliveries',
    operationId: 'listWebhookDeliveries',
    tag,
    summary: 'What was sent in the last two weeks, the newest first',
    permission,
    params: idParams,
    query: z.strictObject({ ...paging, status: deliveryStatus.optional() }),
    response: pageOf(delivery),
    async handle({ params, query, context: { db } }) {
      await findWebhook(db, params.id);
      return listWebhookDeliveries(db, params.id, query.status, query);
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/webhooks/{id}/deliveries/{delivery}',
    operationId: 'getWebhookDelivery',
    tag,
    summary: 'One delivery: what is sent, and what came of each try',
    permission,
    params: deliveryParams,
    response: deliveryDetail,
    handle: ({ params, context: { db } }) => findWebhookDelivery(db, params.id, params.delivery),
  }),

  endpoint({
    method: 'post',
    path: '/api/webhooks/{id}/deliveries/{delivery}/redeliver',
    operationId: 'redeliver',
    tag,
    summary: 'Send it once more under the same id, whether it arrived or not',
    permission,
    status: 202,
    params: deliveryParams,
    response: delivery,
    problems: { 409: 'It waits to be sent anyway.' },
    handle: ({ params, context: { db }, now }) => askForDelivery(db, params.id, params.delivery, now),
  }),

  endpoint({
    method: 'post',
    path: '/api/webhooks/{id}/redeliver',
    operationId: 'redeliverFailed',
    tag,
    summary: 'Send once more all that was given up since a time, in its order',
    permission,
    status: 202,
    params: idParams,
    body: z.strictObject({ since: instant }),
    example: { since: '2026-03-05T00:00:00+07:00' },
    response: z.object({ deliveries: z.number().int() }),
    async handle({ params, body, context: { db }, now }) {
      await findWebhook(db, params.id);
      return { deliveries: await askForFailed(db, params.id, new Date(body.since), now) };
    },
  }),
];
