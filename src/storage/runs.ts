import { type Selectable, sql } from 'kysely';
import type { Run } from '../domain/source.ts';
import { NotFound } from '../errors.ts';
import type { Database } from './database.ts';
import { iso, isoOrNull, type Page, type PageRequest, page, readCursor } from './rows.ts';
import type { Schema } from './schema.ts';

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

/** Ends a run and tells its source's health: `problem` says what is wrong and what to do, null that all is well. */
export async function finishRun(
  db: Database,
  run: { id: string; sourceId: string; status: 'succeeded' | 'failed' | 'interrupted'; problem: string | null },
  now: Date,
): Promise<void> {
  await db.updateTable('runs').set({ status: run.status, finished_at: now }).where('id', '=', run.id).execute();
  if (run.status === 'interrupted') return;
  await db
    .updateTable('sources')
    .set({ last_run_at: now, problem: run.problem, ...(run.status === 'succeeded' ? { last_success_at: now } : {}) })
    .where('id', '=', run.sourceId)
    .execute();
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
