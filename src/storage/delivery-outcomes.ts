import { sql } from 'kysely';
import { type Database, inTransaction } from './database.ts';
import type { Delivery } from './deliveries.ts';

/** What became of deliveries, as the workers, the other side and people tell it. */

type Try = Pick<Delivery, 'id' | 'attempt'>;

/** A try whose worker was taken for dead may tell its end all the same, unless another try was made since. */
const OPEN = ['sending', 'queued', 'doubtful'];

/** Notes that a delivery was sent, and what the other side told of it before we knew its id. */
export function noteSent(db: Database, { id, attempt }: Try, externalId: string | null, now: Date): Promise<void> {
  return inTransaction(db, async (tx) => {
    if (externalId !== null) await lockId(tx, externalId);
    const row = await tx
      .updateTable('deliveries')
      .set({ status: 'sent', reason: null, external_id: externalId, sent_at: now, lease_until: null, updated_at: now })
      .where('id', '=', id)
      .where('attempts', '=', attempt)
      .where('status', 'in', OPEN)
      .returning(['channel_id', 'message_id', 'part'])
      .executeTakeFirst();
    if (row === undefined) return;
    await release(tx, row.message_id, row.part, now);
    if (externalId === null) return;
    const early = await tx
      .deleteFrom('channel_receipts')
      .where('channel_id', '=', row.channel_id)
      .where('external_id', '=', externalId)
      .returning(['state', 'reason', 'at'])
      .execute();
    for (const { state, reason, at } of early)
      await advance(tx, row.channel_id, externalId, { state: state as ReceiptKind, reason, at }, now);
  });
}

/** Has a try made again at `dueAt`; one that the other side put off costs none of the tries that there are. */
export async function postpone(
  db: Database,
  { id, attempt }: Try,
  reason: string,
  { dueAt, costsTry }: { dueAt: Date; costsTry: boolean },
  now: Date,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ status: 'queued', reason, due_at: dueAt, lease_until: null, updated_at: now })
    .$if(!costsTry, (query) => query.set({ attempts: attempt - 1 }))
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('status', '=', 'sending')
    .execute();
}

/** Sets a delivery aside for a person; the parts of its reply that come after it are held. */
export function setAside(
  db: Database,
  { id, attempt }: Try,
  { status, reason }: { status: 'failed' | 'doubtful'; reason: string },
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const row = await tx
      .updateTable('deliveries')
      .set({ status, reason, lease_until: null, updated_at: now })
      .where('id', '=', id)
      .where('attempts', '=', attempt)
      .where('status', '=', 'sending')
      .returning(['message_id', 'part'])
      .executeTakeFirst();
    if (row !== undefined) await hold(tx, row.message_id, row.part, now);
  });
}

const hold = (tx: Database, messageId: string, part: number, now: Date) =>
  moveLater(tx, { messageId, part }, 'queued', 'held', now);
const release = (tx: Database, messageId: string, part: number, now: Date) =>
  moveLater(tx, { messageId, part }, 'held', 'queued', now);

async function moveLater(
  tx: Database,
  { messageId, part }: { messageId: string; part: number },
  from: string,
  to: string,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ status: to, due_at: now, updated_at: now })
    .where('message_id', '=', messageId)
    .where('part', '>', part)
    .where('status', '=', from)
    .execute();
}

/**
 * Tries whose worker has died: made again where a repeated key does no harm, else doubtful. Gives the number of both.
 */
export function recoverLost(db: Database, channelId: string, repeatable: boolean, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const lost = await tx
      .updateTable('deliveries')
      .set({
        status: repeatable ? 'queued' : 'doubtful',
        reason: repeatable ? null : 'The program was stopped while it sent this: it may have arrived or not.',
        lease_until: null,
        updated_at: now,
      })
      .where('channel_id', '=', channelId)
      .where('status', '=', 'sending')
      .where('lease_until', '<', now)
      .returning(['message_id', 'part'])
      .execute();
    if (!repeatable) for (const { message_id: message, part } of lost) await hold(tx, message, part, now);
    return lost.length;
  });
}

/** The lock of outside ids; any number that nothing else locks by. A receipt must not slip by while its id is being stored. */
const ID_LOCK = 7_203_563;

async function lockId(tx: Database, externalId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ID_LOCK}, hashtext(${externalId}))`.execute(tx);
}

/** Alone with the records, no try can still be under way: each counts as lost at once. */
export async function loseAllTries(db: Database, now: Date): Promise<void> {
  const lost = new Date(now.getTime() - 1);
  await db.updateTable('deliveries').set({ lease_until: lost }).where('status', '=', 'sending').execute();
}

type ReceiptKind = 'delivered' | 'read' | 'failed';

interface Told {
  state: ReceiptKind;
  reason: string | null;
  at: Date;
}

/** What each receipt can follow on: a late one takes nothing back. */
const BEFORE: Record<ReceiptKind, readonly string[]> = {
  delivered: ['sent'],
  read: ['sent', 'delivered'],
  failed: ['sent'],
};

const reached = ({ state, reason, at }: Told, now: Date) => ({
  status: state,
  updated_at: now,
  ...(state === 'failed' ? { reason: reason ?? 'The other side says that it did not arrive.' } : {}),
  ...(state === 'read' ? { read_at: at, delivered_at: sql<Date>`coalesce(delivered_at, ${at}::timestamptz)` } : {}),
  ...(state === 'delivered' ? { delivered_at: at } : {}),
});

async function advance(tx: Database, channelId: string, externalId: string, told: Told, now: Date): Promise<void> {
  const rows = await tx
    .updateTable('deliveries')
    .set(reached(told, now))
    .where('channel_id', '=', channelId)
    .where('external_id', '=', externalId)
    .where('status', 'in', BEFORE[told.state])
    .returning(['message_id', 'part'])
    .execute();
  if (told.state === 'failed') for (const row of rows) await hold(tx, row.message_id, row.part, now);
}

/** What the other side tells of one message; what is told before we know its id waits for that. */
export async function noteReceipt(
  tx: Database,
  channelId: string,
  externalId: string,
  told: Told,
  now: Date,
): Promise<void> {
  await lockId(tx, externalId);
  const known = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('channel_id', '=', channelId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  if (known !== undefined) return advance(tx, channelId, externalId, told, now);
  await tx
    .insertInto('channel_receipts')
    .values({ channel_id: channelId, external_id: externalId, state: told.state, reason: told.reason, at: told.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The other side dates a message when it gets it, we when we are told so. */
const ANSWER_MS = 5000;

/** What the other side tells of everything that it got from us for a recipient up to an instant. */
export async function noteReceiptUpTo(
  tx: Database,
  channelId: string,
  recipient: string,
  upTo: Date,
  told: Told,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set(reached(told, now))
    .where('channel_id', '=', channelId)
    .where('conversation', '=', recipient)
    .where('sent_at', '<=', new Date(upTo.getTime() + ANSWER_MS))
    .where('status', 'in', BEFORE[told.state])
    .execute();
}
