import { z } from 'zod';
import { accountsOf, identityOf } from '../../care/selfcare.ts';
import { Forbidden, NotFound } from '../../errors.ts';
import { carryOut } from '../../pipeline/selfcare-erasure.ts';
import { lockMatching } from '../../storage/customer-keys.ts';
import { type Database, inTransaction } from '../../storage/database.ts';
import {
  decideErasureRequest,
  type ErasureRequest,
  findErasureRequest,
  listErasureRequests,
  lockErasureRequest,
  personsOfAccounts,
} from '../../storage/erasure-requests.ts';
import { audit } from '../audit.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { idParams } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Customers';
const permission = 'customers:erase';
const problems = { 403: 'What is kept of a person may lie with any team: only who sees all of them may do this.' };
const decided = { 404: 'There is no such request for you, or it was decided already.' };

const erasureRequest = z.object({
  id: z.uuid(),
  identity: z
    .string()
    .nullable()
    .meta({ description: '`email/` or `phone/` and what the customer proved; null once it is done.' }),
  customers: z
    .array(z.uuid())
    .meta({ description: 'While it is open: who would be erased, with all accounts that are known to be theirs.' }),
  askedAt: z.iso.datetime(),
  status: z.enum(['open', 'done', 'refused']),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
});

const seesAll = async (db: Database, { actor }: Pick<Call, 'actor'>): Promise<boolean> =>
  (await scopeOf(db, actor)) === 'all';

/** Throws NotFound for who does not see every team. */
async function seeRequests(tx: Database, call: Pick<Call, 'actor'>): Promise<void> {
  if (!(await seesAll(tx, call))) throw new NotFound(decided[404]);
}

async function show(db: Database, request: ErasureRequest): Promise<z.output<typeof erasureRequest>> {
  // Nobody would be erased for what is decided: a list of many asks for few.
  const identity = request.status === 'open' ? identityOf(request.identity ?? '') : undefined;
  const persons = identity === undefined ? [] : await personsOfAccounts(db, accountsOf(identity));
  return { ...request, customers: persons.map(({ person }) => person) };
}

export const erasureRequestEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/erasure-requests',
    operationId: 'listErasureRequests',
    tag,
    summary: 'Customers who proved who they are and want their data gone, those that wait first',
    permission,
    problems,
    response: z.object({ items: z.array(erasureRequest) }),
    async handle(call) {
      if (!(await seesAll(call.context.db, call))) throw new Forbidden(problems[403]);
      const { db } = call.context;
      const items = [];
      for (const request of await listErasureRequests(db)) items.push(await show(db, request));
      return { items };
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/erasure-requests/{id}/carry-out',
    operationId: 'carryOutErasure',
    tag,
    summary: 'Erase what a customer asked to have erased, as `POST /api/customers/{id}/erase` does',
    permission,
    params: idParams,
    problems: decided,
    response: erasureRequest,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { actor, params, now } = call;
        await seeRequests(tx, call);
        await lockMatching(tx);
        const persons = await carryOut(tx, params.id, { name: actor.name, reason: 'Asked for by the customer.' }, now);
        await audit(call, tx, 'erasure.carried-out', { kind: 'erasure-request', id: params.id }, { persons });
        return show(tx, await findErasureRequest(tx, params.id));
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/erasure-requests/{id}/refuse',
    operationId: 'refuseErasure',
    tag,
    summary: 'Refuse it, with a reason that the customer sees',
    permission,
    params: idParams,
    problems: decided,
    body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
    example: { reason: 'Khiếu nại của Quý khách đang được xử lý theo luật.' },
    response: erasureRequest,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { actor, params, body, now } = call;
        await seeRequests(tx, call);
        const { id } = await lockErasureRequest(tx, params.id);
        await decideErasureRequest(tx, id, { status: 'refused', by: actor.name, reason: body.reason }, now);
        await audit(call, tx, 'erasure.refused', { kind: 'erasure-request', id }, { reason: body.reason });
        return show(tx, await findErasureRequest(tx, id));
      }),
  }),
];
