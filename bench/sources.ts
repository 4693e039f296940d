import { sql } from 'kysely';
import { pino } from 'pino';
import { readSourceInput } from '../src/api/source-settings.ts';
import type { Clock } from '../src/clock.ts';
import { findCrawler } from '../src/crawlers/crawlers.ts';
import { noBrowser } from '../src/crawlers/support/browse.ts';
import { systemSleep } from '../src/crawlers/support/host-gate.ts';
import { createFetch } from '../src/crawlers/support/safe-fetch.ts';
import { guardServers } from '../src/crawlers/support/server-address.ts';
import { createSharedHostGate } from '../src/crawlers/support/shared-host-gate.ts';
import { sourceInput } from '../src/domain/source.ts';
import { startSweeper, startWorkers } from '../src/pipeline/run-pipeline.ts';
import { type JobQueue, openQueue } from '../src/queue/queue.ts';
import { createDatabase, type Database, migrate } from '../src/storage/database.ts';
import { createHostTurns } from '../src/storage/host-turns.ts';
import { openPool } from '../src/storage/pool.ts';
import { createVault } from '../src/storage/secrets.ts';
import { createSource } from '../src/storage/sources.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { startRedis } from '../test/support/redis.ts';
import { type Figure, printFigures, quantile } from './support/figures.ts';
import { type StandIn, startStandIn } from './support/many-hosts.ts';

const HOSTS = 100;
const DELAY_MS = 1000;

/** Simulated seconds in a second. */
const SPEED = 4;
const WORKERS = 2;
const vault = createVault('a key that is for benchmarks only, and long');
const silent = pino({ level: 'silent' });

/** Nobody reads what was collected: only collecting is measured. */
const idleQueue = {
  add: async () => undefined,
  work: () => ({ stop: async () => undefined }),
} as unknown as JobQueue;

interface Collected {
  lateMs: number;
  everySeconds: number;
  found: number;
}

/** What the workers logged. */
class RunLog {
  readonly collected: Collected[] = [];
  broken = 0;
  write(line: string): void {
    const entry = JSON.parse(line) as Collected & { msg: string; level: number };
    if (entry.msg === 'collected') this.collected.push(entry);
    else if (entry.level >= 40) this.broken += 1;
  }
}

async function addSources(db: Database, count: number, hosts: readonly StandIn[], clock: Clock): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const { origin } = hosts[n % hosts.length] as StandIn;
    const places = [`${origin}/feed/${n}`, `${origin}/json/${n}`, `${origin}/t/x.${n}/`];
    const forum = n % 3 === 2;
    const input = sourceInput.parse({
      kind: forum ? 'forum' : 'rss',
      name: `Nguồn ${n}`,
      settings: forum ? { url: places[2], delaySeconds: DELAY_MS / 1000 } : { url: places[n % 3] },
      everyMinutes: 3 + (n % 4),
    });
    await createSource(db, readSourceInput(vault, input), clock.now());
  }
  // As if they had been added one by one: their first runs are spread over their intervals.
  await sql`update sources set next_run_at = ${clock.now()}::timestamptz + random() * every_minutes * interval '1 minute'`.execute(
    db,
  );
}

/** One worker process's parts: connections, gate and queue of its own. */
async function startWorker(
  databaseUrl: string,
  redisUrl: string,
  hosts: readonly StandIn[],
  clock: Clock,
  log: RunLog,
) {
  const pool = await openPool({ databaseUrl, dataDir: '', logger: silent });
  const db = createDatabase(pool);
  const logger = pino({ level: 'info' }, log);
  const sleep = (ms: number, signal?: AbortSignal) => systemSleep(ms / SPEED, signal);
  const http = createFetch({
    gate: createSharedHostGate(createHostTurns(db, clock), sleep),
    allowPrivateHosts: hosts.map(({ host }) => host),
    defaultDelaySeconds: DELAY_MS / 1000,
    clock,
  });
  const collectQueue = await openQueue('collect', { redisUrl, pool, logger: silent });
  const analyser = { version: 'none', analyse: () => Promise.reject(new Error('not measured')) } as never;
  const deps = { db, vault, clock, logger, analyser, fetch: http.fetch, browse: noBrowser, findCrawler };
  const idle = { processQueue: idleQueue, indexQueue: idleQueue, channelQueue: idleQueue };
  const pipeline = {
    ...deps,
    ...idle,
    collectQueue,
    addressOf: guardServers([]),
    channelFetch: deps.fetch,
    index: null,
    print: null,
    sendMail: null,
  };
  const worker = startWorkers(pipeline, { collect: 16 });
  const sweeper = startSweeper(pipeline);
  return async () => {
    await Promise.all([worker.stop(), sweeper.stop()]);
    await collectQueue.close();
    await http.close();
    await db.destroy();
  };
}

