import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Sealed } from './secrets.ts';

/** Who renews the tokens of a channel: it is noted in the channel's state, which kinds with tokens have no other use for. */

/** Says that one process renews a channel's tokens from now on; false while another does. */
export async function beginRenewal(db: Database, id: string, now: Date, until: Date): Promise<boolean> {
  const { rows } = await sql`
    update channels set state = jsonb_build_object('renewingUntil', ${until.toISOString()}::text)
    where id = ${id} and (state->>'renewingUntil' is null or (state->>'renewingUntil')::timestamptz <= ${now})
    returning id`.execute(db);
  return rows.length > 0;
}

/** Stores renewed secrets (null: there are none), unless an administrator gave others meanwhile. */
export async function endRenewal(
  db: Database,
  id: string,
  { before, after }: { before: Sealed; after: Sealed | null },
): Promise<void> {
  const kept = JSON.stringify(after ?? before);
  await sql`update channels set state = null,
      secrets = case when secrets = ${JSON.stringify(before)}::jsonb then ${kept}::jsonb else secrets end
    where id = ${id}`.execute(db);
}

/** Has the tokens renewed before the next message, whatever their end. */
export async function askForRenewal(db: Database, id: string): Promise<void> {
  await sql`update channels set state = '{"renewal": "asked"}' where id = ${id} and state is null`.execute(db);
}

export async function isRenewalAsked(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql`select id from channels where id = ${id} and state->>'renewal' = 'asked'`.execute(db);
  return rows.length > 0;
}
