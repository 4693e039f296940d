import { sql } from 'kysely';
import type { Database } from './database.ts';

/** The search index's side of the records: what has to go there, and what became of it. */

/** A mention as the index wants it, with the number of the change that it shows. Instants are ISO 8601. */
export interface IndexableMention {
  id: string;
  change: number;
  url: string | null;
  kind: string;
  source: { id: string; kind: string; name: string };
  author: string | null;
  title: string | null;
  text: string;
  threadId: string | null;
  occurredAt: string;
  collectedAt: string;
  language: string | null;
  sentiment: string | null;
  complaint: boolean | null;
  complaintScore: number | null;
  topics: string[];
  urgency: string | null;
  spam: boolean | null;
  intent: string | null;
  products: string[];
  provinces: string[];
  /** "viettel:negative" */
  brandOpinions: string[];
  copyOf: string | null;
  ticketNumber: number | null;
}

const selectIndexable = (db: Database) =>
  db
    .selectFrom('mentions as m')
    .innerJoin('sources as s', 's.id', 'm.source_id')
    .select(['m.id', 'm.url', 'm.kind', 'm.source_id', 'm.source_kind', 's.name as source_name'])
    .select(['m.author_name', 'm.title', 'm.text', 'm.thread_id', 'm.occurred_at', 'm.collected_at', 'm.language'])
    .select(['m.sentiment', 'm.complaint', 'm.complaint_score', 'm.topics', 'm.urgency', 'm.spam', 'm.copy_of'])
    .select(['m.ticket_number', 'm.intent', 'm.products', 'm.provinces', 'm.brand_opinions']);

function shape(
  row: Awaited<ReturnType<ReturnType<typeof selectIndexable>['executeTakeFirstOrThrow']>>,
  change: number,
): IndexableMention {
  return {
    id: row.id,
    change,
    url: row.url,
    kind: row.kind,
    source: { id: row.source_id, kind: row.source_kind, name: row.source_name },
    author: row.author_name,
    title: row.title,
    text: row.text,
    threadId: row.thread_id,
    occurredAt: row.occurred_at.toISOString(),
    collectedAt: row.collected_at.toISOString(),
    language: row.language,
    sentiment: row.sentiment,
    complaint: row.complaint,
    complaintScore: row.complaint_score,
    topics: row.topics,
    urgency: row.urgency,
    spam: row.spam,
    intent: row.intent,
    products: row.products,
    provinces: row.provinces,
    brandOpinions: row.brand_opinions,
    copyOf: row.copy_of,
    ticketNumber: row.ticket_number,
  };
}

/** Decided mentions whose last change the index has not got and came after `after`, in the order of the changes. */
export async function mentionsToIndex(db: Database, limit: number, after = 0): Promise<IndexableMention[]> {
  const rows = await selectIndexable(db)
    .innerJoin('mention_outbox as o', 'o.mention_id', 'm.id')
    .select('o.change')
    .where('o.sent_at', 'is', null)
    .where('o.error', 'is', null)
    .where('o.change', '>', String(after))
    .orderBy('o.change')
    .limit(limit)
    .execute();
  return rows.map((row) => shape(row, Number(row.change)));
}

/**
 * Every decided mention, the newest first and so month by month, in batches; each batch is read when it is asked for. Changes from now on are newer;
 * one that moves a mention in time is seen as a change.
 */
export async function* allIndexableMentions(db: Database, batch: number): AsyncIterable<IndexableMention[]> {
  const { rows } = await sql<{
    change: string;
  }>`select nextval(pg_get_serial_sequence('mention_outbox', 'change')) as change`.execute(db);
  const change = Number(rows[0]?.change);
  for (let after: { at: string; id: string } | undefined; ; ) {
    // As text: a time of the database is finer than one of ours, and the next batch begins just behind it.
    let select = selectIndexable(db)
      .select(sql<string>`m.occurred_at::text`.as('at'))
      .where('m.triaged_at', 'is not', null);
    if (after !== undefined) {
      const { at, id } = after;
      select = select.where(
        sql<boolean>`m.occurred_at <= ${at}::timestamptz and (m.occurred_at < ${at}::timestamptz or m.id > ${id})`,
      );
    }
    const found = await select.orderBy('m.occurred_at', 'desc').orderBy('m.id').limit(batch).execute();
    const last = found.at(-1);
    if (last === undefined) return;
    yield found.map((row) => shape(row, change));
    after = { at: last.at, id: last.id };
  }
}

/** Says what the index took, and sets aside what it refused, each with the reason; a change since then stays waiting. */
export async function markIndexed(
  db: Database,
  sent: readonly { id: string; change: number }[],
  refused: readonly { id: string; reason: string }[],
  now: Date,
): Promise<void> {
  const reasons = new Map(refused.map(({ id, reason }) => [id, reason]));
  const rows = sent.map(({ id, change }) => ({ id, change, reason: reasons.get(id) ?? null }));
  await sql`
    update mention_outbox o set sent_at = case when r.reason is null then ${now}::timestamptz end, error = r.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, change bigint, reason text)
    where o.mention_id = r.id and o.change = r.change`.execute(db);
}

/** What was sent since `since` went to an index that is gone: it waits again. */
export async function reindexSince(db: Database, since: Date): Promise<void> {
  await db.updateTable('mention_outbox').set({ sent_at: null }).where('sent_at', '>=', since).execute();
}

