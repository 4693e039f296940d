import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from '../logger.ts';
import { openPglitePool } from './pglite-pool.ts';
import { SteadyPool } from './steady-pool.ts';

/** The shape that Kysely and BullMQ take; behind it stands a server or the embedded database. */
export type Pool = pg.Pool;

/** A transaction in which nothing is asked for so long is rolled back: on the embedded database everyone waits for it. */
const IDLE_TRANSACTION_MS = 60_000;

export interface PoolOptions {
  /** A PostgreSQL server; without it the embedded database under `dataDir` is opened. */
  databaseUrl?: string | undefined;
  dataDir: string;
  logger: Logger;
  /** For tests: how long a transaction may idle. */
  idleTransactionMs?: number;
}

/**
 * Opens the system of record. Unqualified names are also looked for in the schema `bullmq`, after the usual ones.
 * The embedded database must be opened by one process only: see `lockDataFolder`.
 */
export async function openPool(options: PoolOptions): Promise<Pool> {
  const idleTransactionMs = options.idleTransactionMs ?? IDLE_TRANSACTION_MS;
  if (options.databaseUrl) return openServerPool(options.databaseUrl, options.logger, idleTransactionMs);
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  return openPglitePool({ folder: join(options.dataDir, 'postgres'), logger: options.logger, idleTransactionMs });
}

function openServerPool(connectionString: string, logger: Logger, idleTransactionMs: number): Pool {
  return new SteadyPool(
    {
      connectionString,
      application_name: 'langnghe',
      max: 20,
      connectionTimeoutMillis: 30_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      idle_in_transaction_session_timeout: idleTransactionMs,
      // Not as a start-up option: those may be set in the URL, and connection poolers refuse them.
      onConnect: async (client) => {
        await client.query("SELECT set_config('search_path', current_setting('search_path') || ', bullmq', false)");
      },
    },
    logger,
  );
}
