import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Who was answered by itself as soon as they wrote: once a ticket, and once a day at most. */

const HOUR_MS = 3_600_000;
/** Nobody is told that their words came in after so long. */
const LATEST_MS = HOUR_MS;
const QUIET_MS = 24 * HOUR_MS;

/** Fresh tickets on these channels that nobody has answered, the oldest first. */
export async function ticketsToGreet(
  db: Database,
  channels: readonly string[],
  now: Date,
  limit: number,
): Promise<number[]> {
  const since = new Date(now.getTime() - LATEST_MS);
  const { rows } = await sql<{ number: number }>`
    select t.number from tickets t
    where t.opened_at > ${since} and t.status in ('new', 'open') and t.merged_into is null
      and t.first_responded_at is null and t.channel = any(${[...channels]}::text[])
      and not exists (select from first_answers f where f.ticket_number = t.number)
    order by t.opened_at, t.number limit ${limit}`.execute(db);
  return rows.map(({ number }) => number);
}

/** Whether the customer was answered so within the last day. */
export async function wasGreeted(tx: Database, customerId: string, now: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('first_answers')
    .select('at')
    .where('customer_id', '=', customerId)
    .where('problem', 'is', null)
    .where('at', '>', new Date(now.getTime() - QUIET_MS))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes that a ticket's customer was answered, or why not; false when that was noted before. */
export async function noteGreeting(
  tx: Database,
  { number, customerId, problem }: { number: number; customerId: string | null; problem: string | null },
  now: Date,
): Promise<boolean> {
  const row = await tx
    .insertInto('first_answers')
    .values({ ticket_number: number, customer_id: customerId, at: now, problem: problem?.slice(0, 500) ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('ticket_number')
    .executeTakeFirst();
  return row !== undefined;
}
