import { isDeepStrictEqual } from 'node:util';
import { type Selectable, sql } from 'kysely';
import type { Analysis } from '../domain/analysis.ts';
import type { Rereading } from '../domain/rereading.ts';
import { Conflict } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { type AnalysisResult, type MentionToAnalyse, saveAnalyses } from './mention-steps.ts';
import { iso, isoOrNull } from './rows.ts';
import type { Schema } from './schema.ts';

/** All mentions read anew, the newest first: what is done is a row with a cursor, so that a restart goes on from there. */

const shape = (row: Selectable<Schema['rereadings']>): Rereading => ({
  id: row.id,
  askedBy: row.asked_by,
  reader: row.reader,
  since: isoOrNull(row.since),
  startedAt: iso(row.started_at),
  endedAt: isoOrNull(row.ended_at),
  outcome: row.outcome as Rereading['outcome'],
  total: row.total,
  read: row.read,
  changed: row.changed,
});

export interface RereadingAsked {
  reader: string;
  askedBy: string;
  since: Date | null;
}

const readSince = (since: Date | null) =>
  sql<boolean>`analysed_at is not null and erased_at is null and (${since}::timestamptz is null or occurred_at >= ${since})`;

/** Begins one; Conflict while another is under way. */
export async function startRereading(db: Database, asked: RereadingAsked, now: Date): Promise<Rereading> {
  const { rows } = await sql<Selectable<Schema['rereadings']>>`
    insert into rereadings (reader, asked_by, since, started_at, total)
    select ${asked.reader}, ${asked.askedBy}, ${asked.since}::timestamptz, ${now}::timestamptz, count(*)::integer
    from mentions where ${readSince(asked.since)}
    on conflict do nothing returning *`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Conflict('All mentions are being read anew already: wait for its end, or stop it.');
  return shape(row);
}

/** The latest ones first. */
export async function listRereadings(db: Database, limit: number): Promise<Rereading[]> {
  const rows = await db.selectFrom('rereadings').selectAll().orderBy('started_at', 'desc').limit(limit).execute();
  return rows.map(shape);
}

/** Ends the one that is under way; gives whether there was one. */
export async function stopRereading(db: Database, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('rereadings')
    .set({ ended_at: now, outcome: 'stopped' })
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Notes that everything has been read with this reader, where nothing was ever read with another. */
async function beginsWith(tx: Database, { reader, askedBy }: RereadingAsked, version: string, now: Date) {
  const other = await tx
    .selectFrom('mentions')
    .select('id')
    .where(sql<boolean>`analysis->>'version' <> ${version}`)
    .limit(1)
    .executeTakeFirst();
  if (other !== undefined) return false;
  const times = { started_at: now, ended_at: now };
  await tx
    .insertInto('rereadings')
    .values({ reader, asked_by: askedBy, total: 0, outcome: 'done', ...times })
    .execute();
  return true;
}

/** Begins one if the models or the threshold are others than those of the last; gives whether one is under way. */
export async function followReader(db: Database, reader: string, version: string, now: Date): Promise<boolean> {
  const [last] = await listRereadings(db, 1);
  if (last?.reader === reader) return last.endedAt === null;
  return inTransaction(db, async (tx) => {
    await sql`lock table rereadings in share row exclusive mode`.execute(tx);
    const [still] = await listRereadings(tx, 1);
    if (still?.reader === reader) return still.endedAt === null;
    const asked = { reader, askedBy: 'system', since: null };
    if (still === undefined && (await beginsWith(tx, asked, version, now))) return false;
    await stopRereading(tx, now);
    await startRereading(tx, asked, now);
    return true;
  });
}

/** What the models had said, without what people put right in it. */
function madeByModels({ corrected, ...analysis }: Analysis): Analysis {
  return { ...analysis, ...(corrected as Partial<Analysis>) };
}

const isChanged = (before: Analysis | null, result: AnalysisResult) =>
  'analysis' in result && (before === null || !isDeepStrictEqual(madeByModels(before), result.analysis));

/** The next mentions after the cursor. */
function nextOf(tx: Database, { since, cursor_at, cursor_id }: Selectable<Schema['rereadings']>, limit: number) {
  return tx
    .selectFrom('mentions')
    .select(['id', 'occurred_at'])
    .where(readSince(since))
    .where(
      sql<boolean>`(${cursor_at}::timestamptz is null or occurred_at <= ${cursor_at} and (occurred_at < ${cursor_at} or id > ${cursor_id}))`,
    )
    .orderBy('occurred_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Locked in the order in which intake locks them. */
const lockTexts = (tx: Database, ids: readonly string[]) =>
  tx
    .selectFrom('mentions')
    .select(['id', 'title', 'text', 'analysis'])
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute();

/**
 * Reads the next mentions anew; gives their number, null when there are none or another process is at it. Tickets, and what
 * triage decided, stay as they are. A text that cannot be read keeps the analysis that it has.
 */
export function rereadNext(
  db: Database,
  limit: number,
  now: Date,
  analyse: (mentions: MentionToAnalyse[]) => AnalysisResult[],
): Promise<number | null> {
  return inTransaction(db, async (tx) => {
    const current = await tx
      .selectFrom('rereadings')
      .selectAll()
      .where('ended_at', 'is', null)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (current === undefined) return null;
    const next = await nextOf(tx, current, limit);
    const texts = await lockTexts(
      tx,
      next.map(({ id }) => id),
    );
    const before = new Map(texts.map(({ id, analysis }) => [id, analysis]));
    const changed = analyse(texts).filter((result) => isChanged(before.get(result.id) ?? null, result));
    if (changed.length > 0) await saveAnalyses(tx, changed, now);
    const last = next.at(-1);
    await tx
      .updateTable('rereadings')
      .set((value) => ({
        read: value('read', '+', next.length),
        changed: value('changed', '+', changed.length),
        ...(last && { cursor_at: last.occurred_at, cursor_id: last.id }),
        ...(next.length < limit && { ended_at: now, outcome: 'done' }),
      }))
      .where('id', '=', current.id)
      .execute();
    return next.length === 0 ? null : next.length;
  });
}
