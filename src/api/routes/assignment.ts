import { z } from 'zod';
import { may } from '../../care/access.ts';
import { agentProfile, assignmentRules } from '../../domain/assignment.ts';
import type { Actor, User } from '../../domain/person.ts';
import { Forbidden, InvalidInput, NotFound } from '../../errors.ts';
import { handOver, pullNext } from '../../pipeline/assignment.ts';
import { readAssignmentRules, writeAssignmentRules } from '../../storage/assignment.ts';
import { type Database, inTransaction } from '../../storage/database.ts';
import { findProfile, saveProfile } from '../../storage/presence.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { idParams } from '../schemas.ts';
import { scopeOf, seeTeam, seeUser, worksFor } from '../scope.ts';
import { showTicket, ticketDetail } from '../ticket-acts.ts';
import { userOf } from './presence.ts';

const tag = 'Assignment';

export const assignmentEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/tickets/next',
    operationId: 'takeNextTicket',
    tag,
    summary: 'Take the ticket of your teams that is due first, of those that you have the skills for',
    permission: 'tickets:write',
    response: z.object({ ticket: ticketDetail.nullable().meta({ description: 'Null when none waits.' }) }),
    problems: { 409: 'You have as many tickets as you can work on.' },
    async handle(call) {
      const user = userOf(call);
      const { db } = call.context;
      const scope = await scopeOf(db, call.actor);
      const own = call.actor.team === null ? [] : [call.actor.team];
      const taken = await pullNext(db, user, scope !== 'all' && 'assignee' in scope ? own : scope, call.now);
      return { ticket: taken === undefined ? null : await showTicket(call, taken) };
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/teams/{id}/assignment',
    operationId: 'getAssignmentRules',
    tag,
    summary: 'How the tickets of a team find their agents',
    permission: 'people:read',
    params: idParams,
    response: assignmentRules,
    async handle({ params, actor, context: { db } }) {
      await seeTeam(db, actor, params.id);
      return readAssignmentRules(db, params.id);
    },
  }),

  endpoint({
    method: 'put',
    path: '/api/teams/{id}/assignment',
    operationId: 'putAssignmentRules',
    tag,
    summary: 'Set how the tickets of a team find their agents',
    permission: 'assignment:write',
    params: idParams,
    body: assignmentRules,
    example: { strategy: 'least-loaded', sticky: true, skills: true },
    response: assignmentRules,
    async handle(call) {
      const { id } = call.params;
      await inTransaction(call.context.db, async (tx) => {
        await seeTeam(tx, call.actor, id);
        await writeAssignmentRules(tx, id, call.body);
        await audit(call, tx, 'team.assignment-changed', { kind: 'team', id }, call.body);
      });
      await call.context.pipeline.wakeAssignment();
      return call.body;
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/agents/{id}/profile',
    operationId: 'getAgentProfile',
    tag,
    summary: 'How many tickets somebody can work on, and what they know',
    permission: 'people:read',
    params: idParams,
    response: agentProfile,
    handle: async ({ params, actor, context: { db } }) => findProfile(db, await seeUser(db, actor, params.id)),
  }),

  endpoint({
    method: 'put',
    path: '/api/agents/{id}/profile',
    operationId: 'putAgentProfile',
    tag,
    summary: 'Set how many tickets somebody can work on, and what they know',
    permission: 'assignment:write',
    params: idParams,
    body: agentProfile,
    example: { capacity: 12, topics: ['network', 'internet'], languages: ['vi'] },
    response: agentProfile,
    async handle(call) {
      const { id } = call.params;
      await inTransaction(call.context.db, async (tx) => {
        await seeUser(tx, call.actor, id);
        await saveProfile(tx, id, call.body, call.now);
        await audit(call, tx, 'user.profile-changed', { kind: 'user', id }, call.body);
      });
      await call.context.pipeline.wakeAssignment();
      return call.body;
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/agents/{id}/hand-over',
    operationId: 'handOver',
    tag,
    summary: 'Hand over all unsolved tickets of somebody to a colleague, or back into the line',
    description: 'At the end of a shift, for one. Your own, or with the right to assignments those of your teams.',
    permission: 'tickets:write',
    params: idParams,
    body: z.strictObject({
      to: z.uuid().nullable().meta({ description: 'Null: back into the line.' }),
      note: z.string().trim().min(1).max(10_000).optional().meta({ description: 'For the next one, on each ticket.' }),
    }),
    example: { to: null, note: 'Chờ kỹ thuật kiểm tra trạm.' },
    response: z.object({ tickets: z.number().int() }),
    problems: { 409: 'The colleague may not work on the tickets of all their teams.' },
    async handle(call) {
      const { params, body, actor, context, now } = call;
      const from = await seeUser(context.db, actor, params.id);
      if (from.id !== actor.id && !may(actor.role, 'assignment:write'))
        throw new Forbidden('You hand over your own tickets only.');
      const to = body.to === null ? null : await takerOf(context.db, actor, body.to);
      const scope = from.id === actor.id ? { assignee: from.id } : await scopeOf(context.db, actor);
      const tickets = await inTransaction(context.db, async (tx) => {
        const act = { actor, scope, now };
        const moved = await handOver(
          tx,
          { from: from.id, to: body.to, note: body.note },
          act,
          async (inside, team) => to === null || worksFor(inside, to, team),
        );
        await audit(call, tx, 'user.handed-over', { kind: 'user', id: from.id }, { to: body.to, tickets: moved });
        return moved;
      });
      if (body.to === null) await context.pipeline.wakeAssignment();
      return { tickets };
    },
  }),
];

async function takerOf(db: Database, actor: Actor, id: string): Promise<User> {
  try {
    return await seeUser(db, actor, id);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    throw new InvalidInput('There is no such colleague.', [{ path: 'to', message: 'is no user' }], { cause: error });
  }
}
