import { type Selectable, sql } from 'kysely';
import { afterRun, type Backfill, type RunOutcome } from '../domain/schedule.ts';
import { addSilence } from '../domain/source-health.ts';
import { NotFound } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import type { Schema } from './schema.ts';

/** When sources are due, which of them the queue has, and what a run does to that. */

type Row = Selectable<Schema['sources']>;

/** The interval of a source as it is now, in seconds. */
export const intervalOf = (row: Pick<Row, 'interval_seconds' | 'every_minutes'>) =>
  row.interval_seconds ?? row.every_minutes * 60;

/** What was given to the queue so long ago, and does not run, counts as lost. */
const LOST_MS = 120_000;
/** As many sources are looked at in one go; the most overdue come first. */
const LOOK_AT = 2000;
const TAKE_LOCK = 7_009_001;

/** A source as the dispatcher sees it. */
export interface Candidate {
  id: string;
  kind: string;
  settings: Record<string, unknown>;
}

/**
 * Gives the queue what `choose` picks from the sources that are due (the most overdue first), seeing what the queue has
 * already. One process at a time; what was picked counts as queued until its run ended, or for two minutes if none began.
 */
export function takeDue(
  db: Database,
  now: Date,
  choose: (due: Candidate[], inFlight: Candidate[]) => Candidate[],
): Promise<Candidate[]> {
  return inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${TAKE_LOCK})`.execute(tx);
    const lost = new Date(now.getTime() - LOST_MS);
    const { rows } = await sql<Candidate & { queued: boolean }>`
      with known as (
        select s.id, s.kind, s.settings, s.next_run_at,
          coalesce((s.backfill->>'notBefore')::timestamptz <= ${now}, false) as fills,
          coalesce(s.queued_at > ${lost}, false)
            or exists (select from runs r where r.source_id = s.id and r.status = 'running' and r.heartbeat_at > ${lost}) as queued
        from sources s where s.enabled and s.deleted_at is null
          and (s.next_run_at <= ${now} or s.queued_at is not null or s.backfill is not null)
      )
      select id, kind, settings, queued from known
      where queued or next_run_at <= ${now} or fills
      order by queued desc, next_run_at limit ${LOOK_AT}`.execute(tx);
    const chosen = choose(
      rows.filter(({ queued }) => !queued),
      rows.filter(({ queued }) => queued),
    );
    if (chosen.length > 0) {
      const ids = chosen.map(({ id }) => id);
      await sql`update sources set queued_at = ${now} where id = any(${ids}::uuid[])`.execute(tx);
    }
    return chosen;
  });
}

/** Whether a source that was put in the queue is still due, and which back-fill may go on if it isn't. */
export async function workOf(
  db: Database,
  id: string,
  now: Date,
): Promise<{ due: boolean; backfill: Backfill | null }> {
  const row = await db
    .selectFrom('sources')
    .select(['next_run_at', 'backfill'])
    .where('id', '=', id)
    .where('enabled', '=', true)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return { due: false, backfill: null };
  const ready = row.backfill !== null && new Date(row.backfill.notBefore) <= now;
  return { due: row.next_run_at <= now, backfill: ready ? row.backfill : null };
}

export async function backfillOf(db: Database, id: string): Promise<Backfill | null> {
  const row = await db.selectFrom('sources').select('backfill').where('id', '=', id).executeTakeFirst();
  return row?.backfill ?? null;
}

/** The queue has done with a source, whatever came of it. */
export async function leaveQueue(db: Database, id: string): Promise<void> {
  await db.updateTable('sources').set({ queued_at: null }).where('id', '=', id).execute();
}

/** Has posts from `since` on read again, beside the usual runs. Takes the place of a back-fill that is under way. */
export async function startBackfill(db: Database, id: string, since: Date): Promise<void> {
  const backfill: Backfill = { since: since.toISOString(), cursor: null, slices: 0, notBefore: since.toISOString() };
  await saveBackfill(db, id, backfill);
}

export async function saveBackfill(db: Database, id: string, backfill: Backfill | null): Promise<void> {
  const value = backfill === null ? null : JSON.stringify(backfill);
  await db.updateTable('sources').set({ backfill: value }).where('id', '=', id).execute();
}

/** What a run leaves at its source; `setAside` if this run was one failure too many. */
export async function settle(
  tx: Database,
  id: string,
  outcome: RunOutcome,
  problem: string | null,
  now: Date,
): Promise<{ setAside: boolean }> {
  const row = await tx.selectFrom('sources').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such source.');
  const state = {
    intervalSeconds: intervalOf(row),
    failures: row.failures,
    failingSince: row.failing_since,
    setAsideAt: row.set_aside_at,
  };
  const source = {
    id,
    everyMinutes: row.every_minutes,
    minMinutes: row.min_minutes,
    maxMinutes: row.max_minutes,
    first: row.last_success_at === null,
  };
  const next = afterRun(state, outcome, source, now);
  const succeeded = outcome.kind === 'done' || outcome.kind === 'cut';
  await tx
    .updateTable('sources')
    .set({
      last_run_at: now,
      queued_at: null,
      interval_seconds: next.intervalSeconds,
      failures: next.failures,
      failing_since: next.failingSince,
      set_aside_at: next.setAsideAt,
      next_run_at: next.nextRunAt,
      ...(outcome.kind === 'postponed' ? {} : { problem }),
      ...(succeeded ? { last_success_at: now } : {}),
      ...(succeeded && outcome.news > 0 ? newsOf(row, now) : {}),
    })
    .where('id', '=', id)
    .execute();
  return { setAside: state.setAsideAt === null && next.setAsideAt !== null };
}

/** A silence counts only if the source could be read all the time. */
function newsOf(row: Row, now: Date) {
  if (row.last_news_at === null || row.failing_since !== null) return { last_news_at: now };
  const seconds = (now.getTime() - row.last_news_at.getTime()) / 1000;
  return { last_news_at: now, silences: JSON.stringify(addSilence(row.silences, seconds, now)) };
}
