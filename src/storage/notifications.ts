import { type Selectable, sql } from 'kysely';
import type { Notification } from '../domain/help.ts';
import type { Database } from './database.ts';
import { addEvent } from './events.ts';
import { iso, isoOrNull, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';

/** Tells somebody of something on a ticket, also live. */
export async function notify(
  tx: Database,
  { users, kind, ticket, by }: { users: readonly string[]; kind: Notification['kind']; ticket: number; by: string },
  now: Date,
): Promise<void> {
  if (users.length === 0) return;
  const rows = users.map((id) => ({ user_id: id, kind, ticket_number: ticket, by_name: by, created_at: now }));
  await tx.insertInto('notifications').values(rows).execute();
  await addEvent(tx, { kind: `notification.${kind}`, users, data: { ticket } }, now);
}

const shape = (row: Selectable<Schema['notifications']>): Notification => ({
  id: row.id,
  kind: row.kind as Notification['kind'],
  ticket: row.ticket_number,
  by: row.by_name,
  at: iso(row.created_at),
  readAt: isoOrNull(row.read_at),
});

/** Somebody's own, the latest first. */
export async function listNotifications(
  db: Database,
  userId: string,
  { limit, cursor }: PageRequest,
): Promise<Page<Notification>> {
  const after = readCursor(cursor, 'instant', 'uuid');
  let query = db.selectFrom('notifications').selectAll().where('user_id', '=', userId);
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return page(rows, limit, (row) => [iso(row.created_at), row.id], shape);
}

export async function countUnread(db: Database, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('notifications')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Marks somebody's own as read: those named, or all. */
export async function readNotifications(
  db: Database,
  userId: string,
  ids: readonly string[] | undefined,
  now: Date,
): Promise<void> {
  let query = db
    .updateTable('notifications')
    .set({ read_at: now })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null);
  if (ids !== undefined) query = query.where(sql<boolean>`id = any(${[...ids]}::uuid[])`);
  await query.execute();
}

/** What was told so long ago is forgotten. */
export async function forgetNotifications(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('notifications').where('created_at', '<', before).execute();
}
