import { setImmediate as breath } from 'node:timers/promises';
import { z } from 'zod';
import { marksOf } from '../../analysis/query/marks.ts';
import { compileMatcher } from '../../analysis/query/match.ts';
import { parseQuery } from '../../analysis/query/parse.ts';
import { queryInput, query as querySchema } from '../../domain/query.ts';
import { inTransaction } from '../../storage/database.ts';
import { changeQuery, createQuery, deleteQuery, listQueries } from '../../storage/queries.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { idParams, pageOf, paging } from '../schemas.ts';

const tag = 'Queries';
const problems = { 409: 'The name is taken.' };
const example = { name: 'Mạng chậm', rule: '"mạng chậm" AND (viettel OR vt) NOT tuyển dụng' };

const queryChange = queryInput
  .partial()
  .refine((change) => change.name !== undefined || change.rule !== undefined, 'names no field to change');

export const queryEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/queries',
    operationId: 'listQueries',
    tag,
    summary: 'All queries by name',
    permission: 'queries:read',
    query: z.strictObject(paging),
    response: pageOf(querySchema),
    handle: ({ query, context }) => listQueries(context.db, query),
  }),

  endpoint({
    method: 'post',
    path: '/api/queries',
    operationId: 'createQuery',
    tag,
    summary: 'Say what counts as a mention',
    permission: 'queries:write',
    status: 201,
    body: queryInput,
    example,
    response: querySchema,
    problems,
    handle(call) {
      const { body, context, now } = call;
      parseQuery(body.rule);
      return inTransaction(context.db, async (tx) => {
        const made = await createQuery(tx, body, now);
        await audit(call, tx, 'query.created', { kind: 'query', id: made.id }, body);
        return made;
      });
    },
  }),

  endpoint({
    method: 'patch',
    path: '/api/queries/{id}',
    operationId: 'changeQuery',
    tag,
    summary: 'Change a query; it counts for what is collected from then on',
    permission: 'queries:write',
    params: idParams,
    body: queryChange,
    example: { rule: '"mạng yếu" OR "mạng chậm"' },
    response: querySchema,
    problems,
    handle(call) {
      const { params, body, context } = call;
      if (body.rule !== undefined) parseQuery(body.rule);
      const change = {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.rule === undefined ? {} : { rule: body.rule }),
      };
      return inTransaction(context.db, async (tx) => {
        const changed = await changeQuery(tx, params.id, change);
        await audit(call, tx, 'query.changed', { kind: 'query', id: params.id }, change);
        return changed;
      });
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/queries/{id}',
    operationId: 'deleteQuery',
    tag,
    summary: 'Remove a query, also from the sources that name it',
    permission: 'queries:write',
    params: idParams,
    problems: { 409: 'A source listens by this query alone: without it, it would take everything.' },
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        await deleteQuery(tx, call.params.id);
        await audit(call, tx, 'query.deleted', { kind: 'query', id: call.params.id });
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/queries/test',
    operationId: 'testQuery',
    tag,
    summary: 'Which texts a rule matches',
    description: 'A rule that can’t be read is answered with the place of the mistake (`position`).',
    permission: 'queries:read',
    body: z.strictObject({
      rule: queryInput.shape.rule,
      texts: z.array(z.string().max(10_000)).max(100),
    }),
    example: { rule: '"mạng chậm" NOT tuyển dụng', texts: ['Mạng chậm quá', 'Tuyển dụng: mạng chậm'] },
    response: z.object({
      matches: z.array(z.boolean()).meta({ description: 'One for each text, in their order.' }),
      marks: z.array(z.array(z.tuple([z.number().int(), z.number().int()]))).meta({
        description: 'Of each text that is matched: where the rule’s words stand, from and to (UTF-16 units).',
      }),
    }),
    async handle({ body, signal }) {
      const rule = parseQuery(body.rule);
      const matcher = compileMatcher(rule);
      const matches: boolean[] = [];
      const marks: [number, number][][] = [];
      for (const text of body.texts) {
        const isMatch = matcher({ text });
        matches.push(isMatch);
        marks.push(isMatch ? marksOf(rule, text).map(([from, to]) => [from, to]) : []);
        await breath(undefined, { signal }); // the worst rule takes some 20 ms a text, and others wait too
      }
      return { matches, marks };
    },
  }),
];
