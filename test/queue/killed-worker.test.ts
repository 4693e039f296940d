import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue } from '../../src/queue/queue.ts';
import { openPool } from '../../src/storage/pool.ts';
import { type CompiledSources, compileSources } from '../support/compiled.ts';
import { postgresUnavailable, startPostgres } from '../support/postgres.ts';
import { redisUnavailable, startRedis } from '../support/redis.ts';
import { tempFolder } from '../support/temp-folder.ts';

interface Target {
  redisUrl?: string;
  databaseUrl?: string;
  dataDir: string;
}

const logger = pino({ level: 'silent' });
const timing = { lockMs: 1000, stalledCheckMs: 300 };
const openTarget = ({ redisUrl, ...target }: Target) => (redisUrl ? new pg.Pool() : openPool({ ...target, logger }));

describe('a job whose process is killed with SIGKILL', () => {
  let sources: CompiledSources;
  const folder = tempFolder();
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    sources = await compileSources();
  });
  afterAll(async () => {
    await Promise.all(closers.map((close) => close()));
    sources.remove();
    folder.remove();
  });

  /** Works on the queue's only job until killed. */
  async function dieWorking(target: Target): Promise<void> {
    const code = `
      import { pino } from 'pino';
      import pg from 'pg';
      import { openPool } from ${JSON.stringify(sources.url('storage/pool'))};
      import { openQueue } from ${JSON.stringify(sources.url('queue/queue'))};
      const target = JSON.parse(process.argv[1]);
      const logger = pino({ level: 'silent' });
      const pool = target.redisUrl ? new pg.Pool() : await openPool({ ...target, logger });
      const queue = await openQueue('killed', { redisUrl: target.redisUrl, pool, logger, timing: ${JSON.stringify(timing)} });
      queue.work({ a: () => { console.log('working'); return new Promise(() => {}); } }, { concurrency: 1 });
      await queue.add('a', { n: 1 }, { dedupe: 'a' });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code, JSON.stringify(target)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(createInterface({ input: child.stdout }), 'line');
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  const noPostgres = postgresUnavailable();
  const noRedis = redisUnavailable();
  const targets: [string, string | null, () => Promise<Target>][] = [
    ['PGlite', null, async () => ({ dataDir: join(folder.path, 'data') })],
    [
      'PostgreSQL',
      noPostgres,
      async () => {
        const server = await startPostgres();
        closers.push(() => server.remove());
        return { databaseUrl: await server.database('killed'), dataDir: folder.path };
      },
    ],
    [
      'Redis',
      noRedis,
      async () => {
        const server = await startRedis();
        closers.push(() => server.stop());
        return { redisUrl: server.url, dataDir: folder.path };
      },
    ],
  ];

  it.for(targets)('runs again soon on %s', async ([, reason, start], context) => {
    if (reason !== null) return context.skip(reason);
    const target = await start();
    await dieWorking(target);
    const pool = await openTarget(target);
    const queue = await openQueue('killed', { redisUrl: target.redisUrl, pool, logger, timing });
    const attempts: number[] = [];
    queue.work({ a: async (_data, { attempt }) => void attempts.push(attempt) }, { concurrency: 1 });
    const killed = Date.now();
    await queue.add('a', { n: 2 }, { dedupe: 'a' }); // comes while the dead job still counts as running
    await expect.poll(() => attempts, { timeout: 10_000, interval: 20 }).toEqual([1, 1]);
    expect(Date.now() - killed).toBeLessThan(5000);
    await expect.poll(async () => (await queue.counts()).active, { timeout: 5000 }).toBe(0);
    await queue.close();
    await pool.end();
  });
});
