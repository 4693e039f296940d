import { z } from 'zod';
import { webhook, webhookChange, webhookInput } from '../../domain/webhook.ts';
import { GiveUp, InvalidInput } from '../../errors.ts';
import { newWebhookSecret } from '../../pipeline/webhook-signature.ts';
import { inTransaction } from '../../storage/database.ts';
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
import { idParams } from '../schemas.ts';

const tag = 'Webhooks out';
const permission = 'webhooks:write';

/** How long the secret before signs beside the new one. */
const OVERLAP_MS = 24 * 3_600_000;

const withSecret = webhook.extend({
  secret: z.string().meta({ description: 'Shown this once: what messages are signed with.' }),
});
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
];
