import { sql } from 'kysely';
import type { DeliveryRecipient } from '../domain/channel.ts';
import { type Database, inTransaction } from './database.ts';

/** The outbox: what replies became, and how far it has come. Every worker takes from it, one delivery at a time each. */

export interface NewDelivery {
  channelId: string;
  recipient: DeliveryRecipient;
  /** The parts of the reply's text that become a message each, with the files that go with it. */
  ranges: readonly { from: number; to: number; files?: readonly string[] }[];
}

/** Queues a reply in the transaction in which it is written. */
export async function queueDelivery(tx: Database, messageId: string, input: NewDelivery, now: Date): Promise<void> {
  const rows = input.ranges.map(({ from, to, files = [] }, part) => ({
    message_id: messageId,
    part,
    channel_id: input.channelId,
    conversation: input.recipient.id,
    recipient: JSON.stringify(input.recipient),
    from_unit: from,
    to_unit: to,
    attachment_ids: [...files],
    status: 'queued',
    due_at: now,
    updated_at: now,
  }));
  await tx.insertInto('deliveries').values(rows).execute();
}

/** One message that a worker sends now; `attempt` tells its try from later ones. */
export interface Delivery {
  id: string;
  attempt: number;
  text: string;
  recipient: DeliveryRecipient;
  /** The files that go with it. */
  files: string[];
}

export interface Pace {
  perSecond: number;
  burst?: number;
  perRecipientMs?: number;
}

/** What is to be sent now, or when to look again (null: nothing waits). */
export type Claim = Delivery | { lookAgainAt: Date | null };

/**
 * Takes the next delivery of a channel if its pace lets one go, and notes the try before it is made. The pace is one for
 * all workers: they ask one after the other, by the clock of whoever asks. What goes to one recipient keeps its order.
 */
export function claimDelivery(
  db: Database,
  channelId: string,
  { perSecond, burst = 1, perRecipientMs = 0 }: Pace,
  lease: { now: Date; until: Date },
): Promise<Claim> {
  const { now } = lease;
  return inTransaction(db, async (tx) => {
    const turn = await tx
      .selectFrom('channel_turns')
      .select([sql<number>`extract(epoch from greatest(next_send_at, '1970-01-01'))::float8 * 1000`.as('next')])
      .select([sql<number>`extract(epoch from greatest(paused_until, '1970-01-01'))::float8 * 1000`.as('paused')])
      .where('channel_id', '=', channelId)
      .forUpdate()
      .executeTakeFirst();
    const interval = 1000 / perSecond;
    const next = Math.max(turn?.next ?? 0, now.getTime());
    const free = Math.max(turn?.paused ?? 0, next - (burst - 1) * interval);
    if (free > now.getTime()) return { lookAgainAt: (await anyQueued(tx, channelId)) ? new Date(free) : null };
    const taken = await takeNext(tx, channelId, new Date(now.getTime() - perRecipientMs), lease);
    if (taken === undefined) return { lookAgainAt: await nextDue(tx, channelId, perRecipientMs, now) };
    await tx
      .updateTable('channel_turns')
      .set({ next_send_at: new Date(next + interval) })
      .where('channel_id', '=', channelId)
      .execute();
    return taken;
  });
}

async function anyQueued(tx: Database, channelId: string): Promise<boolean> {
  const query = tx.selectFrom('deliveries').select('id').where('channel_id', '=', channelId);
  return (await query.where('status', '=', 'queued').limit(1).executeTakeFirst()) !== undefined;
}

/** Nothing to the same recipient is before it, and they were sent nothing just now. */
const isNext = (sentBefore: Date) => sql<boolean>`
  not exists (select from deliveries e where e.channel_id = d.channel_id and e.conversation = d.conversation
    and ((e.position < d.position and e.status in ('queued', 'sending')) or e.sent_at > ${sentBefore}))`;

async function takeNext(
  tx: Database,
  channelId: string,
  sentBefore: Date,
  { now, until }: { now: Date; until: Date },
): Promise<Delivery | undefined> {
  const { rows } = await sql<Delivery>`
    update deliveries set status = 'sending', attempts = deliveries.attempts + 1, lease_until = ${until}, updated_at = ${now}
    from messages m
    where m.id = deliveries.message_id and deliveries.id = (
      select d.id from deliveries d
      where d.channel_id = ${channelId} and d.status = 'queued' and d.due_at <= ${now} and ${isNext(sentBefore)}
      order by d.position limit 1)
    returning deliveries.id, deliveries.attempts as attempt, deliveries.recipient, deliveries.from_unit, deliveries.to_unit,
      deliveries.attachment_ids as files, m.text`.execute(tx);
  const row = rows[0] as (Delivery & { from_unit: number; to_unit: number }) | undefined;
  if (row === undefined) return undefined;
  const { id, attempt, recipient, text, files } = row;
  return { id, attempt, recipient, files, text: text.slice(row.from_unit, row.to_unit) };
}

/** When something of a channel may go next; what waits for another delivery's end is left out. */
async function nextDue(tx: Database, channelId: string, perRecipientMs: number, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(greatest(d.due_at, (select max(e.sent_at) + ${perRecipientMs} * interval '1 millisecond' from deliveries e
      where e.channel_id = d.channel_id and e.conversation = d.conversation and e.sent_at > ${now}::timestamptz - ${perRecipientMs} * interval '1 millisecond'))) as at
    from deliveries d
    where d.channel_id = ${channelId} and d.status = 'queued'
      and not exists (select from deliveries e where e.channel_id = d.channel_id and e.conversation = d.conversation
        and e.position < d.position and e.status in ('queued', 'sending'))`.execute(tx);
  return rows[0]?.at ?? null;
}

/** Says that a try is still under way; gives false if it counts as lost already. */
export async function renewLease(db: Database, { id, attempt }: Delivery, until: Date): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ lease_until: until })
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('status', '=', 'sending')
    .execute();
}

/** Nothing goes out on a channel until then. */
export async function pauseChannel(db: Database, channelId: string, until: Date): Promise<void> {
  await sql`update channel_turns set paused_until = greatest(paused_until, ${until}::timestamptz)
    where channel_id = ${channelId}`.execute(db);
}

/** Channels on which something is due, or whose tries were lost. */
export async function channelsToServe(db: Database, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from channels c where c.deleted_at is null and c.enabled and (
      exists (select from deliveries d where d.channel_id = c.id and d.status = 'queued' and d.due_at <= ${now})
      or exists (select from deliveries d where d.channel_id = c.id and d.status = 'sending' and d.lease_until < ${now}))`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
