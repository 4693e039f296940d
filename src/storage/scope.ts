import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { Database } from './database.ts';

/** Of one id an equation: only by that does an index give its rows in their order. */
const isAnyOf = (column: string, ids: readonly string[]): RawBuilder<SqlBool> =>
  ids.length === 1 ? sql`${sql.ref(column)} = ${ids[0]}::uuid` : sql`${sql.ref(column)} = any(${[...ids]}::uuid[])`;

/** A scope as a condition on tickets; `table` is the name that they have in the statement. */
export function ticketsWithin(scope: TicketScope, table = 'tickets'): RawBuilder<SqlBool> {
  if (scope === 'all') return sql`true`;
  if ('assignee' in scope) return sql`${sql.ref(`${table}.assignee_id`)} = ${scope.assignee}`;
  return isAnyOf(`${table}.team_id`, scope);
}

/**
 * Whose mentions somebody may see: those of these sources or those of these tickets; all, if neither is named. A mention
 * belongs to the team of its source, and to everybody when the source has none.
 */
export interface MentionScope {
  sources?: readonly string[];
  tickets?: readonly number[];
}

/** As many tickets of their own as somebody finds mentions of; the newest count. */
const OWN_TICKETS = 10_000;

/** The mentions that belong to a scope of tickets. */
export async function mentionScope(db: Database, scope: TicketScope): Promise<MentionScope> {
  if (scope === 'all') return {};
  if ('assignee' in scope) {
    const own = db.selectFrom('tickets').select('number').where('assignee_id', '=', scope.assignee);
    const rows = await own.orderBy('number', 'desc').limit(OWN_TICKETS).execute();
    return { tickets: rows.map(({ number }) => number) };
  }
  const rows = await db
    .selectFrom('sources')
    .select('id')
    .where(sql<boolean>`team_id is null or team_id = any(${[...scope]}::uuid[])`)
    .execute();
  return { sources: rows.map(({ id }) => id) };
}

/** A scope as a condition on mentions; `table` is the name that they have in the statement. */
export function mentionsWithin({ sources, tickets }: MentionScope, table = 'mentions'): RawBuilder<SqlBool> {
  if (sources !== undefined) return isAnyOf(`${table}.source_id`, sources);
  if (tickets !== undefined) return sql`${sql.ref(`${table}.ticket_number`)} = any(${[...tickets]}::integer[])`;
  return sql`true`;
}

/** A scope as a condition on the runs of sources. */
export function runsWithin({ sources, tickets }: MentionScope): RawBuilder<SqlBool> {
  if (sources !== undefined) return sql`source_id = any(${[...sources]}::uuid[])`;
  return tickets === undefined ? sql`true` : sql`false`;
}

/** What a report counts. */
export interface ReportScope {
  mentions: MentionScope;
  tickets: TicketScope;
}

export const EVERYTHING: ReportScope = { mentions: {}, tickets: 'all' };

/** What says whether a ticket lies within a scope; undefined if there is no such ticket. */
export async function ticketPlace(
  db: Database,
  number: number,
): Promise<{ team: string; assignee: string | null } | undefined> {
  const row = await db
    .selectFrom('tickets')
    .select(['team_id as team', 'assignee_id as assignee'])
    .where('number', '=', number)
    .executeTakeFirst();
  return row;
}
