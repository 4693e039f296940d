import { z } from 'zod';
import { type Presence, presence, presenceStatus } from '../../domain/assignment.ts';
import { Conflict } from '../../errors.ts';
import { listPresence, setPresence } from '../../storage/presence.ts';
import type { Call } from '../endpoint.ts';
import { endpoint } from '../endpoint.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Assignment';

/** The user who asks; Conflict for a machine, which is never there. */
export function userOf({ actor }: Pick<Call, 'actor'>): { id: string; role: Call['actor']['role']; name: string } {
  if (actor.kind === 'user' && actor.id !== null) return { id: actor.id, role: actor.role, name: actor.name };
  throw new Conflict('A token is nobody’s: sign in as the user.');
}

export const presenceEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/presence',
    operationId: 'listPresence',
    tag,
    summary: 'Who of your teams is there, and how much each has to do',
    permission: 'people:read',
    response: z.object({ items: z.array(presence) }),
    handle: async ({ actor, context: { db }, now }) => ({
      items: await listPresence(db, await scopeOf(db, actor), now),
    }),
  }),

  endpoint({
    method: 'put',
    path: '/api/presence',
    operationId: 'putPresence',
    tag,
    summary: 'Say that you are there, away or gone; say it again every half minute',
    description: 'Only who is online is given tickets; who is not heard of for 90 seconds is taken for away.',
    permission: 'tickets:write',
    body: z.strictObject({ status: presenceStatus }),
    example: { status: 'online' },
    response: presence,
    async handle(call) {
      const user = userOf(call);
      const { db, pipeline } = call.context;
      await setPresence(db, user, call.body.status, call.now);
      if (call.body.status === 'online') await pipeline.wakeAssignment();
      const [own] = await listPresence(db, { assignee: user.id }, call.now);
      return own as Presence;
    },
  }),
];
