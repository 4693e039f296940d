import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApi } from '../src/api/api.ts';
import { LiveFeed } from '../src/api/live/live-feed.ts';
import { PostgresMentions } from '../src/search/postgres.ts';
import { createDatabase, type Database, migrate } from '../src/storage/database.ts';
import { createSession, createToken } from '../src/storage/people.ts';
import { openPool } from '../src/storage/pool.ts';
import { createVault } from '../src/storage/secrets.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { tempFolder } from '../test/support/temp-folder.ts';
import { type Figure, printFigures, quantile } from './support/figures.ts';
import { type DeskSize, fillDesk } from './support/filled-desk.ts';

const logger = pino({ level: 'warn' });
const REQUESTS = 400;
/** Requests before it is measured: plans are made, pages are read. */
const WARM = 40;

/**
 * A desk of 5,000 agents in 400 teams after a year, over HTTP: anybody's inbox, one ticket, and the report of a day.
 * `npm run bench -- desk [postgres|embedded|both] [tickets] [messages]`; a server is started for it.
 */
export async function run([where = 'both', tickets = '300000', messages = '2000000']: string[]): Promise<void> {
  const size = { teams: 400, agents: 5000, tickets: Number(tickets), messages: Number(messages) };
  if (where !== 'embedded') {
    const server = await startPostgres();
    await onRecords('PostgreSQL', 100, { databaseUrl: await server.database('bench'), dataDir: '' }, size);
    await server.remove();
  }
  if (where !== 'postgres') {
    const folder = tempFolder();
    await onRecords('the embedded database', 400, { dataDir: folder.path }, size);
    folder.remove();
  }
}

async function onRecords(
  name: string,
  limitMs: number,
  place: { databaseUrl?: string; dataDir: string },
  size: DeskSize,
): Promise<void> {
  const db = createDatabase(await openPool({ ...place, logger }));
  try {
    await migrate(db);
    const started = performance.now();
    await fillDesk(db, size, (what) => process.stderr.write(`${name}: filling in ${what}\n`));
    const filled = (performance.now() - started) / 1000;
    const figures = await measure(db, limitMs);
    const title = `${size.tickets.toLocaleString('en')} tickets, ${size.messages.toLocaleString('en')} messages on ${name}`;
    printFigures(title, [...figures, { name: 'filled in', value: filled, unit: 's' }]);
  } finally {
    await db.destroy();
  }
}

