import { sql } from 'kysely';
import type { Database } from './database.ts';
import { iso } from './rows.ts';

/** Who looks at a ticket at this moment, so that two don't answer it at once: leases that end by themselves. */

/** How long somebody counts as being there after they last said so. */
const LEASE_MS = 45_000;

export interface Onlooker {
  user: { id: string; name: string };
  doing: 'viewing' | 'answering';
  since: string;
}

/** Says what a user does with a ticket; said again, it keeps them there. */
export async function lookAt(
  db: Database,
  ticket: number,
  user: string,
  doing: Onlooker['doing'],
  now: Date,
): Promise<void> {
  const expires = new Date(now.getTime() + LEASE_MS);
  await db
    .insertInto('ticket_leases')
    .values({ ticket_number: ticket, user_id: user, doing, since: now, expires_at: expires })
    .onConflict((conflict) =>
      conflict.columns(['ticket_number', 'user_id']).doUpdateSet({
        doing,
        expires_at: expires,
        since: sql<Date>`case when ticket_leases.doing = excluded.doing and ticket_leases.expires_at > ${now}
          then ticket_leases.since else excluded.since end`,
      }),
    )
    .execute();
}

export async function lookAway(db: Database, ticket: number, user: string): Promise<void> {
  await db.deleteFrom('ticket_leases').where('ticket_number', '=', ticket).where('user_id', '=', user).execute();
}

/** Who is at a ticket beside `except`, who came first first. */
export async function onlookersOf(db: Database, ticket: number, except: string | null, now: Date): Promise<Onlooker[]> {
  const rows = await db
    .selectFrom('ticket_leases')
    .innerJoin('users', 'users.id', 'ticket_leases.user_id')
    .select(['users.id', 'users.name', 'doing', 'since'])
    .where('ticket_number', '=', ticket)
    .where('expires_at', '>', now)
    .$if(except !== null, (query) => query.where('user_id', '<>', String(except)))
    .orderBy('since')
    .orderBy('users.id')
    .execute();
  return rows.map((row) => ({
    user: { id: row.id, name: row.name },
    doing: row.doing as Onlooker['doing'],
    since: iso(row.since),
  }));
}

/** Removes the leases that have ended. */
export async function forgetOnlookers(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('ticket_leases').where('expires_at', '<=', now).execute();
}
