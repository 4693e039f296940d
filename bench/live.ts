import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { pino } from 'pino';
import { createApi } from '../src/api/api.ts';
import { LiveFeed } from '../src/api/live/live-feed.ts';
import { systemActor } from '../src/domain/person.ts';
import { change } from '../src/pipeline/tickets.ts';
import { PostgresMentions } from '../src/search/postgres.ts';
import { createDatabase, type Database, migrate } from '../src/storage/database.ts';
import { addEvent } from '../src/storage/events.ts';
import { openPool } from '../src/storage/pool.ts';
import { hashSecret } from '../src/storage/rows.ts';
import { createVault } from '../src/storage/secrets.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { type Figure, printFigures, quantile, until } from './support/figures.ts';
import { fillDesk } from './support/filled-desk.ts';

const logger = pino({ level: 'warn' });
const CHANGES_PER_SECOND = 50;
const SECONDS = 20;

type Said = { connected: number } | { failed: string } | { seen: [ticket: number, version: number, at: number][] };

/**
 * Everybody of a desk of 400 teams follows what happens, each over a connection of their own, while tickets change. Fifty
 * changes a second for twenty seconds; clients and server share the machine. `npm run bench -- live [connections]`.
 */
export async function run([connections = '5000']: string[]): Promise<void> {
  const postgres = await startPostgres();
  const db = createDatabase(await openPool({ databaseUrl: await postgres.database('bench'), dataDir: '', logger }));
  try {
    await migrate(db);
    const size = { teams: 400, agents: Number(connections), tickets: 20_000, messages: 0 };
    await fillDesk(db, size, (what) => process.stderr.write(`filling in ${what}\n`));
    printFigures(`${Number(connections).toLocaleString('en')} people follow what happens`, await measure(db));
  } finally {
    await db.destroy();
    await postgres.remove();
  }
}

async function measure(db: Database): Promise<Figure[]> {
  const { port, live, close } = await serve(db);
  const clients = fork(new URL(`./support/live-clients${import.meta.url.slice(-3)}`, import.meta.url));
  try {
    const cookies = await signInAll(db);
    const before = memoryMb();
    const begun = performance.now();
    await connectAll(clients, port, cookies);
    const connecting = (performance.now() - begun) / 1000;
    const idle = memoryMb();
    const { latencies, reached, cpu, changes } = await changeTickets(db, clients);
    const toAll = await tellEverybody(db, clients, cookies.length);
    return [
      { name: 'connecting them all', value: connecting, unit: 's' },
      { name: 'memory of the server before', value: before, unit: 'MB' },
      { name: 'memory with all connected', value: idle, unit: 'MB' },
      { name: 'a connection', value: ((idle - before) * 1024) / cookies.length, unit: 'kB' },
      { name: 'changes of tickets', value: changes },
      { name: 'events at clients', value: latencies.length, limit: `= ${reached}` },
      { name: 'change to client, median', value: quantile(latencies, 0.5), unit: 'ms' },
      { name: 'change to client, p99', value: quantile(latencies, 0.99), unit: 'ms', limit: '< 1000' },
      { name: 'change to client, longest', value: Math.max(...latencies), unit: 'ms' },
      { name: 'one event for everybody, p99', value: quantile(toAll, 0.99), unit: 'ms', limit: '< 1000' },
      { name: 'one event for everybody, longest', value: Math.max(...toAll), unit: 'ms' },
      { name: 'processor of the server', value: cpu * 100, unit: '% of one core' },
      { name: 'memory afterwards', value: memoryMb(), unit: 'MB' },
    ];
  } finally {
    clients.kill();
    await live.close();
    close();
  }
}

const memoryMb = () => process.memoryUsage().rss / 1024 / 1024;
const now = () => performance.timeOrigin + performance.now();

