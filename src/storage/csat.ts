import { sql } from 'kysely';
import type { CsatSettings } from '../domain/quality-settings.ts';
import type { Database } from './database.ts';
import { hashSecret } from './rows.ts';

/** Customers are asked what they think of a solved ticket: once a ticket. */

const HOUR_MS = 3_600_000;
/** Who was not asked within so long after the solution is not asked any more. */
const LATEST_MS = 48 * HOUR_MS;

export interface TicketToRate {
  number: number;
  team: string;
  agent: string | null;
  channel: string;
}

/** Solved tickets whose customers are to be asked now, the longest solved first. */
export async function ticketsToRate(
  db: Database,
  { channels, delayMinutes, quietDays }: CsatSettings,
  now: Date,
  limit: number,
): Promise<number[]> {
  const until = new Date(now.getTime() - delayMinutes * 60_000);
  const quiet = new Date(now.getTime() - quietDays * 24 * HOUR_MS);
  const { rows } = await sql<{ number: number }>`
    select t.number from tickets t
    where t.resolved_at > ${new Date(until.getTime() - LATEST_MS)} and t.resolved_at <= ${until}
      and t.status in ('resolved', 'closed') and t.merged_into is null and t.channel = any(${channels}::text[])
      and not exists (select from csat_requests c where c.ticket_number = t.number)
      and not exists (select from csat_requests c join tickets o on o.number = c.ticket_number
        where o.customer_id = t.customer_id and c.token_hash is not null and c.asked_at > ${quiet})
    order by t.resolved_at, t.number limit ${limit}`.execute(db);
  return rows.map(({ number }) => number);
}

/** A ticket under its lock, if its customer was not asked meanwhile. */
export async function takeToRate(tx: Database, number: number): Promise<TicketToRate | undefined> {
  const { rows } = await sql<TicketToRate>`
    select number, team_id as team, assignee_id as agent, channel from tickets t
    where number = ${number} and status in ('resolved', 'closed') and merged_into is null
      and not exists (select from csat_requests c where c.ticket_number = t.number)
    for update`.execute(tx);
  return rows[0];
}

/** Notes the request; with `problem`, that there is none and why. Of the token only its hash is kept. */
export async function addCsatRequest(
  tx: Database,
  ticket: TicketToRate,
  sent: { token: string; expiresAt: Date } | { problem: string },
  now: Date,
): Promise<void> {
  const how =
    'token' in sent
      ? { token_hash: hashSecret(sent.token), expires_at: sent.expiresAt }
      : { problem: sent.problem.slice(0, 500) };
  const { number, team, agent, channel } = ticket;
  const row = { ticket_number: number, team_id: team, agent_id: agent, channel, asked_at: now, ...how };
  await tx.insertInto('csat_requests').values(row).execute();
}

/** How a link stands: open, answered already, or of no use (unknown, or too late). */
export type LinkState = 'open' | 'answered' | 'gone';

export async function linkState(db: Database, token: string, now: Date): Promise<LinkState> {
  const row = await db
    .selectFrom('csat_requests')
    .select(['answered_at', 'expires_at'])
    .where('token_hash', '=', hashSecret(token))
    .executeTakeFirst();
  if (row?.answered_at) return 'answered';
  return row?.expires_at && row.expires_at > now ? 'open' : 'gone';
}

/** Takes a rating in, once for each link; gives the ticket's number, or undefined where the link is not open. */
export async function rate(
  tx: Database,
  token: string,
  { rating, comment }: { rating: number; comment: string },
  now: Date,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('csat_requests')
    .set({ rating, comment, answered_at: now })
    .where('token_hash', '=', hashSecret(token))
    .where('answered_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('ticket_number')
    .executeTakeFirst();
  return row?.ticket_number;
}
