import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { pino } from 'pino';
import { issueToken } from '../src/api/chat/visitor-token.ts';
import { createDatabase, type Database, migrate } from '../src/storage/database.ts';
import { openPool } from '../src/storage/pool.ts';
import { hashSecret } from '../src/storage/rows.ts';
import { createVault } from '../src/storage/secrets.ts';
import { freePort, startPostgres } from '../test/support/postgres.ts';
import { tempFolder } from '../test/support/temp-folder.ts';
import { type AppProcess, startAppProcess } from './support/app-process.ts';
import type { Connect, Told, Write } from './support/chat-clients.ts';
import { type Figure, printFigures, quantile, until } from './support/figures.ts';
import { fillDesk } from './support/filled-desk.ts';

const SECRET_KEY = 'a key for benchmarks only, and long enough';
const CHANNELS = 20;
const PER_SECOND = 20;
const MESSAGES = 600;
const REPLIES = 100;

const now = () => performance.timeOrigin + performance.now();

/**
 * Agents who follow the desk and customers who chat, all connected to one program that also does the work: customers write,
 * each message becomes a ticket on its team's screens, and some are answered. `npm run bench -- chat [of each]`.
 */
export async function run([size = '5000']: string[]): Promise<void> {
  const postgres = await startPostgres();
  const url = await postgres.database('bench');
  const db = createDatabase(await openPool({ databaseUrl: url, dataDir: '', logger: pino({ level: 'warn' }) }));
  const folder = tempFolder();
  const clients = fork(new URL(`./support/chat-clients${import.meta.url.slice(-3)}`, import.meta.url));
  let app: AppProcess | undefined;
  try {
    await migrate(db);
    const env = { DATABASE_URL: url, SECRET_KEY };
    app = await startAppProcess({ dataDir: folder.path, port: await freePort(), env });
    // Once it runs: only the first start of an empty desk makes the administrator.
    await fillDesk(db, { teams: 400, agents: Number(size), tickets: 2000, messages: 0 }, () => undefined);
    const told = {
      port: Number(new URL(app.url).port),
      agents: await signInAll(db),
      visitors: await begin(db, app, Number(size)),
    };
    const count = `${Number(size).toLocaleString('en')} agents and as many customers`;
    printFigures(`${count} on one program`, await measure(db, app, clients, told));
  } finally {
    clients.kill();
    await app?.kill('SIGKILL');
    await db.destroy();
    await postgres.remove();
    folder.remove();
  }
}

/** A session for every user of the desk; their cookies. */
async function signInAll(db: Database): Promise<string[]> {
  const users = await db.selectFrom('users').select('id').where('email', 'like', 'u%@example.vn').execute();
  const rows = users.map(({ id }) => ({ user_id: id, token_hash: hashSecret(`bench ${id}`) }));
  await sql`insert into sessions (token_hash, user_id, created_at, expires_at)
    select token_hash, user_id, now(), now() + interval '1 hour'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(token_hash text, user_id uuid)`.execute(db);
  return users.map(({ id }) => `langnghe=${encodeURIComponent(`bench ${id}`)}`);
}

/** Visitors of channels of several teams, with the words that prove who they are. */
async function begin(db: Database, app: AppProcess, count: number): Promise<Connect['visitors']> {
  const teams = await db.selectFrom('teams').select('id').where('name', 'like', 'Đội %').orderBy('name').execute();
  const channels: string[] = [];
  for (const team of teams.slice(-CHANNELS)) {
    const channel = { kind: 'web-chat', name: `Chat ${team.id}`, team: team.id, settings: { hours: 'always' } };
    channels.push((await app.call<{ id: string }>('POST', '/api/channels', channel)).id);
  }
  const rows = Array.from({ length: count }, (_, at) => ({
    channel_id: channels[at % channels.length] ?? '',
    created_at: new Date(),
    last_seen_at: new Date(),
  }));
  const made = await db.insertInto('chat_visitors').values(rows).returning(['id', 'channel_id']).execute();
  const vault = createVault(SECRET_KEY);
  return made.map(({ id: visitor, channel_id: channel }) => ({
    channel,
    token: issueToken(vault, { channel, visitor, isVouched: false }, new Date()),
  }));
}