/** Serves the API on the records; `ask` gives the milliseconds that an answer took. */
async function serve(db: Database) {
  const clock = { now: () => new Date() };
  const vault = createVault('a key for benchmarks only, and long enough');
  const search = new PostgresMentions(db);
  const checks = async () => [];
  // Nothing that is asked here gives work to the pipeline.
  const live = new LiveFeed({ db, clock, logger });
  const own = { db, vault, print: null, clock, logger, search, checks, live, checkAddress: () => undefined };
  const services = { ...own, timeZone: 'Asia/Ho_Chi_Minh', pipeline: {} as never };
  const server = createServer(createApi(services)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    async ask(path: string, headers: Record<string, string>): Promise<number> {
      const asked = performance.now();
      const response = await fetch(url + path, { headers });
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text.slice(0, 200)}`);
      return performance.now() - asked;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Person {
  id: string;
  cookie: string;
}

type Who = 'agent' | 'manager' | 'head';

/** Signs people in, as many of them as are asked for, spread evenly over all. */
async function signIn(db: Database, all: readonly { id: string }[], count: number): Promise<Person[]> {
  const step = Math.max(1, Math.floor(all.length / count));
  const people: Person[] = [];
  for (const { id } of all.filter((_, index) => index % step === 0)) {
    const secret = `bench ${id}`;
    await createSession(db, id, secret, new Date(), new Date(Date.now() + 3_600_000));
    people.push({ id, cookie: `langnghe=${encodeURIComponent(secret)}` });
  }
  return people;
}

/** Agents and managers of all teams, and those few managers who have most of the tree below them, again and again. */
async function everybody(db: Database): Promise<Record<Who, Person[]>> {
  const users = db.selectFrom('users').select(['id', 'email', 'role']).where('email', 'like', 'u%@example.vn');
  const all = await users.orderBy('email').execute();
  const managers = await signIn(
    db,
    all.filter(({ role }) => role === 'manager'),
    REQUESTS,
  );
  const top = all.filter(({ email }) => Number(email.slice(1, -11)) <= 21);
  const heads = managers.filter(({ id }) => top.some((head) => head.id === id));
  return {
    agent: await signIn(
      db,
      all.filter(({ role }) => role === 'agent'),
      REQUESTS,
    ),
    manager: managers,
    head: Array.from({ length: REQUESTS }, (_, index) => heads[index % heads.length] as Person),
  };
}

const UNSOLVED = 'status=new,open,pending';

const INBOXES: { name: string; who: Who; path: string }[] = [
  { name: 'an agent’s own tickets', who: 'agent', path: `/api/tickets?assignee=me&${UNSOLVED}` },
  { name: 'an agent’s team, unsolved', who: 'agent', path: `/api/tickets?${UNSOLVED}` },
  { name: 'an agent’s line: what nobody has', who: 'agent', path: '/api/tickets?assignee=none&status=new,open' },
  { name: 'a manager’s teams, unsolved', who: 'manager', path: `/api/tickets?${UNSOLVED}&limit=200` },
  { name: 'a manager’s teams, overdue', who: 'manager', path: '/api/tickets?due=overdue' },
  { name: 'a manager’s teams, everything', who: 'manager', path: '/api/tickets' },
  { name: 'a manager’s teams, by words', who: 'manager', path: '/api/tickets?q=khu+vuc+77' },
  { name: 'the top’s and regions’, unsolved', who: 'head', path: `/api/tickets?${UNSOLVED}&limit=200` },
  { name: 'the top’s and regions’, nobody’s', who: 'head', path: '/api/tickets?assignee=none&status=new,open' },
  { name: 'the top’s and regions’, everything', who: 'head', path: '/api/tickets' },
  { name: 'the top’s and regions’, by words', who: 'head', path: '/api/tickets?q=khu+vuc+77' },
];

async function measure(db: Database, limitMs: number): Promise<Figure[]> {
  const api = await serve(db);
  await createToken(db, { name: 'bench', role: 'administrator', secret: 'bench' }, new Date());
  const people = await everybody(db);
  const figures: Figure[] = [];
  const all: number[] = [];
  for (const { name, who, path } of INBOXES) {
    for (const { cookie } of people[who].slice(0, WARM)) await api.ask(path, { cookie });
    const times: number[] = [];
    for (const { cookie } of people[who]) times.push(await api.ask(path, { cookie }));
    all.push(...times);
    figures.push({ name: `${name}: p50`, value: quantile(times, 0.5), unit: 'ms' });
    figures.push({ name: `${name}: p99`, value: quantile(times, 0.99), unit: 'ms', limit: `< ${limitMs}` });
  }
  figures.push({ name: 'any inbox: p99', value: quantile(all, 0.99), unit: 'ms', limit: `< ${limitMs}` });
  const bearer = { authorization: 'Bearer bench' };
  const ticket: number[] = [];
  for (let number = 1; number <= 20_000; number += 50) ticket.push(await api.ask(`/api/tickets/${number}`, bearer));
  figures.push({ name: 'one ticket with its messages: p99', value: quantile(ticket, 0.99), unit: 'ms' });
  const hints: number[] = [];
  for (let number = 1; number <= 20_000; number += 50)
    hints.push(await api.ask(`/api/tickets/${number}/suggestions`, bearer));
  figures.push({
    name: 'suggestions for a ticket: p99',
    value: quantile(hints, 0.99),
    unit: 'ms',
    limit: `< ${limitMs}`,
  });
  figures.push(...(await reports(api, people.head)));
  api.close();
  return figures;
}

async function reports(api: Awaited<ReturnType<typeof serve>>, managers: readonly Person[]): Promise<Figure[]> {
  const bearer = { authorization: 'Bearer bench' };
  const days = [1, 2, 30, 200].map((ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10));
  const whole: number[] = [];
  const teams: number[] = [];
  for (const day of days) {
    whole.push(await api.ask(`/api/reports/daily?date=${day}`, bearer));
    for (const { cookie } of managers.slice(0, 3))
      teams.push(await api.ask(`/api/reports/daily?date=${day}`, { cookie }));
  }
  return [
    { name: 'report of a day, slowest of four', value: Math.max(...whole), unit: 'ms', limit: '< 2,000' },
    { name: 'report of a manager’s teams, slowest', value: Math.max(...teams), unit: 'ms', limit: '< 2,000' },
  ];
}
