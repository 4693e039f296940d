import { sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import type { Silence } from '../domain/source-health.ts';
import type { Database } from './database.ts';
import type { DaySpan } from './reports.ts';
import { type MentionScope, runsWithin, ticketsWithin } from './scope.ts';

/** What the daily report tells of the desk and of the sources: tickets, their clocks, and what was listened to. */

/** The clocks that ended on a span. */
export interface ClockRow {
  opened: number;
  answeredInTime: number;
  answeredLate: number;
  answerMinutes: number | null;
  resolvedInTime: number;
  resolvedLate: number;
  resolutionMinutes: number | null;
}

export async function countClocks(db: Database, { from, to }: DaySpan, scope: TicketScope = 'all'): Promise<ClockRow> {
  const on = (column: 'opened_at' | 'first_responded_at' | 'resolved_at') =>
    sql`(${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to})`;
  const solved = sql`${on('resolved_at')} and merged_into is null`;
  const median = (column: 'first_responded_at' | 'resolved_at', which: typeof solved) =>
    sql`(percentile_cont(0.5) within group (order by extract(epoch from ${sql.ref(column)} - opened_at)::float8 / 60)
      filter (where ${which}))`;
  const count = (which: typeof solved) => sql`(count(*) filter (where ${which}))::integer`;
  const answered = on('first_responded_at');
  const result = await sql<ClockRow>`
    select ${count(on('opened_at'))} as opened,
      ${count(sql`${answered} and (first_responded_at > first_response_due_at) is not true`)} as "answeredInTime",
      ${count(sql`${answered} and first_responded_at > first_response_due_at`)} as "answeredLate",
      ${median('first_responded_at', answered)} as "answerMinutes",
      ${count(sql`${solved} and (resolved_at > resolution_due_at) is not true`)} as "resolvedInTime",
      ${count(sql`${solved} and resolved_at > resolution_due_at`)} as "resolvedLate",
      ${median('resolved_at', solved)} as "resolutionMinutes"
    from tickets
    where (${on('opened_at')} or ${answered} or ${on('resolved_at')}) and ${ticketsWithin(scope)}`.execute(db);
  return result.rows[0] as ClockRow;
}

/** Unsolved tickets of one status and priority, and the one among them that waits longest for its first answer. */
export interface BacklogRow {
  status: string;
  priority: string;
  count: number;
  waiting: number;
  waitingOverdue: number;
  unresolvedOverdue: number;
  oldest: { number: number; subject: string; opened: string; due: string | null } | null;
}

/**
 * The backlog as it was at an instant: status and priority are taken back through the history of what changed since.
 * Due times are those of now: the history doesn't keep them.
 */
export async function backlogAt(db: Database, at: Date, scope: TicketScope = 'all'): Promise<BacklogRow[]> {
  const then = (field: 'status' | 'priority') => sql`coalesce((
    select changes->${sql.lit(field)}->>'from' from ticket_events
    where ticket_number = t.number and at >= ${at} and changes ? ${sql.lit(field)} order by id limit 1
  ), t.${sql.ref(field)})`;
  const result = await sql<BacklogRow>`
    with unsolved as (
      select * from (
        select number, subject, opened_at, first_response_due_at, resolution_due_at,
          (first_responded_at is null or first_responded_at >= ${at}) as waits,
          ${then('status')} as status, ${then('priority')} as priority
        from tickets t
        where opened_at < ${at} and (status in ('new', 'open', 'pending') or updated_at >= ${at})
          and ${ticketsWithin(scope, 't')}
      ) known where status in ('new', 'open', 'pending')
    )
    select status, priority, count(*)::integer as count,
      (count(*) filter (where waits))::integer as waiting,
      (count(*) filter (where waits and first_response_due_at < ${at}))::integer as "waitingOverdue",
      (count(*) filter (where resolution_due_at < ${at}))::integer as "unresolvedOverdue",
      (array_agg(jsonb_build_object('number', number, 'subject', subject, 'opened', opened_at, 'due', first_response_due_at)
        order by opened_at, number) filter (where waits))[1] as oldest
    from unsolved group by status, priority`.execute(db);
  return result.rows;
}

/** A source that existed at an instant, with the last run that had ended by then. */
export interface SourceRow {
  id: string;
  name: string;
  kind: string;
  intervalSeconds: number;
  enabled: boolean;
  createdAt: Date;
  lastStatus: 'succeeded' | 'failed' | null;
  lastEndedAt: Date | null;
  /** What is known of why the last run failed. */
  reason: string | null;
  lastSuccessAt: Date | null;
  /** When the first run failed after the last success. */
  failingSince: Date | null;
  setAsideAt: Date | null;
  /** The last run that brought something new. */
  lastNewsAt: Date | null;
  silences: Silence[];
}

/** A scope as a condition on sources. */
const sourcesWithin = ({ sources, tickets }: MentionScope) => {
  if (sources !== undefined) return sql`s.id = any(${[...sources]}::uuid[])`;
  return tickets === undefined ? sql`true` : sql`false`;
};

export async function sourcesAt(db: Database, at: Date, scope: MentionScope = {}): Promise<SourceRow[]> {
  const result = await sql<SourceRow>`
    select s.id, s.name, s.kind, coalesce(s.interval_seconds, s.every_minutes * 60) as "intervalSeconds", s.silences, s.enabled or s.deleted_at is not null as enabled,
      s.created_at as "createdAt", last.status as "lastStatus", last.finished_at as "lastEndedAt",
      coalesce(case when s.last_run_at = last.finished_at then s.problem end, last.message) as reason,
      success.finished_at as "lastSuccessAt", news.finished_at as "lastNewsAt",
      case when s.set_aside_at <= ${at} then s.set_aside_at end as "setAsideAt",
      case when last.status = 'failed' then (
        select min(finished_at) from runs where source_id = s.id and status = 'failed' and finished_at <= ${at}
          and started_at >= coalesce(success.finished_at, s.created_at)
      ) end as "failingSince"
    from sources s
    left join lateral (
      select status, finished_at, errors->-1->>'message' as message from runs
      where source_id = s.id and status in ('succeeded', 'failed') and finished_at <= ${at}
      order by started_at desc limit 1
    ) last on true
    left join lateral (
      select finished_at from runs where source_id = s.id and status = 'succeeded' and finished_at <= ${at}
      order by started_at desc limit 1
    ) success on true
    left join lateral (
      select finished_at from runs
      where source_id = s.id and status = 'succeeded' and new + unmatched > 0 and finished_at <= ${at}
      order by started_at desc limit 1
    ) news on true
    where s.created_at < ${at} and (s.deleted_at is null or s.deleted_at >= ${at}) and ${sourcesWithin(scope)}
    order by s.name`.execute(db);
  return result.rows;
}

/** Runs that ended on a span. */
export async function countRuns(
  db: Database,
  span: DaySpan,
  scope: MentionScope = {},
): Promise<{ succeeded: number; failed: number }> {
  const result = await sql<{ succeeded: number; failed: number }>`
    select (count(*) filter (where status = 'succeeded'))::integer as succeeded,
      (count(*) filter (where status = 'failed'))::integer as failed
    from runs where finished_at >= ${span.from} and finished_at < ${span.to} and ${runsWithin(scope)}`.execute(db);
  return result.rows[0] ?? { succeeded: 0, failed: 0 };
}
