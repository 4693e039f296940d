import { z } from 'zod';
import { notification } from '../../domain/help.ts';
import type { Actor } from '../../domain/person.ts';
import { countUnread, listNotifications, readNotifications } from '../../storage/notifications.ts';
import { endpoint } from '../endpoint.ts';
import { pageOf, paging } from '../schemas.ts';
import { NOBODY } from '../scope.ts';

const tag = 'Help for agents';
/** A machine is told of nothing. */
const ownId = ({ kind, id }: Actor) => (kind === 'user' && id !== null ? id : NOBODY);

export const notificationEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/notifications',
    operationId: 'listNotifications',
    tag,
    summary: 'What you were told, the latest first, and how much of it is unread',
    description: 'Live as `notification.mentioned` and `notification.assigned`. Kept for 90 days.',
    permission: 'signed-in',
    query: z.strictObject(paging),
    response: pageOf(notification).extend({ unread: z.int() }),
    handle: async ({ query, actor, context: { db } }) => ({
      ...(await listNotifications(db, ownId(actor), query)),
      unread: await countUnread(db, ownId(actor)),
    }),
  }),

  endpoint({
    method: 'post',
    path: '/api/notifications/read',
    operationId: 'readNotifications',
    tag,
    summary: 'Mark what you were told as read: those named, or all',
    permission: 'signed-in',
    body: z.strictObject({ ids: z.array(z.uuid()).max(200).optional() }),
    example: {},
    handle: ({ body, actor, context, now }) => readNotifications(context.db, ownId(actor), body.ids, now),
  }),
];
