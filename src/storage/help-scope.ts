import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';

/** Who may use what helps agents: what is for all, for a team of theirs, or for a team above it. */
export interface HelpScope {
  scope: TicketScope;
  /** The team of the asker. */
  team: string | null;
}

const below = sql`with recursive above as (
    select id, parent_id from teams where id = given.team
    union select t.id, t.parent_id from teams t join above a on t.id = a.parent_id
  ) select id from above`;

/** Of a table with a column `team_id`. */
export function forTeam({ scope, team }: HelpScope, column: RawBuilder<unknown> = sql`team_id`): RawBuilder<SqlBool> {
  if (scope === 'all') return sql<SqlBool>`true`;
  const own = 'assignee' in scope ? [] : [...scope];
  return sql<SqlBool>`(${column} is null or ${column} = any(${own}::uuid[])
    or ${column} in (select ids.id from (select ${team}::uuid as team) given, lateral (${below}) ids))`;
}
