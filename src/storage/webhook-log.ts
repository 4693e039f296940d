import { type Selectable, sql } from 'kysely';
import type { Delivery, DeliveryDetail, DeliveryStatus } from '../domain/webhook.ts';
import { Conflict, NotFound } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { iso, isoOrNull, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';

/** What was sent to whom, and what came of it. */

type Row = Selectable<Schema['webhook_deliveries']>;

/** The header `webhook-id` of a delivery: the same on every try, so that receivers can drop repeats. */
export const messageIdOf = (deliveryId: string): string => `msg_${deliveryId}`;

const shape = (row: Row): Delivery => ({
  id: row.id,
  messageId: messageIdOf(row.id),
  kind: row.kind,
  ticket: row.ticket_number,
  status: row.status as DeliveryStatus,
  attempts: row.attempts,
  createdAt: iso(row.created_at),
  dueAt: row.status === 'waiting' ? iso(row.due_at) : null,
  finishedAt: isoOrNull(row.finished_at),
});

/** The newest first. */
export async function listWebhookDeliveries(
  db: Database,
  webhookId: string,
  status: DeliveryStatus | undefined,
  request: PageRequest,
): Promise<Page<Delivery>> {
  const after = readCursor(request.cursor, 'instant', 'uuid');
  let query = db.selectFrom('webhook_deliveries').selectAll().where('webhook_id', '=', webhookId);
  if (status !== undefined) query = query.where('status', '=', status);
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(request.limit + 1)
    .execute();
  return page(rows, request.limit, (row) => [iso(row.created_at), row.id], shape);
}

/** A delivery with all its tries, the first first. */
export async function findWebhookDelivery(db: Database, webhookId: string, id: string): Promise<DeliveryDetail> {
  const row = await db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('id', '=', id)
    .where('webhook_id', '=', webhookId)
    .executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such delivery: the log is kept for two weeks.');
  const tries = await db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('delivery_id', '=', id)
    .orderBy('number')
    .execute();
  return {
    ...shape(row),
    body: JSON.parse(row.body),
    tries: tries.map((each) => ({
      number: each.number,
      at: iso(each.at),
      status: each.status,
      durationMs: each.duration_ms,
      answer: each.answer,
      problem: each.problem,
    })),
  };
}

/** Has a finished delivery sent once more, with the same id. Conflict while it waits anyway. */
export function askForDelivery(db: Database, webhookId: string, id: string, now: Date): Promise<Delivery> {
  return inTransaction(db, async (tx) => {
    const { status } = await findWebhookDelivery(tx, webhookId, id);
    if (status === 'waiting') throw new Conflict('It waits to be sent already.');
    await tx
      .updateTable('webhook_deliveries')
      .set({ status: 'waiting', asked: true, due_at: now, finished_at: null })
      .where('id', '=', id)
      .execute();
    const { body: _, tries: __, ...asked } = await findWebhookDelivery(tx, webhookId, id);
    return asked;
  });
}

/** Has everything since then that was given up sent once more, in its order; gives the number. */
export async function askForFailed(db: Database, webhookId: string, since: Date, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_deliveries')
    .set({ status: 'waiting', due_at: now, finished_at: null })
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'failed')
    .where('created_at', '>=', since)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Removes deliveries from before an instant, arrived or not. */
export async function forgetDeliveries(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('webhook_deliveries').where('created_at', '<', before).execute();
}
