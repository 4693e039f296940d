import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Logger } from '../logger.ts';
import { openPglitePool } from './pglite-pool.ts';

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
 * A lost connection is logged and replaced, never thrown out of nowhere; a client released inside a transaction is
 * closed, which rolls back. The embedded database must be opened by one process only: see `lockDataFolder`.
 */
export async function openPool(options: PoolOptions): Promise<Pool> {
  const idleTransactionMs = options.idleTransactionMs ?? IDLE_TRANSACTION_MS;
  const pool = options.databaseUrl
    ? openServerPool(options.databaseUrl, idleTransactionMs)
    : await openEmbedded(options, idleTransactionMs);
  pool.on('error', () => undefined); // the client's own listener, below, has logged it
  pool.on('connect', (client) => {
    client.on('error', (error) => options.logger.warn({ err: error }, 'database connection lost'));
  });
  pool.on('release', (_error, client) => {
    if ((client.getTransactionStatus() ?? 'I') !== 'I') void client.end();
  });
  return pool;
}

function openServerPool(connectionString: string, idleTransactionMs: number): Pool {
  return new pg.Pool({
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
  });
}

async function openEmbedded({ dataDir, logger }: PoolOptions, idleTransactionMs: number): Promise<Pool> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return openPglitePool({ folder: join(dataDir, 'postgres'), logger, idleTransactionMs });
}
