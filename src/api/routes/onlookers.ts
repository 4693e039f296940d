import { z } from 'zod';
import { lookAt, lookAway, onlookersOf } from '../../storage/onlookers.ts';
import { findTicket } from '../../storage/tickets.ts';
import { endpoint } from '../endpoint.ts';
import { numberParams } from '../schemas.ts';
import { scopeOf } from '../scope.ts';
import { userOf } from './presence.ts';

const tag = 'Tickets';

const onlooker = z.object({
  user: z.object({ id: z.uuid(), name: z.string() }),
  doing: z.enum(['viewing', 'answering']),
  since: z.iso.datetime(),
});
const answer = z.object({ items: z.array(onlooker) });

export const onlookerEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/tickets/{number}/onlookers',
    operationId: 'listOnlookers',
    tag,
    summary: 'Who else is at a ticket at this moment, and whether they are answering it',
    permission: 'tickets:read',
    params: numberParams,
    response: answer,
    async handle({ params, actor, context: { db }, now }) {
      await findTicket(db, await scopeOf(db, actor), params.number);
      return { items: await onlookersOf(db, params.number, actor.id, now) };
    },
  }),

  endpoint({
    method: 'put',
    path: '/api/tickets/{number}/onlookers',
    operationId: 'lookAtTicket',
    tag,
    summary: 'Say that you are at a ticket, and learn who else is',
    description: 'Say it again every 20 seconds: after 45 you are taken to have left.',
    permission: 'tickets:read',
    params: numberParams,
    body: z.strictObject({ doing: z.enum(['viewing', 'answering', 'nothing']) }),
    example: { doing: 'answering' },
    response: answer,
    async handle(call) {
      const { db } = call.context;
      const { number } = call.params;
      const { id } = userOf(call);
      await findTicket(db, await scopeOf(db, call.actor), number);
      const { doing } = call.body;
      if (doing === 'nothing') await lookAway(db, number, id);
      else await lookAt(db, number, id, doing, call.now);
      return { items: await onlookersOf(db, number, id, call.now) };
    },
  }),
];
