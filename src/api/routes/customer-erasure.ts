import { z } from 'zod';
import type { Actor } from '../../domain/person.ts';
import { Forbidden } from '../../errors.ts';
import { lockMatching } from '../../storage/customer-keys.ts';
import { findPerson } from '../../storage/customers.ts';
import { type Database, inTransaction } from '../../storage/database.ts';
import { erasePerson, exportPerson, noteErasure } from '../../storage/erasure.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { idParams } from '../schemas.ts';
import { scopeOf } from '../scope.ts';

const tag = 'Customers';
const permission = 'customers:erase';
const problems = { 403: 'What is kept of a person may lie with any team: only who sees all of them may do this.' };

/** The person that a customer is, for somebody who sees all that is kept of them. Throws Forbidden and NotFound. */
async function findWholePerson(tx: Database, actor: Actor, id: string): Promise<string> {
  const scope = await scopeOf(tx, actor);
  const person = await findPerson(tx, scope, id);
  if (scope !== 'all') throw new Forbidden(problems[403]);
  return person;
}

export const customerErasureEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/customers/{id}/export',
    operationId: 'exportCustomer',
    tag,
    summary: 'Everything that is kept of one person, to be handed to them',
    description: 'Rows by their kind, with numbers and addresses clear; noted in the audit trail.',
    permission,
    params: idParams,
    problems,
    response: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const person = await findWholePerson(tx, call.actor, call.params.id);
        await audit(call, tx, 'customer.exported', { kind: 'customer', id: person });
        return exportPerson(tx, person);
      }),
  }),

  endpoint({
    method: 'post',
    path: '/api/customers/{id}/erase',
    operationId: 'eraseCustomer',
    tag,
    summary: 'Take one person out of the records, on their request',
    description:
      'Their posts, what was said to and about them, and whom they are known as are gone for good; tickets stay as numbers ' +
      'without words. What is in the index follows within seconds. Backups made before still hold it. Noted, with the ' +
      'reason, in the audit trail.',
    permission,
    params: idParams,
    problems,
    body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
    example: { reason: 'Yêu cầu bằng văn bản ngày 5/3/2026.' },
    response: z.object({ counts: z.record(z.string(), z.number().int()) }),
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        const { actor, body, now } = call;
        await lockMatching(tx);
        const person = await findWholePerson(tx, actor, call.params.id);
        const counts = await erasePerson(tx, person, now);
        await noteErasure(tx, { person, by: actor.name, reason: body.reason, counts }, now);
        await audit(call, tx, 'customer.erased', { kind: 'customer', id: person }, { reason: body.reason });
        return { counts };
      }),
  }),
];
