import { sql } from 'kysely';
import { type Database, inTransaction } from './database.ts';

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
  copyOf: string | null;
  ticketNumber: number | null;
}

const selectIndexable = (db: Database) =>
  db
    .selectFrom('mentions as m')
    .innerJoin('sources as s', 's.id', 'm.source_id')
    .select(['m.id', 'm.change_count', 'm.url', 'm.kind', 'm.source_id', 'm.source_kind', 's.name as source_name'])
    .select(['m.author_name', 'm.title', 'm.text', 'm.thread_id', 'm.occurred_at', 'm.collected_at', 'm.language'])
    .select(['m.sentiment', 'm.complaint', 'm.complaint_score', 'm.topics', 'm.urgency', 'm.spam', 'm.copy_of'])
    .select('m.ticket_number');

function shape(
  row: Awaited<ReturnType<ReturnType<typeof selectIndexable>['executeTakeFirstOrThrow']>>,
): IndexableMention {
  return {
    id: row.id,
    change: row.change_count,
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
    copyOf: row.copy_of,
    ticketNumber: row.ticket_number,
  };
}

/** Decided mentions whose last change the index has not got, those that wait longest first. */
export async function mentionsToIndex(db: Database, limit: number): Promise<IndexableMention[]> {
  const rows = await selectIndexable(db)
    .where('m.triaged_at', 'is not', null)
    .where('m.index_error', 'is', null)
    .whereRef('m.indexed_change', '<', 'm.change_count')
    .orderBy('m.triaged_at')
    .limit(limit)
    .execute();
  return rows.map(shape);
}

/** Every decided mention, by id, in batches; each batch is read when it is asked for. */
export async function* allIndexableMentions(db: Database, batch: number): AsyncIterable<IndexableMention[]> {
  for (let after = ''; ; ) {
    const rows = await selectIndexable(db)
      .where('m.triaged_at', 'is not', null)
      .where('m.id', '>', after)
      .orderBy('m.id')
      .limit(batch)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(shape);
    after = last.id;
  }
}

/** Says what the index took, and sets aside what it refused, each with the reason; a change since then stays pending. */
export async function markIndexed(
  db: Database,
  sent: readonly { id: string; change: number }[],
  refused: readonly { id: string; reason: string }[],
  now: Date,
): Promise<void> {
  const reasons = new Map(refused.map(({ id, reason }) => [id, reason]));
  const rows = sent.map(({ id, change }) => ({ id, change, reason: reasons.get(id) ?? null }));
  await sql`
    update mentions m set indexed_change = case when r.reason is null then r.change else m.indexed_change end,
      indexed_at = ${now}, index_error = case when m.change_count = r.change then r.reason end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, change integer, reason text)
    where m.id = r.id`.execute(db);
}

/** What was sent since `since` went to an index that is gone: it is sent again. Gives the number of mentions. */
export function reindexSince(db: Database, since: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const result = await tx
      .updateTable('mentions')
      .set({ indexed_change: 0 })
      .where('indexed_at', '>=', since)
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  });
}

/** How many decided mentions the index has not got, since when the oldest waits, and how many it refused. */
export async function indexLag(db: Database): Promise<{ waiting: number; oldest: Date | null; refused: number }> {
  const waiting = await db
    .selectFrom('mentions')
    .select((select) => [select.fn.countAll<string>().as('count'), select.fn.min('triaged_at').as('oldest')])
    .where('triaged_at', 'is not', null)
    .where('index_error', 'is', null)
    .whereRef('indexed_change', '<', 'change_count')
    .executeTakeFirstOrThrow();
  const refused = await db
    .selectFrom('mentions')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('index_error', 'is not', null)
    .executeTakeFirstOrThrow();
  return { waiting: Number(waiting.count), oldest: waiting.oldest, refused: Number(refused.count) };
}

/** Mentions that the index refused, with its reasons. */
export async function refusedByIndex(db: Database, limit: number): Promise<{ id: string; reason: string }[]> {
  const rows = await db
    .selectFrom('mentions')
    .select(['id', 'index_error'])
    .where('index_error', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, reason: row.index_error ?? '' }));
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
  firstResponseDueAt: Date;
  resolutionDueAt: Date;
  firstRespondedAt: Date | null;
  resolvedAt: Date | null;
  mentions: number;
}

/** Tickets whose last change the index has not got. */
export async function ticketsToIndex(db: Database, limit: number): Promise<IndexableTicket[]> {
  const rows = await db
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
    )
    .where('t.index_error', 'is', null)
    .whereRef('t.indexed_change', '<', 't.change_count')
    .orderBy('t.updated_at')
    .limit(limit)
    .execute();
  return rows.map(({ team_id, team_name, mentions, ...row }) => ({
    ...row,
    team: { id: team_id, name: team_name },
    mentions: Number(mentions),
  }));
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

/** Whether any ticket waits for the index. */
export async function ticketsWaitForIndex(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('tickets')
    .select('number')
    .where('index_error', 'is', null)
    .whereRef('indexed_change', '<', 'change_count')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
