import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { pino } from 'pino';
import { type Core, openCore } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createSource } from '../src/storage/sources.ts';
import { readPosts } from '../test/support/label-figures.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { startRedis } from '../test/support/redis.ts';
import { type Figure, printFigures, until } from './support/figures.ts';

const LAUNCHER = fileURLToPath(new URL('../bin/langnghe.mjs', import.meta.url));
const KEY = 'b'.repeat(43);
/** Posts handed in together, as a page of a crawler or one request of the API. */
const BATCH = 100;

/** Labelled posts of the project's own, cut in two. */
const HALVES = (['rules', 'held-out'] as const)
  .flatMap((half) => readPosts(half, 'test/fixtures'))
  .map(({ text }) => {
    const words = text.split(/\s+/);
    const middle = Math.ceil(words.length / 2);
    return [words.slice(0, middle).join(' '), words.slice(middle).join(' ')] as const;
  });

/** A post of the beginning of one and the end of another: as long and as varied as people's, and not a copy of any other. */
const textOf = (index: number): string => {
  const first = HALVES[index % HALVES.length]?.[0] ?? '';
  const round = Math.floor(index / HALVES.length);
  const second = HALVES[(index * 7 + round * 17) % HALVES.length]?.[1] ?? '';
  return `${first} ${second}`;
};

const postOf = (index: number) => ({
  externalId: `post-${index}`,
  author: { id: null, name: `khách ${index % 20_000}` },
  threadId: `chủ đề ${Math.floor(index / 10)}`,
  text: textOf(index),
});

function startWorker(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [LAUNCHER, 'worker'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/**
 * From intake to ticket with two worker processes on PostgreSQL and Redis, all on this machine.
 * `npm run bench -- workers [mentions]`; both servers are started for it.
 */
export async function run([count = '30000']: string[]): Promise<void> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const folder = mkdtempSync(join(tmpdir(), 'langnghe-bench-'));
  const env = {
    DATABASE_URL: await postgres.database('bench'),
    REDIS_URL: redis.url,
    DATA_DIR: folder,
    SECRET_KEY: KEY,
    LOG_LEVEL: 'warn',
  };
  const core = await openCore({ config: readConfig(env), logger: pino({ level: 'warn' }), command: 'bench' });
  const workers = [startWorker(env), startWorker(env)];
  try {
    printFigures(
      `${Number(count).toLocaleString('en')} mentions through two workers`,
      await measure(core, Number(count)),
    );
  } finally {
    await Promise.all(workers.map(ended));
    await core.close();
    await redis.stop();
    await postgres.remove();
    rmSync(folder, { recursive: true });
  }
}

const WARM_UP = 500;

async function measure(core: Core, count: number): Promise<Figure[]> {
  const source = await createSource(
    core.db,
    { kind: 'import', name: 'bench', settings: {}, everyMinutes: 60, enabled: false, queries: [], team: null },
    core.clock.now(),
  );
  await handIn(core, source.id, 0, WARM_UP);
  await until(() => nothingWaits(core), 60_000);
  const started = performance.now();
  await handIn(core, source.id, WARM_UP, WARM_UP + count);
  const takenIn = (performance.now() - started) / 1000;
  await until(() => nothingWaits(core), 600_000, 50);
  const seconds = (performance.now() - started) / 1000;
  const { rows } = await sql<{
    decided: number;
    opened: number;
    tickets: number;
    ticketed: number;
    unticketed: number;
    copies: number;
  }>`
    select (select count(*) from mentions where triaged_at is not null)::integer as decided,
      (select count(*) from ticket_events where kind = 'opened')::integer as opened,
      (select count(*) from tickets)::integer as tickets,
      (select count(*) from mentions where copy_of is not null)::integer as copies,
      (select count(*) from mentions where ticket_number is not null)::integer as ticketed,
      (select count(*) from mentions where complaint and not spam and ticket_number is null)::integer as unticketed`.execute(
    core.db,
  );
  const [row] = rows;
  return [
    { name: 'taken in, a second', value: count / takenIn },
    { name: 'from intake to ticket, mentions a second', value: count / seconds, limit: '> 1,000' },
    { name: 'decided on', value: row?.decided ?? 0, limit: `= ${(WARM_UP + count).toLocaleString('en')}` },
    { name: 'of them copies of others', value: row?.copies ?? 0 },
    { name: 'tickets', value: row?.tickets ?? 0 },
    { name: 'tickets opened twice', value: (row?.opened ?? 0) - (row?.tickets ?? 0), limit: '= 0' },
    { name: 'complaints with a ticket', value: row?.ticketed ?? 0 },
    { name: 'complaints without', value: row?.unticketed ?? 0, limit: '= 0' },
  ];
}

async function handIn(core: Core, source: string, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += BATCH)
    await core.pipeline.takeIn(
      source,
      Array.from({ length: Math.min(BATCH, to - at) }, (_, index) => postOf(at + index)),
    );
}

/** Looks through the two small indices of what waits: to count what is done would take a part of what is measured. */
async function nothingWaits({ db }: Core): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists(select from mentions where analysed_at is null)
      or exists(select from mentions where triaged_at is null and analysed_at is not null) as waits`.execute(db);
  return rows[0]?.waits === false;
}