/** Forgets what was sent so long ago that no rebuild can still be going on. */
export async function forgetSentBefore(db: Database, instant: Date): Promise<void> {
  await db.deleteFrom('mention_outbox').where('sent_at', '<', instant).execute();
}

/** How many decided mentions the index has not got, since when the oldest waits, and how many it refused. */
export async function indexLag(db: Database): Promise<{ waiting: number; oldest: Date | null; refused: number }> {
  const { rows } = await sql<{ waiting: string; refused: string; oldest: Date | null }>`
    select (select count(*) from mention_outbox where sent_at is null and error is null) as waiting,
      (select count(*) from mention_outbox where error is not null) as refused,
      (select triaged_at from mentions where id =
        (select mention_id from mention_outbox where sent_at is null and error is null order by change limit 1)) as oldest`.execute(
    db,
  );
  const [row] = rows;
  return { waiting: Number(row?.waiting), oldest: row?.oldest ?? null, refused: Number(row?.refused) };
}

/** Mentions that the index refused, with its reasons. */
export async function refusedByIndex(db: Database, limit: number): Promise<{ id: string; reason: string }[]> {
  const rows = await db
    .selectFrom('mention_outbox')
    .select(['mention_id', 'error'])
    .where('error', 'is not', null)
    .orderBy('mention_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.mention_id, reason: row.error ?? '' }));
}

/** A ticket as the index wants it, with the number of the change that it shows. */
export interface IndexableTicket {
  number: number;
  change: number;
  status: string;
  priority: string;
  topic: string | null;
  channel: string;
  team: { id: string; name: string };
  assignee: string | null;
  openedAt: Date;
  firstResponseDueAt: Date | null;
  resolutionDueAt: Date | null;
  firstRespondedAt: Date | null;
  resolvedAt: Date | null;
  mentions: number;
}

/** A due time has come since the ticket was sent, so that it is late now without having changed. */
const cameDue = (now: Date) => sql<boolean>`(t.resolved_at is null and t.next_due_at < ${now} and (
  (t.first_responded_at is null and t.first_response_due_at < ${now} and t.first_response_due_at >= t.indexed_at)
  or (t.resolution_due_at < ${now} and t.resolution_due_at >= t.indexed_at)))`;

const selectTickets = (db: Database) =>
  db
    .selectFrom('tickets as t')
    .innerJoin('teams', 'teams.id', 't.team_id')
    .leftJoin('users', 'users.id', 't.assignee_id')
    .select(['t.number', 't.change_count as change', 't.status', 't.priority', 't.topic', 't.channel', 't.team_id'])
    .select(['teams.name as team_name', 'users.name as assignee', 't.opened_at as openedAt'])
    .select(['t.first_response_due_at as firstResponseDueAt', 't.resolution_due_at as resolutionDueAt'])
    .select(['t.first_responded_at as firstRespondedAt', 't.resolved_at as resolvedAt'])
    .select((select) =>
      select
        .selectFrom('mentions')
        .select((count) => count.fn.countAll<string>().as('count'))
        .whereRef('mentions.ticket_number', '=', 't.number')
        .as('mentions'),
    );

const shapeTicket = ({
  team_id,
  team_name,
  mentions,
  ...row
}: Awaited<ReturnType<ReturnType<typeof selectTickets>['executeTakeFirstOrThrow']>>): IndexableTicket => ({
  ...row,
  team: { id: team_id, name: team_name },
  mentions: Number(mentions),
});

/** Tickets whose last change, or whose lateness, the index has not got. */
export async function ticketsToIndex(db: Database, limit: number, now: Date): Promise<IndexableTicket[]> {
  const rows = await selectTickets(db)
    .where('t.index_error', 'is', null)
    .where((where) => where.or([where('t.indexed_change', '<', where.ref('t.change_count')), cameDue(now)]))
    .orderBy('t.updated_at')
    .limit(limit)
    .execute();
  return rows.map(shapeTicket);
}

/** Every ticket, by number, in batches; each batch is read when it is asked for. */
export async function* allIndexableTickets(db: Database, batch: number): AsyncIterable<IndexableTicket[]> {
  for (let after = 0; ; ) {
    const rows = await selectTickets(db).where('t.number', '>', after).orderBy('t.number').limit(batch).execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(shapeTicket);
    after = last.number;
  }
}

/** As `reindexSince`, for tickets: one that was refused gets another try. */
export async function reindexTicketsSince(db: Database, since: Date): Promise<void> {
  await db
    .updateTable('tickets')
    .set({ indexed_change: 0, index_error: null })
    .where((where) => where.or([where('indexed_at', '>=', since), where('index_error', 'is not', null)]))
    .execute();
}

/** As `markIndexed`, for tickets. */
export async function markTicketsIndexed(
  db: Database,
  sent: readonly { number: number; change: number }[],
  refused: readonly { id: string; reason: string }[],
  now: Date,
): Promise<void> {
  const reasons = new Map(refused.map(({ id, reason }) => [id, reason]));
  const rows = sent.map(({ number, change }) => ({ number, change, reason: reasons.get(String(number)) ?? null }));
  await sql`
    update tickets t set indexed_change = case when r.reason is null then r.change else t.indexed_change end,
      indexed_at = ${now}, index_error = case when t.change_count = r.change then r.reason end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(number integer, change integer, reason text)
    where t.number = r.number`.execute(db);
}
