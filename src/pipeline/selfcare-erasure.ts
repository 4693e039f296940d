import { accountsOf, identityOf, type SelfcareIdentity, selfcareId } from '../care/selfcare.ts';
import { systemActor } from '../domain/person.ts';
import { appendAudit } from '../storage/audit.ts';
import { lockMatching } from '../storage/customer-keys.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { erasePerson, noteErasure } from '../storage/erasure.ts';
import {
  askErasure,
  decideErasureRequest,
  lockErasureRequest,
  personsOfAccounts,
} from '../storage/erasure-requests.ts';
import { forgetIdentity } from '../storage/selfcare-access.ts';
import type { Portal } from './selfcare-codes.ts';

/** Customers who want their data gone. */

const BY = 'customer';
const REASON = 'Asked for on the customers’ website, proved by a code.';

/**
 * Notes what a customer asks for who gave the code; where that is set, and no other account was found to be the same
 * person's, it is done at once. Gives whether it is done.
 */
export function requestErasure(
  db: Database,
  { row, settings }: Portal,
  identity: SelfcareIdentity,
  now: Date,
): Promise<'done' | 'open'> {
  return inTransaction(db, async (tx) => {
    await lockMatching(tx);
    const id = await askErasure(tx, { channelId: row.id, identity: selfcareId(identity) }, now);
    const subject = { kind: 'erasure-request', id };
    const actor = { kind: 'system' as const, id: null, name: BY };
    await appendAudit(tx, { at: now, actor, ip: null, act: 'erasure.requested', subject });
    const persons = await personsOfAccounts(tx, accountsOf(identity));
    const nothing = persons.length === 0;
    const automatic = settings.erasure === 'automatic' && persons.every(({ wholly }) => wholly);
    if (!nothing && !automatic) return 'open';
    await carryOut(tx, id, { name: systemActor.name, reason: REASON }, now);
    return 'done';
  });
}

/**
 * Erases the people whose accounts a request is about, with everything that is known to be theirs. To be called under the
 * lock of matching. Gives their number. Throws NotFound for a request that was decided.
 */
export async function carryOut(
  tx: Database,
  id: string,
  by: { name: string; reason: string },
  now: Date,
): Promise<number> {
  const request = await lockErasureRequest(tx, id);
  const identity = identityOf(request.identity);
  const persons = identity === undefined ? [] : await personsOfAccounts(tx, accountsOf(identity));
  for (const { person } of persons) {
    const counts = await erasePerson(tx, person, now);
    await noteErasure(tx, { person, by: by.name, reason: by.reason, counts }, now);
  }
  await decideErasureRequest(tx, id, { status: 'done', by: by.name, reason: null }, now);
  await forgetIdentity(tx, request.identity);
  return persons.length;
}