/** Of a process of this machine, in megabytes. */
const memoryMb = ({ child }: AppProcess) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

async function measure(db: Database, app: AppProcess, clients: ChildProcess, told: Connect): Promise<Figure[]> {
  const sent = new Map<number, number>();
  const opened: [number, number][] = [];
  const replies = new Map<string, number>();
  const failures: string[] = [];
  let connected = false;
  clients.on('message', (said: Told) => {
    if ('connected' in said) connected = true;
    else if ('failed' in said) failures.push(said.failed);
    else {
      for (const [visitor, at] of said.sent) sent.set(visitor, at);
      opened.push(...said.opened);
      for (const [text, at] of said.replies) replies.set(text, at);
    }
  });
  const before = memoryMb(app);
  clients.send(told);
  await until(async () => connected || failures.length > 0, 90_000);
  if (failures.length > 0) throw new Error(failures[0]);
  const idle = memoryMb(app);
  clients.send({ write: MESSAGES, perSecond: PER_SECOND } satisfies Write);
  await until(async () => sent.size === MESSAGES && new Set(opened.map(([ticket]) => ticket)).size >= MESSAGES, 90_000);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const tickets = await ticketsByVisitor(db, told);
  const toScreen = opened.flatMap(([ticket, at]) => {
    const begun = sent.get(tickets.get(ticket) ?? -1);
    return begun === undefined ? [] : [at - begun];
  });
  const toCustomer = await answer(app, [...tickets.keys()].slice(0, REPLIES), replies);
  const connections = told.agents.length + told.visitors.length;
  return [
    { name: 'live connections', value: connections },
    { name: 'memory of the program before', value: before, unit: 'MB' },
    { name: 'memory with all connected', value: idle, unit: 'MB' },
    { name: 'memory afterwards', value: memoryMb(app), unit: 'MB' },
    { name: `messages, ${PER_SECOND} a second`, value: sent.size },
    { name: 'tickets on agents’ screens', value: toScreen.length },
    { name: 'message to an agent’s screen, median', value: quantile(toScreen, 0.5), unit: 'ms' },
    { name: 'message to an agent’s screen, p99', value: quantile(toScreen, 0.99), unit: 'ms', limit: '< 1000' },
    { name: 'message to an agent’s screen, longest', value: Math.max(...toScreen), unit: 'ms' },
    { name: 'answers', value: toCustomer.length, limit: `= ${REPLIES}` },
    { name: 'answer to the customer’s page, median', value: quantile(toCustomer, 0.5), unit: 'ms' },
    { name: 'answer to the customer’s page, p99', value: quantile(toCustomer, 0.99), unit: 'ms' },
    { name: 'connections that failed', value: failures.length, limit: '= 0' },
  ];
}

/** Which visitor, by their place, opened each ticket. */
async function ticketsByVisitor(db: Database, { visitors }: Connect): Promise<Map<number, number>> {
  const places = new Map(visitors.map(({ token }, at) => [token.split('.')[0], at]));
  const rows = await db
    .selectFrom('mentions')
    .select(['author_id', 'ticket_number'])
    .where('source_kind', '=', 'web-chat')
    .where('ticket_number', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [Number(row.ticket_number), places.get(row.author_id ?? '') ?? -1]));
}

/** Answers tickets one after the other; how long each answer took to the page of its customer. */
async function answer(app: AppProcess, tickets: number[], arrived: ReadonlyMap<string, number>): Promise<number[]> {
  const begun = new Map<string, number>();
  for (const [at, ticket] of tickets.entries()) {
    begun.set(`reply ${at}`, now());
    await app.call('POST', `/api/tickets/${ticket}/messages`, { kind: 'reply', text: `reply ${at}` });
  }
  await until(async () => arrived.size >= begun.size, 30_000);
  return [...begun].map(([text, at]) => (arrived.get(text) ?? Number.POSITIVE_INFINITY) - at);
}
