import { sql } from 'kysely';
import type { Candidate, Drawn } from '../care/quality-sampling.ts';
import type { PreScore, ReviewReason } from '../domain/quality.ts';
import type { Database } from './database.ts';

/** Which closed tickets are reviewed. */

interface Span {
  from: Date;
  /** Exclusive. */
  to: Date;
}

/** Whose work a ticket is: who has it, else who answered last. */
const AGENT = sql`coalesce(t.assignee_id, (select m.user_id from messages m
  where m.ticket_number = t.number and m.kind = 'reply' and m.user_id is not null order by m.created_at desc limit 1))`;

/**
 * Tickets that were solved in a span and still are, and solved ones that got a low rating in it, if they are of somebody
 * and under no review yet.
 */
export async function closedTickets(db: Database, { from, to }: Span): Promise<(Candidate & { team: string })[]> {
  const { rows } = await sql<Candidate & { team: string }>`
    with closed as (
      select number from tickets where resolved_at >= ${from} and resolved_at < ${to}
      union select ticket_number from csat_requests where answered_at >= ${from} and answered_at < ${to} and rating <= 2
    ), candidates as (
      select t.number, t.team_id as team, ${AGENT} as agent, t.priority = 'urgent' as urgent,
        coalesce(t.first_responded_at > t.first_response_due_at, false)
          or coalesce(t.resolved_at > t.resolution_due_at, false) as "slaMissed",
        exists (select from csat_requests c where c.ticket_number = t.number and c.rating <= 2) as "lowCsat"
      from tickets t join closed using (number)
      where t.status in ('resolved', 'closed') and t.resolved_at is not null and t.merged_into is null
        and not exists (select from quality_reviews r where r.ticket_number = t.number)
    )
    select * from candidates where agent is not null order by number`.execute(db);
  return rows;
}

/** The last day that was drawn from. */
export async function lastDrawnDay(db: Database): Promise<string | null> {
  const row = await db
    .selectFrom('quality_days')
    .select((each) => each.fn.max('day').as('day'))
    .executeTakeFirst();
  return row?.day ?? null;
}

/** Notes that a day is drawn from; false if it was already. Another who is at it is waited for. */
export async function claimDay(tx: Database, day: string, now: Date): Promise<boolean> {
  const row = await tx
    .insertInto('quality_days')
    .values({ day, drawn: 0, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('day')
    .executeTakeFirst();
  return row !== undefined;
}

/** Has these tickets reviewed, those aside that are under review already; gives how many. */
export async function addReviews(
  tx: Database,
  drawn: readonly (Drawn & { team: string })[],
  now: Date,
): Promise<number> {
  const rows = drawn.map(({ number, team, agent, reason }) => ({ number, team, agent, reason }));
  const { rows: added } = await sql`
    insert into quality_reviews (ticket_number, team_id, agent_id, reason, created_at)
    select number, team, agent, reason, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d(number integer, team uuid, agent uuid, reason text)
    on conflict (ticket_number) do nothing returning id`.execute(tx);
  return added.length;
}

export async function noteDrawn(tx: Database, day: string, drawn: number): Promise<void> {
  await tx.updateTable('quality_days').set({ drawn }).where('day', '=', day).execute();
}

/** A solved ticket's team and agent; undefined where there is nothing to review. */
export async function reviewable(
  db: Database,
  number: number,
): Promise<{ number: number; team: string; agent: string; reason: ReviewReason } | undefined> {
  const { rows } = await sql<{ number: number; team: string; agent: string | null }>`
    select t.number, t.team_id as team, ${AGENT} as agent from tickets t
    where t.number = ${number} and t.status in ('resolved', 'closed') and t.merged_into is null`.execute(db);
  const [row] = rows;
  return row?.agent ? { ...row, agent: row.agent, reason: 'by-hand' } : undefined;
}

/** Whether a scorecard is in force. */
export async function hasScorecard(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('scorecards')
    .select('id')
    .where('retired_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Reviews whose tickets the program has not looked at yet, oldest first. */
export function unreadReviews(
  db: Database,
  limit: number,
): Promise<{ id: string; ticketNumber: number; agent: string; createdAt: Date }[]> {
  return db
    .selectFrom('quality_reviews')
    .select(['id', 'ticket_number as ticketNumber', 'agent_id as agent', 'created_at as createdAt'])
    .where('pre_scores', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function savePreScores(db: Database, id: string, found: readonly PreScore[]): Promise<void> {
  await db
    .updateTable('quality_reviews')
    .set({ pre_scores: JSON.stringify(found) })
    .where('id', '=', id)
    .execute();
}
