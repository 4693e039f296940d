import { z } from 'zod';
import { matchSeen } from '../../care/customer-privacy.ts';
import { clarityOf } from '../../care/privacy.ts';
import { customerMatch, type MatchStatus, matchStatus } from '../../domain/customer.ts';
import { settleMatch } from '../../pipeline/customers.ts';
import { findPerson } from '../../storage/customers.ts';
import { inTransaction } from '../../storage/database.ts';
import { listMatches } from '../../storage/matches.ts';
import { audit } from '../audit.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { idParams, pageOf, paging } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Customers';
const params = idParams;
const permission = 'tickets:write';
const problems = { 409: 'It was decided the other way: take that back first.' };

const settle = (call: Call<z.output<typeof idParams>>, status: MatchStatus, act: 'made' | 'refused' | 'undone') =>
  inTransaction(call.context.db, async (tx) => {
    const { actor, now } = call;
    const match = await settleMatch(tx, call.params.id, status, { actor, now, scope: await scopeOf(tx, actor) });
    const customers = match.customers.map(({ id }) => id);
    await audit(call, tx, `customer-match.${act}`, { kind: 'customer-match', id: match.id }, { customers });
    return matchSeen(match, clarityOf(actor.role));
  });

export const customerMatchEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/customer-matches',
    operationId: 'listCustomerMatches',
    tag,
    summary: 'Customers that may be one person, with what speaks for it; the likeliest first',
    description: 'Those of whom you see both.',
    permission: 'tickets:read',
    query: z.strictObject({ status: matchStatus.default('proposed'), customer: z.uuid().optional(), ...paging }),
    response: pageOf(customerMatch),
    async handle({ query: { status, customer, ...paged }, actor, context: { db } }) {
      const scope = await scopeOf(db, actor);
      const person = customer === undefined ? undefined : await findPerson(db, scope, customer);
      const found = await listMatches(db, scope, { status, person }, paged);
      return { ...found, items: found.items.map((each) => matchSeen(each, clarityOf(actor.role))) };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/customer-matches/{id}/make',
    operationId: 'makeCustomerMatch',
    tag,
    summary: 'Say that two customers are one person: they share one history from now on',
    description: 'Nothing is moved: taking it back leaves everything as it was.',
    permission,
    params,
    response: customerMatch,
    problems,
    handle: (call) => settle(call, 'made', 'made'),
  }),

  endpoint({
    method: 'post',
    path: '/api/customer-matches/{id}/refuse',
    operationId: 'refuseCustomerMatch',
    tag,
    summary: 'Say that two customers are two people: they are not proposed again',
    permission,
    params,
    response: customerMatch,
    problems,
    handle: (call) => settle(call, 'refused', 'refused'),
  }),

  endpoint({
    method: 'post',
    path: '/api/customer-matches/{id}/undo',
    operationId: 'undoCustomerMatch',
    tag,
    summary: 'Take back what was decided on two customers',
    permission,
    params,
    response: customerMatch,
    handle: (call) => settle(call, 'proposed', 'undone'),
  }),
];
