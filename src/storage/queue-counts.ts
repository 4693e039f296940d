import { sql } from 'kysely';
import type { Database } from './database.ts';
import { WORKED_ON } from './presence.ts';

/** How many tickets of each of these teams wait for somebody; teams without any count 0. */
export async function waitingOf(db: Database, teams: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('tickets')
    .select(['team_id as id', (select) => select.fn.countAll<string>().as('count')])
    .where(sql<boolean>`team_id = any(${[...teams]}::uuid[])`)
    .where('assignee_id', 'is', null)
    .where(WORKED_ON)
    .groupBy('team_id')
    .execute();
  return counted(teams, rows);
}

/** How many tickets each of these users has to work on. */
export async function workOfUsers(db: Database, users: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('tickets')
    .select(['assignee_id as id', (select) => select.fn.countAll<string>().as('count')])
    .where(sql<boolean>`assignee_id = any(${[...users]}::uuid[])`)
    .where(WORKED_ON)
    .groupBy('assignee_id')
    .execute();
  return counted(users, rows);
}

function counted(ids: readonly string[], rows: readonly { id: string | null; count: string }[]): Map<string, number> {
  const counts = new Map(ids.map((id) => [id, 0]));
  for (const { id, count } of rows) if (id !== null) counts.set(id, Number(count));
  return counts;
}