async function serve(db: Database) {
  const clock = { now: () => new Date() };
  const vault = createVault('a key for benchmarks only, and long enough');
  const search = new PostgresMentions(db);
  const live = new LiveFeed({ db, clock, logger });
  const own = {
    db,
    vault,
    print: null,
    clock,
    logger,
    search,
    live,
    checkAddress: () => undefined,
    checks: async () => [],
  };
  const services = { ...own, timeZone: 'Asia/Ho_Chi_Minh', pipeline: {} as never };
  const server = createServer(createApi(services)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    live,
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A session for every user of the desk; their cookies. */
async function signInAll(db: Database): Promise<string[]> {
  const users = await db.selectFrom('users').select('id').where('email', 'like', 'u%@example.vn').execute();
  const rows = users.map(({ id }) => ({ user_id: id, token_hash: hashSecret(`bench ${id}`) }));
  await sql`
    insert into sessions (token_hash, user_id, created_at, expires_at)
    select token_hash, user_id, now(), now() + interval '1 hour'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(token_hash text, user_id uuid)`.execute(db);
  return users.map(({ id }) => `langnghe=${encodeURIComponent(`bench ${id}`)}`);
}

function connectAll(clients: ChildProcess, port: number, cookies: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    clients.on('message', (said: Said) => {
      if ('connected' in said) resolve();
      if ('failed' in said) reject(new Error(said.failed));
    });
    clients.send({ port, cookies });
  });
}

/** Changes tickets of all teams at an even pace, and waits until everybody has been told. */
async function changeTickets(db: Database, clients: ChildProcess) {
  const begun = new Map<string, number>();
  const latencies: number[] = [];
  clients.on('message', (said: Said) => {
    if (!('seen' in said)) return;
    for (const [ticket, version, at] of said.seen) {
      const start = begun.get(`${ticket}/${version}`);
      if (start !== undefined) latencies.push(at - start);
    }
  });
  const tickets = await changeable(db, CHANGES_PER_SECOND * SECONDS);
  const cpu = process.cpuUsage();
  const start = now();
  const pending = tickets.map(async ({ number, version }, index) => {
    await new Promise((resolve) => setTimeout(resolve, (index * 1000) / CHANGES_PER_SECOND));
    begun.set(`${number}/${version + 1}`, now());
    await change(db, number, { tags: ['bench'] }, { actor: systemActor, scope: 'all', now: new Date() });
  });
  await Promise.all(pending);
  const reached = tickets.reduce((sum, { viewers }) => sum + viewers, 0);
  await until(async () => latencies.length >= reached, 10_000);
  const { user, system } = process.cpuUsage(cpu);
  return { latencies, reached, changes: tickets.length, cpu: (user + system) / 1000 / (now() - start) };
}

/** One event that is for all who are connected. */
async function tellEverybody(db: Database, clients: ChildProcess, count: number): Promise<number[]> {
  const users = await db.selectFrom('users').select('id').where('email', 'like', 'u%@example.vn').execute();
  const latencies: number[] = [];
  const begun = now();
  clients.on('message', (said: Said) => {
    if ('seen' in said) latencies.push(...said.seen.map(([, , at]) => at - begun));
  });
  const event = { kind: 'notification.bench', users: users.map(({ id }) => id), data: { ticket: 0, version: 0 } };
  await addEvent(db, event, new Date());
  await until(async () => latencies.length >= count, 10_000);
  return latencies;
}

/** Tickets that can change, one after another of another team, and how many people see each. */
async function changeable(db: Database, count: number) {
  const { rows } = await sql<{ number: number; version: number; viewers: number }>`
    with recursive above as (
      select id as team, id as at, parent_id as next from teams
      union all select a.team, t.id, t.parent_id from above a join teams t on t.id = a.next
    ), viewers as (
      select a.team, count(*)::integer as count from above a join users u on u.team_id = a.at
      where u.role = 'manager' or u.role = 'agent' and a.at = a.team group by a.team
    ), numbered as (
      select number, version, team_id, row_number() over (partition by team_id order by number) as turn
      from tickets where status in ('new', 'open', 'pending')
    )
    select n.number, n.version, v.count as viewers from numbered n join viewers v on v.team = n.team_id
    order by n.turn, n.number limit ${count}`.execute(db);
  return rows;
}
