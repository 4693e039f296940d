import { type Selectable, sql } from 'kysely';
import type { RunOutcome } from '../domain/schedule.ts';
import type { Run } from '../domain/source.ts';
import { NotFound } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { iso, isoOrNull, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';
import { leaveQueue, settle } from './source-schedule.ts';

/** A run whose process has not been heard of for this long is taken for dead. */
const SILENCE_MS = 120_000;

export type Notice = { url: string; message: string };

/** What one flush of a run adds to its record. */
export interface RunProgress {
  found: number;
  new: number;
  unmatched: number;
  rejected: number;
  errors: Notice[];
  warnings: Notice[];
}

/** Notices kept a run; a source that fails on each of 10,000 posts must not fill the database. */
const MAX_NOTICES = 100;

function shape(row: Selectable<Schema['runs']>): Run {
  return {
    id: row.id,
    status: row.status as Run['status'],
    startedAt: iso(row.started_at),
    finishedAt: isoOrNull(row.finished_at),
    durationMs: row.finished_at === null ? null : row.finished_at.getTime() - row.started_at.getTime(),
    found: row.found,
    new: row.new,
    unmatched: row.unmatched,
    rejected: row.rejected,
    errors: row.errors,
    warnings: row.warnings,
  };
}

/** Opens a run and gives its id, or null when another process is collecting this source right now. */
export async function startRun(db: Database, sourceId: string, now: Date): Promise<string | null> {
  await db
    .updateTable('runs')
    .set({ status: 'interrupted', finished_at: now })
    .where('source_id', '=', sourceId)
    .where('status', '=', 'running')
    .where('heartbeat_at', '<', new Date(now.getTime() - SILENCE_MS))
    .execute();
  const row = await db
    .insertInto('runs')
    .values({ source_id: sourceId, started_at: now, heartbeat_at: now })
    .onConflict((conflict) => conflict.column('source_id').where('status', '=', 'running').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Adds to a run's counts; it is also the run's sign of life. */
export async function addToRun(db: Database, id: string, progress: RunProgress, now: Date): Promise<void> {
  const notices = (column: 'errors' | 'warnings') =>
    sql<string>`case when jsonb_array_length(${sql.ref(column)}) < ${MAX_NOTICES}
      then ${sql.ref(column)} || ${JSON.stringify(progress[column].slice(0, MAX_NOTICES))}::jsonb else ${sql.ref(column)} end`;
  await db
    .updateTable('runs')
    .set((set) => ({
      heartbeat_at: now,
      found: set('found', '+', progress.found),
      new: set('new', '+', progress.new),
      unmatched: set('unmatched', '+', progress.unmatched),
      rejected: set('rejected', '+', progress.rejected),
      errors: notices('errors'),
      warnings: notices('warnings'),
    }))
    .where('id', '=', id)
    .execute();
}

/** A run's sign of life. */
export async function heartbeat(db: Database, id: string, now: Date): Promise<void> {
  await db
    .updateTable('runs')
    .set({ heartbeat_at: now })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .execute();
}

/** How a run ended. */
export interface RunEnd {
  id: string;
  sourceId: string;
  status: 'succeeded' | 'failed' | 'postponed' | 'interrupted';
  /** What is wrong and what to do; null: all is well. */
  problem: string | null;
  /** There is more to read, at once. */
  more?: boolean;
  /** Somebody must mend it: it fails until then. */
  refused?: boolean;
  /** The pause that was asked for, when it was postponed. */
  delayMs?: number;
}

/** Ends a run, tells its source's health and when it is due again; `setAside` if it failed once too often. */
export function finishRun(db: Database, run: RunEnd, now: Date): Promise<{ setAside: boolean }> {
  return inTransaction(db, async (tx) => {
    const counts = await endRun(tx, run, now);
    if (run.status !== 'interrupted') return settle(tx, run.sourceId, outcomeOf(run, counts), run.problem, now);
    await leaveQueue(tx, run.sourceId);
    return { setAside: false };
  });
}

/** Ends a run that says nothing of its source's schedule: a back-fill. */
export async function endRun(db: Database, run: Pick<RunEnd, 'id' | 'status'>, now: Date): Promise<EndedCounts> {
  const row = await db
    .updateTable('runs')
    .set({ status: run.status, finished_at: now })
    .where('id', '=', run.id)
    .returning(['found', 'new', 'unmatched', sql<number>`jsonb_array_length(errors)`.as('errors')])
    .executeTakeFirst();
  return row ?? { found: 0, new: 0, unmatched: 0, errors: 0 };
}

interface EndedCounts {
  found: number;
  new: number;
  unmatched: number;
  errors: number;
}

function outcomeOf({ status, more, refused, delayMs }: RunEnd, counts: EndedCounts): RunOutcome {
  const news = counts.new + counts.unmatched;
  if (status === 'postponed') return { kind: 'postponed', delayMs: delayMs ?? 0 };
  if (status === 'failed') return { kind: refused ? 'refused' : 'broken' };
  return more ? { kind: 'cut', news } : { kind: 'done', news, found: counts.found, errors: counts.errors };
}

/** At the start of a process that has the records for itself: whatever still says "running" was cut off. */
export async function interruptAllRuns(db: Database, now: Date): Promise<number> {
  const result = await db
    .updateTable('runs')
    .set({ status: 'interrupted', finished_at: now })
    .where('status', '=', 'running')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

export async function findRun(db: Database, id: string): Promise<Run> {
  const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such run.');
  return shape(row);
}

export async function listRuns(db: Database, sourceId: string, request: PageRequest): Promise<Page<Run>> {
  const after = readCursor(request.cursor, 'instant', 'uuid');
  const rows = await db
    .selectFrom('runs')
    .selectAll()
    .where('source_id', '=', sourceId)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(started_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(request.limit + 1)
    .execute();
  return page(rows, request.limit, (row) => [iso(row.started_at), row.id], shape);
}
