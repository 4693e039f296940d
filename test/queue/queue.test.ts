import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue } from '../../src/queue/queue.ts';
import { openPool, type PoolOptions } from '../../src/storage/pool.ts';
import { type QueueSubject, queueContract } from '../contracts/queue.contract.ts';
import { type PostgresServer, postgresUnavailable, startPostgres } from '../support/postgres.ts';
import { type RedisServer, redisUnavailable, startRedis } from '../support/redis.ts';
import { tempFolder } from '../support/temp-folder.ts';

const logger = pino({ level: 'silent' });
const folder = tempFolder();
afterAll(() => folder.remove());

async function onPool(options: Omit<PoolOptions, 'logger'>): Promise<QueueSubject> {
  const pool = await openPool({ ...options, logger });
  return { open: (name, timing = {}) => openQueue(name, { pool, logger, timing }), close: () => pool.end() };
}

function onRedis(redisUrl: string): QueueSubject {
  const pool = new pg.Pool(); // never connects
  return {
    open: (name, timing = {}) => openQueue(name, { redisUrl, pool, logger, timing }),
    close: () => pool.end(),
  };
}

async function survivesRestart(subject: QueueSubject, restart: () => Promise<void>): Promise<void> {
  const queue = await subject.open('restarted');
  const runs: unknown[] = [];
  queue.work({ a: async (data) => void runs.push(data.n) }, { concurrency: 2 });
  await queue.add('a', { n: 1 });
  await expect.poll(() => runs, { timeout: 5000 }).toEqual([1]);
  await restart();
  await expect.poll(() => queue.add('a', { n: 2 }).then(() => 'added'), { timeout: 10_000 }).toBe('added');
  // A crash may forget that a job was done: it may run twice.
  await expect.poll(() => [...new Set(runs)], { timeout: 10_000 }).toEqual([1, 2]);
  await queue.close();
}

queueContract('PGlite', () => onPool({ dataDir: join(folder.path, 'contract') }));

const noPostgres = postgresUnavailable();
describe.skipIf(noPostgres)(`PostgreSQL ${noPostgres ?? ''}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.remove());
  const subject = async () => onPool({ databaseUrl: await server.database('queue'), dataDir: folder.path });

  queueContract('PostgreSQL', subject);

  it('lets several processes prepare one database at once', async () => {
    const databaseUrl = await server.database('prepared');
    const subjects = await Promise.all([1, 2, 3, 4].map(() => onPool({ databaseUrl, dataDir: folder.path })));
    const queues = await Promise.all(subjects.map((each) => each.open('first')));
    await Promise.all(queues.map((queue) => queue.add('a', {})));
    expect((await queues[0]?.counts())?.waiting).toBe(4);
    await Promise.all(queues.map((queue) => queue.close()));
    await Promise.all(subjects.map((each) => each.close()));
  });

  it('goes on after a restart of the server', async () => {
    const opened = await subject();
    await survivesRestart(opened, async () => {
      await server.stop();
      await server.start();
    });
    await opened.close();
  });
});

const noRedis = redisUnavailable();
describe.skipIf(noRedis)(`Redis ${noRedis ?? ''}`, () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.stop());

  queueContract('Redis', async () => onRedis(server.url));

  it('goes on after a restart of the server, which has forgotten everything', async () => {
    const opened = onRedis(server.url);
    await survivesRestart(opened, async () => {
      await server.stop();
      await server.start();
    });
    await opened.close();
  });

  it('says when the server is away', async () => {
    const away = await startRedis();
    const opened = onRedis(away.url);
    const queue = await opened.open('away');
    await queue.ping();
    await away.stop();
    await expect(queue.ping()).rejects.toThrow();
    await queue.close();
    await opened.close();
  });
});