/** Pauses between the end of a request and the start of the next page, as each host saw them, and requests at once. */
function pausesOf(hosts: readonly StandIn[]) {
  const pauses: number[] = [];
  for (const { visits } of hosts) {
    for (const [at, visit] of visits.entries()) {
      const before = visits[at - 1];
      if (before !== undefined && visit.path !== '/robots.txt') pauses.push(visit.start - before.end);
    }
  }
  return pauses;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function figuresOf(
  hosts: readonly StandIn[],
  log: RunLog,
  memory: readonly number[],
  took: { cpu: number; real: number },
): Figure[] {
  const shares = log.collected.map(({ lateMs, everySeconds }) => lateMs / (everySeconds * 1000));
  const pauses = pausesOf(hosts);
  const half = Math.floor(memory.length / 2);
  const requests = hosts.reduce((sum, { visits }) => sum + visits.length, 0);
  return [
    { name: 'runs', value: log.collected.length },
    { name: 'runs that broke off', value: log.broken, limit: '= 0' },
    { name: 'late, of the interval: median', value: quantile(shares, 0.5) * 100, unit: '%' },
    { name: 'late, of the interval: 99 of 100', value: quantile(shares, 0.99) * 100, unit: '%' },
    { name: 'late, of the interval: worst', value: Math.max(...shares) * 100, unit: '%', limit: '< 20 %' },
    { name: 'requests', value: requests },
    {
      name: 'shortest pause at a host (simulated)',
      value: Math.min(...pauses),
      unit: 'ms',
      limit: `>= ${DELAY_MS} ms`,
    },
    { name: 'pauses too short', value: pauses.filter((ms) => ms < DELAY_MS).length, limit: '= 0' },
    { name: 'memory, first half', value: mean(memory.slice(0, half)) / 1e6, unit: 'MB' },
    { name: 'memory, second half', value: mean(memory.slice(half)) / 1e6, unit: 'MB' },
    { name: 'requests a second (real)', value: requests / took.real },
    { name: 'posts read a second (real)', value: log.collected.reduce((sum, { found }) => sum + found, 0) / took.real },
    { name: 'CPU seconds a second (real)', value: took.cpu / took.real },
  ];
}

/**
 * Sources of mixed kinds on 100 hosts for ten simulated minutes, with two workers on PostgreSQL and Redis.
 * `npm run bench -- sources [sources] [minutes]`; both servers are started for it.
 */
export async function run([count = '1000', minutes = '10']: string[]): Promise<void> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const started = Date.now();
  const clock: Clock = { now: () => new Date(started + (Date.now() - started) * SPEED) };
  const hosts = await Promise.all(Array.from({ length: HOSTS }, () => startStandIn(clock)));
  const databaseUrl = await postgres.database('bench');
  const db = createDatabase(await openPool({ databaseUrl, dataDir: '', logger: silent }));
  const log = new RunLog();
  const memory: number[] = [];
  try {
    await migrate(db);
    await addSources(db, Number(count), hosts, clock);
    const starting = Array.from({ length: WORKERS }, () => startWorker(databaseUrl, redis.url, hosts, clock, log));
    const stops = await Promise.all(starting);
    const before = process.cpuUsage();
    const watch = setInterval(() => memory.push(process.memoryUsage().heapUsed), 1000);
    await systemSleep((Number(minutes) * 60_000) / SPEED);
    clearInterval(watch);
    const { user, system } = process.cpuUsage(before);
    const figures = figuresOf(hosts, log, memory, { cpu: (user + system) / 1e6, real: (Number(minutes) * 60) / SPEED });
    await Promise.all(stops.map((stop) => stop()));
    printFigures(`${count} sources on ${HOSTS} hosts, ${minutes} simulated minutes`, figures);
  } finally {
    await db.destroy();
    await Promise.all(hosts.map((host) => host.close()));
    await redis.stop();
    await postgres.remove();
  }
}
