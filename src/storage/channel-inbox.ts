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

/** Keeps requests, in their order; of each, whether it was not known already. */
export async function keepRequests(db: Database, rows: readonly NewInboxRow[], now: Date): Promise<boolean[]> {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const wanted = rows.map((row, place) => ({ ...row, body: hex(row.body), place }));
  const { rows: kept } = await sql<{ channel: string; key: string }>`
    insert into channel_inbox (channel_id, key, query, content_type, body, received_at, due_at)
    select w."channelId", w.key, w.query, w."contentType", decode(w.body, 'hex'), ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w("channelId" uuid, key text, query jsonb, "contentType" text, body text, place integer)
    order by w.place on conflict (channel_id, key) do nothing returning channel_id as channel, key`.execute(db);
  const fresh = new Set(kept.map(({ channel, key }) => `${channel} ${key}`));
  // Of two that came together the first counts.
  return rows.map(({ channelId, key }) => fresh.delete(`${channelId} ${key}`));
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

/** Takes the next requests that wait, kept from others until the transaction ends. */
export async function takeRequests(tx: Database, limit: number, now: Date): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`
    select id, channel_id as "channelId", query, content_type as "contentType", body, received_at as "receivedAt", attempts
    from channel_inbox where done_at is null and problem is null and due_at <= ${now}
    order by id limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

export async function noteDone(tx: Database, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('channel_inbox').set({ done_at: now }).where('id', 'in', ids).execute();
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

/** What was set aside is kept so much longer than what was done: somebody has to look at it. */
const SET_ASIDE_MS = 30 * 24 * 3_600_000;

/** Forgets what was done with before an instant: the other side repeats nothing as old. */
export async function forgetRequests(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('channel_inbox').where('done_at', '<', before).execute();
  await db
    .deleteFrom('channel_inbox')
    .where('problem', 'is not', null)
    .where('received_at', '<', new Date(before.getTime() - SET_ASIDE_MS))
    .execute();
  await db.deleteFrom('channel_receipts').where('at', '<', before).execute();
}
