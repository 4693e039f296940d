import { z } from 'zod';
import {
  delivery,
  deliveryDetail,
  deliveryStatus,
  webhook,
  webhookChange,
  webhookInput,
} from '../../domain/webhook.ts';
import { GiveUp, InvalidInput } from '../../errors.ts';
import { newWebhookSecret } from '../../pipeline/webhook-signature.ts';
import { inTransaction } from '../../storage/database.ts';
import { askForDelivery, askForFailed, findWebhookDelivery, listWebhookDeliveries } from '../../storage/webhook-log.ts';
import { addDeliveries } from '../../storage/webhook-outbox.ts';
import {
  changeWebhook,
  changeWebhookSecret,
  createWebhook,
  deleteWebhook,
  findWebhook,
  listWebhooks,
} from '../../storage/webhooks.ts';
import { audit } from '../audit.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { refuseUnknownTeam } from '../references.ts';
import { idParams, instant, pageOf, paging } from '../schemas.ts';

const tag = 'Webhooks out';
const permission = 'webhooks:write';

/** How long the secret before signs beside the new one. */
const OVERLAP_MS = 24 * 3_600_000;

const withSecret = webhook.extend({
  secret: z.string().meta({ description: 'Shown this once: what messages are signed with.' }),
});
const deliveryParams = z.strictObject({ id: z.uuid(), delivery: z.uuid() });
const example = {
  name: 'CRM',
  url: 'https://crm.example.vn/hooks/langnghe',
  kinds: ['ticket.opened', 'ticket.changed', 'ticket.left'],
};

/** An address that would be refused each time is refused at once. */
function refuseAddress({ context: { checkAddress } }: Call, url: string | undefined): void {
  if (url === undefined) return;
  try {
    if (!URL.canParse(url)) throw new GiveUp('This is no address: give it with https://.');
    checkAddress(url);
  } catch (error) {
    if (!(error instanceof GiveUp)) throw error;
    throw new InvalidInput(error.message, [{ path: 'url', message: error.message }], { cause: error });
  }
}

const subject = (id: string) => ({ kind: 'webhook', id });

export const webhookOutEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/webhooks',
    operationId: 'listWebhooks',
    tag,
    summary: 'Who is told of what happens, and how that goes',
    permission,
    response: z.object({ items: z.array(webhook) }),
    handle: async ({ context: { db } }) => ({ items: await listWebhooks(db) }),
  }),

  endpoint({
    method: 'post',
    path: '/api/webhooks',
    operationId: 'createWebhook',
    tag,
    summary: 'Have an address told of events from now on',
    description:
      'Messages follow the Standard Webhooks specification: check `webhook-signature` with the secret that is answered here, and only here. See “Events out” in docs/care.md.',
    permission,
    status: 201,
    body: webhookInput,
    example,
    response: withSecret,
    async handle(call) {
      const { body, context, now } = call;
      refuseAddress(call, body.url);
      await refuseUnknownTeam(context.db, body.team);
      const secret = newWebhookSecret();
      return inTransaction(context.db, async (tx) => {
        const made = await createWebhook(tx, context.vault, { ...body, secret }, now);
        await audit(call, tx, 'webhook.created', subject(made.id), { kinds: body.kinds, team: body.team });
        return { ...made, secret };
      });
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/webhooks/{id}',
    operationId: 'getWebhook',
    tag,
    summary: 'One of them',
    permission,
    params: idParams,
    response: webhook,
    handle: ({ params, context: { db } }) => findWebhook(db, params.id),
  }),

  endpoint({
    method: 'patch',
    path: '/api/webhooks/{id}',
    operationId: 'changeWebhook',
    tag,
    summary: 'Change what an address is told of, switch it off, or take it up again',
    description:
      'What happens while it is switched off is not sent later. What was collected while it was set aside is, once it is enabled again.',
    permission,
    params: idParams,
    body: webhookChange,
    example: { enabled: true },
    response: webhook,
    async handle(call) {
      const { params, body, context } = call;
      refuseAddress(call, body.url);
      await refuseUnknownTeam(context.db, body.team);
      return inTransaction(context.db, async (tx) => {
        const changed = await changeWebhook(tx, params.id, body);
        await audit(call, tx, 'webhook.changed', subject(params.id), { fields: Object.keys(body) });
        return changed;
      });
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/webhooks/{id}',
    operationId: 'deleteWebhook',
    tag,
    summary: 'Remove one with its log; what waits is not sent any more',
    permission,
    params: idParams,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        await deleteWebhook(tx, call.params.id);
        await audit(call, tx, 'webhook.deleted', subject(call.params.id));
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/webhooks/{id}/secret',
    operationId: 'changeWebhookSecret',
    tag,
    summary: 'Give it another secret; for 24 hours messages carry a signature by each of the two',
    permission,
    params: idParams,
    response: withSecret,
    handle(call) {
      const { context, now, params } = call;
      const secret = newWebhookSecret();
      return inTransaction(context.db, async (tx) => {
        const until = new Date(now.getTime() + OVERLAP_MS);
        const changed = await changeWebhookSecret(tx, context.vault, params.id, secret, until);
        await audit(call, tx, 'webhook.secret-changed', subject(params.id));
        return { ...changed, secret };
      });
    },
  }),

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
