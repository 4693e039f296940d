import { sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { TeamBoard } from '../domain/board.ts';
import type { Database } from './database.ts';
import { WORKED_ON } from './presence.ts';
import { isoOrNull } from './rows.ts';
import { ticketsWithin } from './scope.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How the tickets of each team stand that lie within a scope; teams without any are left out. */
export async function boardOf(db: Database, scope: TicketScope, now: Date): Promise<Map<string, TeamBoardCounts>> {
  const soon = new Date(now.getTime() + HOUR_MS);
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const isUnsolved = sql<boolean>`tickets.resolved_at is null`;
  const isSnoozed = sql<boolean>`coalesce(tickets.snoozed_until > ${now}, false)`;
  const countIf = (condition: typeof isUnsolved) => sql<number>`(count(*) filter (where ${condition}))::integer`;
  const unsolvedIf = (condition: typeof isUnsolved) => countIf(sql`${isUnsolved} and ${condition}`);
  const rows = await db
    .selectFrom('tickets')
    .select('team_id')
    .select([
      countIf(isUnsolved).as('unsolved'),
      unsolvedIf(sql`${WORKED_ON} and tickets.assignee_id is null and not ${isSnoozed}`).as('waiting'),
      unsolvedIf(sql`tickets.status = 'pending' and not ${isSnoozed}`).as('pending'),
      unsolvedIf(isSnoozed).as('snoozed'),
      unsolvedIf(sql`not ${isSnoozed} and tickets.next_due_at <= ${now}`).as('overdue'),
      unsolvedIf(sql`not ${isSnoozed} and tickets.next_due_at > ${now} and tickets.next_due_at <= ${soon}`).as(
        'atRisk',
      ),
      sql<Date | null>`min(tickets.unanswered_since) filter (where ${isUnsolved})`.as('unansweredSince'),
      countIf(sql`tickets.opened_at > ${dayAgo}`).as('opened'),
      countIf(sql`tickets.resolved_at > ${dayAgo}`).as('resolved'),
    ])
    .where(ticketsWithin(scope))
    .where('tickets.merged_into', 'is', null)
    // Each part by an index of its own: of years of solved tickets, those of the last day are read.
    .where(
      sql<boolean>`(tickets.resolved_at is null or tickets.resolved_at > ${dayAgo} or tickets.opened_at > ${dayAgo})`,
    )
    .groupBy('team_id')
    .execute();
  return new Map(
    rows.map(({ team_id, unansweredSince, ...counts }) => [
      team_id,
      { ...counts, unansweredSince: isoOrNull(unansweredSince) },
    ]),
  );
}

export type TeamBoardCounts = Omit<TeamBoard, 'team'>;
