import { pino } from 'pino';
import { createDatabase, type Database, migrate } from '../../src/storage/database.ts';
import { openPool, type Pool } from '../../src/storage/pool.ts';
import { createVault } from '../../src/storage/secrets.ts';
import { type PostgresServer, postgresUnavailable, startPostgres } from './postgres.ts';
import { tempFolder } from './temp-folder.ts';

export const silent = pino({ level: 'silent' });

/** Seals the secrets of every suite's records. */
export const testVault = createVault('a key that is for tests only, and long');

/** Freshly migrated records; `close` removes them. */
export interface TestRecords {
  pool: Pool;
  db: Database;
  close(): Promise<void>;
}

async function migrated(pool: Pool, close: () => Promise<void>): Promise<TestRecords> {
  const db = createDatabase(pool);
  await migrate(db);
  return {
    pool,
    db,
    close: async () => {
      await db.destroy();
      await close();
    },
  };
}

/** Records on the embedded database in a folder of their own. */
export async function embeddedRecords(): Promise<TestRecords> {
  const folder = tempFolder();
  return migrated(await openPool({ dataDir: folder.path, logger: silent }), async () => folder.remove());
}

/** Records on a PostgreSQL server of their own. */
export async function serverRecords(): Promise<TestRecords> {
  const server: PostgresServer = await startPostgres();
  const databaseUrl = await server.database('records');
  return migrated(await openPool({ databaseUrl, dataDir: '', logger: silent }), () => server.remove());
}

/** The two databases that every suite on records runs on; `skip` says why one can't be had. */
export const RECORDS: readonly { name: string; skip: string | null; open: () => Promise<TestRecords> }[] = [
  { name: 'PGlite', skip: null, open: embeddedRecords },
  { name: 'PostgreSQL', skip: postgresUnavailable(), open: serverRecords },
];
