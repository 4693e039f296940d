import type pg from 'pg';
import type { Logger } from '../logger.ts';

/** Autovacuum's rule with its own scale: what changed since the last time, against what is there. */
const OVERDUE = `
  SELECT quote_ident(schemaname) || '.' || quote_ident(relname) AS name
  FROM pg_stat_user_tables
  WHERE greatest(n_dead_tup, n_mod_since_analyze) > 500 + 0.1 * n_live_tup`;

const UPKEEP_MS = 60_000;
/** Write-ahead log after which a checkpoint is made: it bounds the log's size and the time to open after a crash. */
const CHECKPOINT_BYTES = 32 * 1024 * 1024;

/**
 * Does what a server's background processes do, which the embedded database does not have: without it dead rows and
 * the write-ahead log grow for ever and the planner knows no table's size. One short statement at a time.
 */
export async function tidy(db: Pick<pg.Pool, 'query'>): Promise<void> {
  const { rows } = await db.query<{ name: string }>(OVERDUE);
  for (const { name } of rows) await db.query(`VACUUM (ANALYZE) ${name}`);
  const { rows: log } = await db.query<{ bytes: string }>(
    'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) AS bytes FROM pg_control_checkpoint()',
  );
  if (Number(log[0]?.bytes) > CHECKPOINT_BYTES) await db.query('CHECKPOINT');
}

/** Tidies up every minute until stopped; a run that fails is logged and the next one tries again. */
export function startUpkeep(db: Pick<pg.Pool, 'query'>, logger: Logger): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= tidy(db)
      .catch((error: unknown) => logger.warn({ err: error }, 'database upkeep failed'))
      .finally(() => {
        running = undefined;
      });
  }, UPKEEP_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
