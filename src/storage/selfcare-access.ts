import { sql } from 'kysely';
import { CODE_MINUTES, CODE_TRIES, type CodePurpose } from '../care/selfcare.ts';
import type { Database } from './database.ts';
import { hashSecret } from './rows.ts';

/** Who is let into the customers' website: codes and sessions. */

export interface NewCode {
  id: string;
  channelId: string;
  identity: string;
  purpose: CodePurpose;
  /** Made with a key that is not among the records. */
  hash: string;
}

/** Keeps a code, unless the identity was given as many as it may within an hour: then nothing, and false. */
export async function addCode(db: Database, code: NewCode, most: number, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - 3_600_000);
  const expires = new Date(now.getTime() + CODE_MINUTES * 60_000);
  const { rows } = await sql`
    insert into selfcare_codes (id, channel_id, identity, purpose, code_hash, created_at, expires_at)
    select ${code.id}, ${code.channelId}, ${code.identity}, ${code.purpose}, ${code.hash}, ${now}, ${expires}
    where (select count(*) from selfcare_codes where channel_id = ${code.channelId} and identity = ${code.identity}
      and created_at > ${since}) < ${most} returning id`.execute(db);
  return rows.length > 0;
}

/**
 * Takes a try at a code, before it is looked at; gives what it must be, or undefined when it is over, used up or was tried
 * too often.
 */
export async function tryCode(
  db: Database,
  asked: { id: string; channelId: string; purpose: CodePurpose },
  now: Date,
): Promise<{ hash: string; identity: string } | undefined> {
  const row = await db
    .updateTable('selfcare_codes')
    .set({ tries: sql<number>`tries + 1` })
    .where('id', '=', asked.id)
    .where('channel_id', '=', asked.channelId)
    .where('purpose', '=', asked.purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('tries', '<', CODE_TRIES)
    .returning(['code_hash as hash', 'identity'])
    .executeTakeFirst();
  return row;
}

/** Uses a code up; false if another request was quicker. */
export async function takeCode(tx: Database, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('selfcare_codes')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function startSelfcareSession(
  tx: Database,
  session: { secret: string; channelId: string; identity: string },
  { now, expiresAt }: { now: Date; expiresAt: Date },
): Promise<void> {
  const { secret, channelId, identity } = session;
  await tx
    .insertInto('selfcare_sessions')
    .values({ token_hash: hashSecret(secret), channel_id: channelId, identity, created_at: now, expires_at: expiresAt })
    .execute();
}

/** Whose session it is; undefined when it is over. */
export async function selfcareSession(
  db: Database,
  { secret, channelId }: { secret: string; channelId: string },
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('selfcare_sessions')
    .select('identity')
    .where('token_hash', '=', hashSecret(secret))
    .where('channel_id', '=', channelId)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.identity;
}

export async function endSelfcareSession(db: Database, secret: string): Promise<void> {
  await db.deleteFrom('selfcare_sessions').where('token_hash', '=', hashSecret(secret)).execute();
}

/** Forgets sessions that are over, and codes once they no longer count. */
export async function forgetSelfcareAccess(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('selfcare_sessions').where('expires_at', '<', now).execute();
  await db
    .deleteFrom('selfcare_codes')
    .where('created_at', '<', new Date(now.getTime() - 3_600_000))
    .execute();
}

/** Ends everybody's sessions under an identity, and forgets its codes. */
export async function forgetIdentity(tx: Database, identity: string): Promise<void> {
  await tx.deleteFrom('selfcare_sessions').where('identity', '=', identity).execute();
  await tx.deleteFrom('selfcare_codes').where('identity', '=', identity).execute();
}
