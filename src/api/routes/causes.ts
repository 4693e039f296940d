import { z } from 'zod';
import { withCounts } from '../../care/causes.ts';
import { cause, causeChange, causeCount, causeInput } from '../../domain/cause.ts';
import { changeCause, countCauses, createCause, listCauses } from '../../storage/causes.ts';
import { inTransaction } from '../../storage/database.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { idParams, instant } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Causes';
const problems = { 409: 'The code is taken, or the cause would stand below itself.' };
const DAY_MS = 86_400_000;

export const causeEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/causes',
    operationId: 'listCauses',
    tag,
    summary: 'All causes by code; `parent` makes them a tree',
    permission: 'tickets:read',
    response: z.object({ items: z.array(cause) }),
    handle: async ({ context }) => ({ items: await listCauses(context.db) }),
  }),

  endpoint({
    method: 'post',
    path: '/api/causes',
    operationId: 'createCause',
    tag,
    summary: 'Add a cause that tickets may be found to have',
    permission: 'settings:write',
    status: 201,
    body: causeInput,
    example: { code: 'NET-CELL', name: 'Trạm phát sóng hỏng', parent: null },
    response: cause,
    problems,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const made = await createCause(tx, call.body, call.now);
        await audit(call, tx, 'cause.created', { kind: 'cause', id: made.id }, call.body);
        return made;
      }),
  }),

  endpoint({
    method: 'patch',
    path: '/api/causes/{id}',
    operationId: 'changeCause',
    tag,
    summary: 'Rename, move or retire a cause; tickets keep the one they have',
    permission: 'settings:write',
    params: idParams,
    body: causeChange,
    example: { retired: true },
    response: cause,
    problems,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const changed = await changeCause(tx, call.params.id, call.body, call.now);
        await audit(call, tx, 'cause.changed', { kind: 'cause', id: changed.id }, call.body);
        return changed;
      }),
  }),

  endpoint({
    method: 'get',
    path: '/api/analytics/causes',
    operationId: 'ticketsByCause',
    tag: 'Analytics',
    summary: 'What was at the root of the tickets opened in a span, up the tree of causes',
    description: 'Of the teams that you may see. `unknown` are the tickets that nobody has given a cause.',
    permission: 'reports:read',
    query: z.strictObject({
      from: instant.optional().meta({ description: 'From this instant on; 30 days before `to` if not given.' }),
      to: instant.optional().meta({ description: 'Before this instant; now if not given.' }),
      team: z.uuid().optional(),
    }),
    response: z.object({ from: instant, to: instant, unknown: z.number().int(), items: z.array(causeCount) }),
    async handle({ query, actor, context: { db }, now }) {
      const to = query.to === undefined ? now : new Date(query.to);
      const from = query.from === undefined ? new Date(to.getTime() - 30 * DAY_MS) : new Date(query.from);
      const counts = await countCauses(db, await scopeOf(db, actor), { from, to, team: query.team });
      const known = new Map([...counts].flatMap(([id, count]) => (id === null ? [] : [[id, count] as const])));
      return {
        from: from.toISOString(),
        to: to.toISOString(),
        unknown: counts.get(null) ?? 0,
        items: withCounts(await listCauses(db), known),
      };
    },
  }),
];
