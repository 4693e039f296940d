import { type Selectable, sql } from 'kysely';
import type { Audience, FeedEvent } from '../domain/event.ts';
import { type Database, inTransaction } from './database.ts';
import { iso } from './rows.ts';
import type { Schema } from './schema.ts';

/** The feed of what happened; triggers write most of it: see migration 0016. */

const PLACE_LOCK = 7_264_016;
const PLACE_BATCH = 2000;

/** Adds an event in the transaction of what it tells of, where no trigger does. */
export async function addEvent(
  tx: Database,
  event: Pick<FeedEvent, 'kind' | 'data'> & Partial<Audience>,
  now: Date,
): Promise<void> {
  const { kind, data, teams = null, assignee = null, users = null } = event;
  const lists = { teams: teams === null ? null : [...teams], users: users === null ? null : [...users] };
  await tx
    .insertInto('events')
    .values({ at: now, kind, data: JSON.stringify(data), assignee_id: assignee, ...lists })
    .execute();
}

/**
 * Gives the events of committed transactions their places, after all that have one. Several processes may call it at once:
 * the one that comes first does it for all. An event that is committed later than one with a higher id simply gets a later
 * place, so a reader who remembers the last place misses nothing, however long a transaction takes.
 */
export async function placeEvents(db: Database): Promise<void> {
  for (;;) {
    const { rows } = await sql`select from events where sequence is null limit 1`.execute(db);
    if (rows.length === 0) return;
    const placed = await inTransaction(db, placeBatch);
    if (placed < PLACE_BATCH) return;
  }
}

async function placeBatch(tx: Database): Promise<number> {
  // A statement of its own: the next one then sees what whoever held the lock before has written.
  const lock = await sql<{ ours: boolean }>`select pg_try_advisory_xact_lock(${PLACE_LOCK}) as ours`.execute(tx);
  if (lock.rows[0]?.ours !== true) return 0;
  const { numAffectedRows = 0n } = await sql`
    with last as (
      select coalesce(max(sequence), 0) as sequence from events
    ), waiting as (
      select id from events where sequence is null order by id limit ${PLACE_BATCH}
    ), placed as (
      select id, (select sequence from last) + row_number() over (order by id) as sequence from waiting
    )
    update events set sequence = placed.sequence from placed where events.id = placed.id`.execute(tx);
  return Number(numAffectedRows);
}

const shape = (row: Selectable<Schema['events']>): FeedEvent => ({
  sequence: Number(row.sequence),
  at: iso(row.at),
  kind: row.kind,
  teams: row.teams,
  assignee: row.assignee_id,
  users: row.users,
  data: row.data,
});

/** Events after a place, in their order. */
export async function eventsAfter(db: Database, place: number, limit: number): Promise<FeedEvent[]> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('sequence', '>', String(place))
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map(shape);
}

/** The last events that there are, in their order. */
export async function latestEvents(db: Database, limit: number): Promise<FeedEvent[]> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('sequence', 'is not', null)
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
  return rows.map(shape).reverse();
}

/** The last place that was given; 0 before the first. */
export async function latestPlace(db: Database): Promise<number> {
  const row = await db
    .selectFrom('events')
    .select((select) => select.fn.max('sequence').as('sequence'))
    .executeTakeFirst();
  return Number(row?.sequence ?? 0);
}

/** Removes events from before an instant that no reader with a cursor has yet to read; the newest stays: places go on from it. */
export async function forgetEvents(db: Database, before: Date): Promise<void> {
  await sql`
    delete from events where at < ${before}
      and sequence < (select max(sequence) from events)
      and not exists (select from feed_cursors where feed_cursors.sequence < events.sequence)`.execute(db);
}
