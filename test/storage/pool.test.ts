import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '../../src/storage/pool.ts';
import { poolContract } from '../contracts/pool.contract.ts';
import { type PostgresServer, postgresUnavailable, startPostgres } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';

const logger = pino({ level: 'silent' });
const idleTransactionMs = 1000;

const folder = tempFolder();
afterAll(() => folder.remove());
poolContract('PGlite', () => ({
  open: (database) => openPool({ dataDir: join(folder.path, database), logger, idleTransactionMs }),
}));

const reason = postgresUnavailable();
describe.skipIf(reason)(`PostgreSQL ${reason ?? ''}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.remove());

  poolContract('PostgreSQL', () => ({
    open: async (database) =>
      openPool({ databaseUrl: await server.database(database), dataDir: folder.path, logger, idleTransactionMs }),
  }));

  it('survives a restart of the server', async () => {
    const databaseUrl = await server.database('restarted');
    const pool = await openPool({ databaseUrl, dataDir: folder.path, logger });
    const held = await pool.connect();
    await held.query('BEGIN');
    await pool.query('SELECT 1');
    await server.stop();
    await expect(held.query('COMMIT')).rejects.toThrow();
    held.release(true);
    await expect(pool.query('SELECT 1')).rejects.toThrow();
    await server.start();
    expect((await pool.query('SELECT 1 AS a')).rows).toEqual([{ a: 1 }]);
    await pool.end();
  });
});
