import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, migrate } from '../../../src/storage/database.ts';
import { openPool } from '../../../src/storage/pool.ts';
import { type CompiledSources, compileSources } from '../../support/compiled.ts';
import { silent } from '../../support/databases.ts';
import { type PostgresServer, postgresUnavailable, startPostgres } from '../../support/postgres.ts';

const PROCESSES = 3;
const PAGES_EACH = 8;
const DELAY_MS = 100;

const noPostgres = postgresUnavailable();

describe.skipIf(noPostgres !== null)(`a host that processes visit together: ${noPostgres ?? 'PostgreSQL'}`, () => {
  let sources: CompiledSources;
  let records: PostgresServer;
  /** When each request came and when its answer had gone, by the host's own clock. */
  const visits: { by: string; start: number; end: number }[] = [];
  const host = createServer((request, response) => {
    const by = request.url ?? '';
    const start = performance.now();
    if (by === '/robots.txt') return response.writeHead(404).end();
    return setTimeout(() => {
      // Taken before it goes, so that the visitor's own end of it can only be later.
      visits.push({ by, start, end: performance.now() });
      response.end('a page');
    }, 20);
  });
  beforeAll(async () => {
    sources = await compileSources();
    records = await startPostgres();
    host.listen(0, '127.0.0.1');
    await once(host, 'listening');
  });
  afterAll(async () => {
    host.close();
    await records.remove();
    sources.remove();
  });

  /** A process of its own that fetches pages of the host, all asked for at once. */
  async function visit(databaseUrl: string, name: number, origin: string): Promise<void> {
    const code = `
      import { pino } from 'pino';
      import { createFetch } from ${JSON.stringify(sources.url('crawlers/support/safe-fetch'))};
      import { createSharedHostGate } from ${JSON.stringify(sources.url('crawlers/support/shared-host-gate'))};
      import { createDatabase } from ${JSON.stringify(sources.url('storage/database'))};
      import { createHostTurns } from ${JSON.stringify(sources.url('storage/host-turns'))};
      import { openPool } from ${JSON.stringify(sources.url('storage/pool'))};
      const pool = await openPool({ databaseUrl: process.argv[1], dataDir: '', logger: pino({ level: 'silent' }) });
      const gate = createSharedHostGate(createHostTurns(createDatabase(pool)));
      const { fetch, close } = createFetch({ allowPrivateHosts: ['127.0.0.1'], defaultDelaySeconds: ${DELAY_MS / 1000}, gate });
      await Promise.all(Array.from({ length: ${PAGES_EACH} }, () => fetch(process.argv[2])));
      await close();
      await pool.end();`;
    const args = ['--input-type=module', '-e', code, databaseUrl, `${origin}/${name}`];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const [exitCode] = await once(child, 'exit');
    expect(exitCode).toBe(0);
  }

  it('sees one of them at a time, the pause kept between the end of one visit and the start of the next', async () => {
    const databaseUrl = await records.database('turns');
    const pool = await openPool({ databaseUrl, dataDir: '', logger: silent });
    await migrate(createDatabase(pool));
    await pool.end();
    const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    await Promise.all(Array.from({ length: PROCESSES }, (_, name) => visit(databaseUrl, name, origin)));

    expect(visits).toHaveLength(PROCESSES * PAGES_EACH);
    expect(new Set(visits.map(({ by }) => by)).size).toBe(PROCESSES);
    for (const [at, { start }] of visits.entries()) {
      const before = visits[at - 1];
      if (before !== undefined) expect(start - before.end).toBeGreaterThanOrEqual(DELAY_MS);
    }
  });
});
