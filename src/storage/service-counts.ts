import { type RawBuilder, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { Database } from './database.ts';
import type { Span } from './mention-counts.ts';
import { ticketsWithin } from './scope.ts';

/** What the desk did in one step of time; minutes are medians from the opening on, null of nothing. */
export interface ServiceStep {
  /** The first instant of the step, ISO 8601. */
  key: string;
  opened: number;
  answered: number;
  answeredInTime: number;
  answerMinutes: number | null;
  resolved: number;
  resolvedInTime: number;
  resolutionMinutes: number | null;
}

export interface ServiceFilter {
  from: Date;
  /** Exclusive. */
  to: Date;
  interval: Span;
  /** IANA name; the steps are this zone's. */
  timeZone: string;
  team?: string | undefined;
}

/** Each opening, first answer and solution in its own step of time; steps without any are left out. */
export async function countService(db: Database, scope: TicketScope, filter: ServiceFilter): Promise<ServiceStep[]> {
  const { from, to, interval, timeZone, team } = filter;
  const visible = ticketsWithin(scope);
  const wanted = team === undefined ? sql`true` : sql`team_id = ${team}`;
  /** What happened to tickets at the time in a column, with its minutes and whether it was in time. */
  const happened = (kind: string, at: string, due: string | null, only: RawBuilder<unknown> = sql`true`) => sql`
    select ${kind} as kind, ${sql.ref(at)} as at, extract(epoch from ${sql.ref(at)} - opened_at)::float8 / 60 as minutes,
      ${due === null ? sql`null::boolean` : sql`(${sql.ref(at)} > ${sql.ref(due)}) is not true`} as in_time
    from tickets where ${sql.ref(at)} >= ${from} and ${sql.ref(at)} < ${to} and ${visible} and ${wanted} and ${only}`;
  const step = sql`to_char(date_trunc(${interval}, at, ${timeZone}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`;
  const count = (which: RawBuilder<unknown>) => sql`(count(*) filter (where ${which}))::integer`;
  const median = (kind: string) =>
    sql`percentile_cont(0.5) within group (order by minutes) filter (where kind = ${kind})`;
  const { rows } = await sql<ServiceStep>`
    with happened as (
      ${happened('opened', 'opened_at', null)}
      union all ${happened('answered', 'first_responded_at', 'first_response_due_at')}
      union all ${happened('resolved', 'resolved_at', 'resolution_due_at', sql`merged_into is null`)}
    )
    select ${step} as key, ${count(sql`kind = 'opened'`)} as opened,
      ${count(sql`kind = 'answered'`)} as answered, ${count(sql`kind = 'answered' and in_time`)} as "answeredInTime",
      ${median('answered')} as "answerMinutes",
      ${count(sql`kind = 'resolved'`)} as resolved, ${count(sql`kind = 'resolved' and in_time`)} as "resolvedInTime",
      ${median('resolved')} as "resolutionMinutes"
    from happened group by 1 order by 1`.execute(db);
  return rows;
}
