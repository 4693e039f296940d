import { sql } from 'kysely';
import type { Database } from './database.ts';
import { EVERYTHING, type MentionScope, mentionsWithin, type ReportScope, runsWithin, ticketsWithin } from './scope.ts';

/** What the daily report counts of mentions. Spans are half-open; a mention's time is `occurred_at`. */

export interface DaySpan {
  from: Date;
  to: Date;
}

const within = (span: DaySpan, scope: MentionScope) =>
  sql<boolean>`m.occurred_at >= ${span.from} and m.occurred_at < ${span.to} and ${mentionsWithin(scope, 'm')}`;

/** Runs `work` on one unmoving picture of the records, so that figures that are read one after another add up. */
export function onSnapshot<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}

/** The figures of one span. */
export interface SpanFigures {
  mentions: number;
  complaints: number;
  tickets: number;
  /** Whether we listened on it: a run had succeeded before it began, and at least one that began in it succeeded. */
  listened: boolean;
}

/** Counts each of the spans, in their order. */
export async function countSpans(
  db: Database,
  spans: readonly DaySpan[],
  scope: ReportScope = EVERYTHING,
): Promise<SpanFigures[]> {
  const from = spans.map((span) => span.from.toISOString());
  const to = spans.map((span) => span.to.toISOString());
  const ours = runsWithin(scope.mentions);
  const result = await sql<SpanFigures>`
    select counted.mentions, counted.complaints,
      (select count(*)::integer from tickets
        where opened_at >= span.begins and opened_at < span.ends and ${ticketsWithin(scope.tickets)}) as tickets,
      exists (select from runs where status = 'succeeded' and started_at < span.begins and ${ours})
        and exists (select from runs where status = 'succeeded' and started_at >= span.begins and started_at < span.ends and ${ours})
        as listened
    from unnest(${from}::timestamptz[], ${to}::timestamptz[]) with ordinality as span(begins, ends, place)
    cross join lateral (
      select count(*)::integer as mentions, (count(*) filter (where complaint))::integer as complaints
      from mentions where occurred_at >= span.begins and occurred_at < span.ends and ${mentionsWithin(scope.mentions)}
    ) counted
    order by span.place`.execute(db);
  return result.rows;
}

/** How many mentions of a span share all of this; `hour` is the place in `hours`. */
export interface MentionCell {
  sourceId: string;
  sourceName: string;
  sourceKind: string;
  sourceDeleted: boolean;
  hour: number;
  language: string | null;
  sentiment: string | null;
  complaint: boolean;
  spam: boolean;
  state: 'read' | 'waiting' | 'set-aside';
  count: number;
}

/** Counts the mentions of a span by everything that is told apart but the topics; `hours` are its hours' beginnings. */
export async function countCells(
  db: Database,
  span: DaySpan,
  hours: readonly Date[],
  scope: MentionScope = {},
): Promise<MentionCell[]> {
  const bounds = hours.map((hour) => hour.toISOString());
  const result = await sql<MentionCell>`
    select cell.*, s.name as "sourceName", s.kind as "sourceKind", s.deleted_at is not null as "sourceDeleted"
    from (
      select m.source_id as "sourceId", width_bucket(m.occurred_at, ${bounds}::timestamptz[]) - 1 as hour,
        m.language, m.sentiment, m.complaint is true as complaint, m.spam is true as spam,
        case when m.analysed_at is null then 'waiting' when m.analysis_error is not null then 'set-aside' else 'read' end
          as state,
        count(*)::integer as count
      from mentions m where ${within(span, scope)}
      group by 1, 2, 3, 4, 5, 6, 7
    ) cell
    join sources s on s.id = cell."sourceId"`.execute(db);
  return result.rows;
}

/** How many mentions of a span have exactly these topics. */
export interface TopicsCell {
  topics: string[];
  mentions: number;
  complaints: number;
}

export async function countTopics(db: Database, span: DaySpan, scope: MentionScope = {}): Promise<TopicsCell[]> {
  const result = await sql<TopicsCell>`
    select m.topics, count(*)::integer as mentions, (count(*) filter (where m.complaint))::integer as complaints
    from mentions m where ${within(span, scope)} group by m.topics`.execute(db);
  return result.rows;
}

/** A complaint that may stand as an example for a topic. */
export interface ExampleRow {
  topic: string | null;
  id: string;
  text: string;
  url: string | null;
  sourceName: string;
  occurredAt: Date;
  ticketNumber: number | null;
}

/** Characters of a text that are read for an excerpt. */
const EXCERPT = 1000;

/** The surest complaints of each topic (null: of those without one), originals before copies, at most `limit` each. */
export async function findExamples(
  db: Database,
  span: DaySpan,
  topics: readonly (string | null)[],
  limit: number,
  scope: MentionScope = {},
): Promise<ExampleRow[]> {
  const wanted = topics.map((topic) => topic ?? '');
  const result = await sql<ExampleRow>`
    select nullif(best.topic, '') as topic, m.id, left(concat_ws(' – ', m.title, m.text), ${EXCERPT}::integer) as text, m.url,
      s.name as "sourceName", m.occurred_at as "occurredAt", m.ticket_number as "ticketNumber"
    from (
      select each.topic, m.id, row_number() over (
        partition by each.topic order by m.copy_of is not null, m.complaint_score desc nulls last, m.occurred_at, m.id
      ) as place
      from mentions m
      cross join lateral (
        select distinct unnest(case when m.topics = '{}' then array[''] else m.topics end) as topic
      ) each
      where ${within(span, scope)} and m.complaint and each.topic = any(${wanted}::text[])
    ) best
    join mentions m on m.id = best.id
    join sources s on s.id = m.source_id
    where best.place <= ${limit}
    order by best.topic, best.place`.execute(db);
  return result.rows;
}

/** A thread, named by its first mention of the span. */
export interface ThreadRow {
  text: string;
  url: string | null;
  sourceName: string;
  mentions: number;
  complaints: number;
}

/** The threads with the most complaints, at least two each. */
export async function worstThreads(
  db: Database,
  span: DaySpan,
  limit: number,
  scope: MentionScope = {},
): Promise<ThreadRow[]> {
  const result = await sql<ThreadRow>`
    with worst as (
      select m.source_kind, m.thread_id, count(*)::integer as mentions,
        (count(*) filter (where m.complaint))::integer as complaints
      from mentions m where ${within(span, scope)} and m.thread_id is not null
      group by m.source_kind, m.thread_id
      having count(*) filter (where m.complaint) >= 2
      order by complaints desc, mentions desc, m.source_kind, m.thread_id limit ${limit}
    ), first as (
      select distinct on (m.source_kind, m.thread_id) m.source_kind, m.thread_id, m.title, m.text, m.url, m.source_id
      from mentions m join worst using (source_kind, thread_id) where ${within(span, scope)}
      order by m.source_kind, m.thread_id, m.title is null, m.occurred_at, m.id
    )
    select left(coalesce(first.title, first.text), ${EXCERPT}::integer) as text, first.url, s.name as "sourceName",
      worst.mentions, worst.complaints
    from worst join first using (source_kind, thread_id) join sources s on s.id = first.source_id
    order by worst.complaints desc, worst.mentions desc, worst.source_kind, worst.thread_id`.execute(db);
  return result.rows;
}
