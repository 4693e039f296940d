import { z } from 'zod';
import { clarityOf, messageSeen } from '../../care/privacy.ts';
import { replyRoute, setAsideReply } from '../../domain/channel.ts';
import { routesOf } from '../../pipeline/reply-route.ts';
import { limitsOf } from '../../pipeline/send-reply.ts';
import { inTransaction } from '../../storage/database.ts';
import { listSetAsideReplies, lockSetAside, requeue, takeAsSent } from '../../storage/set-aside.ts';
import { findTicket } from '../../storage/tickets.ts';
import { audit } from '../audit.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { idParams, numberParams, pageOf, paging } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Tickets';
const nothing = { 409: 'The message is not set aside.' };

/** What a person decides about a reply that did not get through, noted down. */
async function decide(call: Call<{ id: string }>, act: 'resent' | 'taken-as-sent'): Promise<void> {
  const { params, actor, context, now } = call;
  await inTransaction(context.db, async (tx) => {
    const ticket = await lockSetAside(tx, await scopeOf(tx, actor), params.id);
    await (act === 'resent' ? requeue : takeAsSent)(tx, params.id, now);
    await audit(call, tx, `message.${act}`, { kind: 'ticket', id: String(ticket) }, { message: params.id });
  });
  await context.pipeline.wakeDelivery();
}

export const deliveryEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/tickets/{number}/reply-routes',
    operationId: 'listReplyRoutes',
    tag,
    summary: 'Where the customer can be answered, the place where they wrote last first',
    description:
      'A reply goes the `usual` way unless `channel` names another; none is usual where the customer last wrote in a place that can only be read.',
    permission: 'tickets:read',
    params: numberParams,
    response: z.object({
      items: z.array(
        replyRoute.extend({
          maxLength: z
            .int()
            .meta({ description: 'Characters of one message there; what is longer goes out as several.' }),
        }),
      ),
    }),
    async handle({ params, actor, context: { db }, now }) {
      const ticket = await findTicket(db, await scopeOf(db, actor), params.number);
      const items = [];
      for (const { recipient: _, ...route } of await routesOf(db, ticket, now))
        items.push({ ...route, maxLength: (await limitsOf(db, route.channel)).maxLength });
      return { items };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/messages/set-aside',
    operationId: 'listSetAsideMessages',
    tag,
    summary: 'Replies that failed or of which nobody knows whether they arrived, the newest first',
    permission: 'tickets:read',
    query: z.strictObject(paging),
    response: pageOf(setAsideReply),
    async handle({ query, actor, context }) {
      const found = await listSetAsideReplies(context.db, await scopeOf(context.db, actor), query);
      return { ...found, items: found.items.map((each) => messageSeen(each, clarityOf(actor.role))) };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/messages/{id}/resend',
    operationId: 'resendMessage',
    tag,
    summary: 'Send again what was set aside of a reply',
    permission: 'tickets:write',
    status: 202,
    params: idParams,
    response: z.object({ status: z.literal('queued') }),
    problems: nothing,
    async handle(call) {
      await decide(call, 'resent');
      return { status: 'queued' as const };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/messages/{id}/sent',
    operationId: 'takeMessageAsSent',
    tag,
    summary: 'Say that what was set aside of a reply did arrive; what was held after it goes out',
    permission: 'tickets:write',
    params: idParams,
    problems: nothing,
    handle: (call) => decide(call, 'taken-as-sent'),
  }),
];
