import { sql } from 'kysely';
import type { Database } from './database.ts';
import { iso, type Page, type PageRequest, page, readCursor } from './rows.ts';

/** What webhooks brought: kept before it is acknowledged, worked through afterwards, and forgotten some days later. */

export interface NewInboxRow {
  channelId: string;
  /** The same for a repetition. */
  key: string;
  query: Readonly<Record<string, string>>;
  contentType: string;
  body: Uint8Array;
}

/** Keeps a request; gives false if it is known already. */
export async function keepRequest(db: Database, row: NewInboxRow, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into channel_inbox (channel_id, key, query, content_type, body, received_at, due_at)
    values (${row.channelId}, ${row.key}, ${JSON.stringify(row.query)}::jsonb, ${row.contentType},
      ${Buffer.from(row.body)}, ${now}, ${now})
    on conflict (channel_id, key) do nothing returning id`.execute(db);
  return rows.length > 0;
}

export interface KeptRow {
  id: string;
  channelId: string;
  query: Record<string, string>;
  contentType: string;
  body: Buffer;
  receivedAt: Date;
  attempts: number;
}

/** Takes the next request that waits, kept from others until the transaction ends; undefined if none does. */
export async function takeRequest(tx: Database, now: Date): Promise<KeptRow | undefined> {
  const { rows } = await sql<KeptRow>`
    select id, channel_id as "channelId", query, content_type as "contentType", body, received_at as "receivedAt", attempts
    from channel_inbox where done_at is null and problem is null and due_at <= ${now}
    order by id limit 1 for update skip locked`.execute(tx);
  return rows[0];
}

export async function noteDone(tx: Database, id: string, now: Date): Promise<void> {
  await tx.updateTable('channel_inbox').set({ done_at: now }).where('id', '=', id).execute();
}

/** Notes that it could not be worked through: to be tried again at `again`, or set aside. */
export async function noteFailure(
  db: Database,
  id: string,
  outcome: { again: Date } | { problem: string },
): Promise<void> {
  await db
    .updateTable('channel_inbox')
    .set((set) => ({
      attempts: set('attempts', '+', 1),
      ...('again' in outcome ? { due_at: outcome.again } : { problem: outcome.problem }),
    }))
    .where('id', '=', id)
    .execute();
}

/** When the next request that waits is due; null: none waits. */
export async function inboxDueAt(db: Database): Promise<Date | null> {
  const row = await db
    .selectFrom('channel_inbox')
    .select((select) => select.fn.min('due_at').as('at'))
    .where('done_at', 'is', null)
    .where('problem', 'is', null)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** A request that could not be worked through. Its body stays inside: it may hold anything. */
export interface SetAside {
  id: number;
  receivedAt: string;
  attempts: number;
  bytes: number;
  problem: string;
}

/** The requests of a channel that were set aside, the newest first. */
export async function listSetAside(db: Database, channelId: string, request: PageRequest): Promise<Page<SetAside>> {
  const after = readCursor(request.cursor, 'id');
  const rows = await db
    .selectFrom('channel_inbox')
    .select(['id', 'received_at', 'attempts', 'problem', sql<number>`length(body)`.as('bytes')])
    .where('channel_id', '=', channelId)
    .where('problem', 'is not', null)
    .$if(after !== undefined, (query) => query.where('id', '<', String(after?.[0])))
    .orderBy('id', 'desc')
    .limit(request.limit + 1)
    .execute();
  return page(
    rows,
    request.limit,
    (row) => [Number(row.id)],
    (row) => ({
      id: Number(row.id),
      receivedAt: iso(row.received_at),
      attempts: row.attempts,
      bytes: row.bytes,
      problem: row.problem ?? '',
    }),
  );
}

/** Has everything of a channel that was set aside worked through again; gives the number. */
export async function retrySetAside(db: Database, channelId: string, now: Date): Promise<number> {
  const result = await db
    .updateTable('channel_inbox')
    .set({ problem: null, attempts: 0, due_at: now })
    .where('channel_id', '=', channelId)
    .where('problem', 'is not', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Forgets what was done with before an instant: the other side repeats nothing as old. */
export async function forgetRequests(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('channel_inbox').where('done_at', '<', before).execute();
  await db.deleteFrom('channel_receipts').where('at', '<', before).execute();
}
