import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Deliveries on their way: put in once an event, taken by any number of senders, each by one at a time. */

export interface NewDelivery {
  webhookId: string;
  /** Of its event; null for a test. */
  sequence: number | null;
  ticket: number | null;
  kind: string;
  body: string;
  /** A person asked for it. */
  asked?: boolean;
}

/** Adds deliveries, due now; one that there is already stays as it is. Gives their ids. */
export async function addDeliveries(tx: Database, deliveries: readonly NewDelivery[], now: Date): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const rows = await tx
    .insertInto('webhook_deliveries')
    .values(
      deliveries.map(({ webhookId, sequence, ticket, kind, body, asked = false }) => ({
        webhook_id: webhookId,
        sequence: sequence === null ? null : String(sequence),
        ticket_number: ticket,
        kind,
        body,
        asked,
        due_at: now,
        created_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** A condition on webhooks `w` and their deliveries `d`: it may be sent now. */
const mayGo = (now: Date) => sql`d.status = 'waiting' and d.due_at <= ${now}
  and (d.asked or (w.enabled and w.set_aside_at is null and (w.not_before is null or w.not_before <= ${now})))`;

/** The addresses that something waits to be sent to. */
export async function webhooksToServe(db: Database, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select w.id from webhooks w
    where exists (select from webhook_deliveries d where d.webhook_id = w.id and ${mayGo(now)})`.execute(db);
  return rows.map(({ id }) => id);
}

export interface TakenDelivery {
  id: string;
  kind: string;
  body: string;
  attempts: number;
  asked: boolean;
}

/**
 * Takes deliveries to one address, the longest due first; whoever takes them has until `leaseUntil`, then they are due
 * again. Of one ticket never a later event while an earlier one waits, unless a person asked for it.
 */
export async function takeDeliveries(
  db: Database,
  webhookId: string,
  limit: number,
  now: Date,
  leaseUntil: Date,
): Promise<TakenDelivery[]> {
  const { rows } = await sql<TakenDelivery>`
    update webhook_deliveries set due_at = ${leaseUntil} where id in (
      select d.id from webhook_deliveries d join webhooks w on w.id = d.webhook_id
      where w.id = ${webhookId} and ${mayGo(now)} and (d.asked or d.ticket_number is null or not exists (
        select from webhook_deliveries e
        where e.webhook_id = d.webhook_id and e.ticket_number = d.ticket_number and e.sequence < d.sequence
          and e.status = 'waiting' and not e.asked))
      order by d.due_at, d.sequence limit ${limit} for update of d skip locked
    ) returning id, kind, body, attempts, asked`.execute(db);
  return rows;
}

export interface DeliveryTry {
  number: number;
  status: number | null;
  durationMs: number;
  answer: string | null;
  problem: string | null;
}

/** Notes a try and what follows from it: another one at `next`, or the end. */
export async function noteTry(
  tx: Database,
  deliveryId: string,
  tried: DeliveryTry,
  next: { status: 'waiting'; dueAt: Date } | { status: 'delivered' | 'failed' },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('webhook_attempts')
    .values({
      delivery_id: deliveryId,
      number: tried.number,
      at: now,
      status: tried.status,
      duration_ms: tried.durationMs,
      answer: tried.answer,
      problem: tried.problem,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const done = next.status === 'waiting' ? { due_at: next.dueAt } : { finished_at: now, asked: false };
  await tx
    .updateTable('webhook_deliveries')
    .set({ status: next.status, attempts: tried.number, ...done })
    .where('id', '=', deliveryId)
    .execute();
}

/** How far the webhooks have read the feed, kept from others; undefined when somebody else is reading. */
export async function lockFeedCursor(tx: Database, name: string, start: number): Promise<number | undefined> {
  await tx
    .insertInto('feed_cursors')
    .values({ name, sequence: String(start) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom('feed_cursors')
    .select('sequence')
    .where('name', '=', name)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row && Number(row.sequence);
}

export async function moveFeedCursor(tx: Database, name: string, sequence: number): Promise<void> {
  await tx
    .updateTable('feed_cursors')
    .set({ sequence: String(sequence) })
    .where('name', '=', name)
    .execute();
}

/** A reader that is no more must not keep events from being forgotten. */
export async function dropFeedCursor(tx: Database, name: string): Promise<void> {
  await tx.deleteFrom('feed_cursors').where('name', '=', name).execute();
}
