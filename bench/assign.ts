import { sql } from 'kysely';
import { pino } from 'pino';
import { isSkilled } from '../src/care/assignment.ts';
import type { AgentProfile } from '../src/domain/assignment.ts';
import { drainTickets, pullNext } from '../src/pipeline/assignment.ts';
import { createDatabase, type Database, migrate } from '../src/storage/database.ts';
import { openPool } from '../src/storage/pool.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { tempFolder } from '../test/support/temp-folder.ts';
import { type Figure, printFigures, quantile } from './support/figures.ts';
import { fillDesk } from './support/filled-desk.ts';

const logger = pino({ level: 'warn' });
const never = new AbortController().signal;
const PULLERS = 200;

/**
 * 20,000 tickets that nobody has, given to 5,000 agents of 400 teams by skills, capacity and last agent; then 200 agents pulling at once.
 * `npm run bench -- assign [postgres|embedded|both] [tickets]`; a server is started for it.
 */
export async function run([where = 'both', tickets = '20000']: string[]): Promise<void> {
  if (where !== 'embedded') {
    const server = await startPostgres();
    await onRecords('PostgreSQL', { databaseUrl: await server.database('bench'), dataDir: '' }, Number(tickets));
    await server.remove();
  }
  if (where !== 'postgres') {
    const folder = tempFolder();
    await onRecords('the embedded database', { dataDir: folder.path }, Number(tickets));
    folder.remove();
  }
}

async function onRecords(
  name: string,
  place: { databaseUrl?: string; dataDir: string },
  tickets: number,
): Promise<void> {
  const db = createDatabase(await openPool({ ...place, logger }));
  try {
    await migrate(db);
    await fillDesk(db, { teams: 400, agents: 5000, tickets: tickets * 2, messages: tickets }, () => undefined);
    await makeWaiting(db, tickets);
    const started = performance.now();
    const deps = { db, clock: { now: () => new Date() }, logger };
    const given = await drainTickets(deps, never);
    const seconds = (performance.now() - started) / 1000;
    const waiting = await stillWaiting(db);
    const rules = await broken(db);
    const pulls = await pullAtOnce(db);
    printFigures(`${tickets.toLocaleString('en')} tickets find their agents on ${name}`, [
      { name: 'given', value: given },
      { name: 'in', value: seconds, unit: 's', limit: '< 60' },
      ...waiting,
      ...rules,
      ...pulls,
    ]);
  } finally {
    await db.destroy();
  }
}

/** Half of all tickets are solved ones, by which customers have their last agents; the others wait. Agents know different things. */
async function makeWaiting(db: Database, tickets: number): Promise<void> {
  await sql`update teams set assignment = jsonb_build_object('strategy', case when name like '%2' then 'least-loaded' else 'round-robin' end)
    where name <> 'Customer care'`.execute(db);
  await sql`update tickets set status = 'closed', pending_on = null, resolved_at = coalesce(resolved_at, opened_at)`.execute(
    db,
  );
  await sql`update tickets set status = 'new', assignee_id = null, resolved_at = null, first_responded_at = null,
    opened_at = now() - number % 5000 * interval '1 minute'
    where number in (select number from tickets where number % 2 = 0 limit ${tickets})`.execute(db);
  await sql`update agent_states set heartbeat_at = now(), capacity = 4 + n % 8,
      topics = case when n % 3 = 0 then array['network', 'data'] when n % 3 = 1 then array['billing', 'service', 'network'] else '{}' end,
      languages = case when n % 11 = 0 then array['en'] else '{}' end
    from (select user_id as id, row_number() over (order by user_id) as n from agent_states) numbered
    where user_id = numbered.id`.execute(db);
  await sql`vacuum analyze tickets`.execute(db);
  await sql`vacuum analyze agent_states`.execute(db);
}

/** Tickets that wait although somebody of their team who knows what they are about is free: none, if every rule was kept. */
async function stillWaiting(db: Database): Promise<Figure[]> {
  const { rows } = await sql<{ team: string; topic: string | null; channel: string; language: string | null }>`
    select team_id as team, topic, channel, (select language from mentions where ticket_number = number limit 1) as language
    from tickets where assignee_id is null and status = 'new'`.execute(db);
  const { rows: agents } = await sql<AgentProfile & { team: string; load: number }>`
    select u.team_id as team, s.capacity, s.topics, s.languages, s.channels,
      (select count(*)::integer from tickets where assignee_id = s.user_id and status in ('new', 'open')) as load
    from agent_states s join users u on u.id = s.user_id where s.status = 'online'`.execute(db);
  const free = agents.filter(({ load, capacity }) => load < capacity);
  const wronged = rows.filter((ticket) => free.some((agent) => agent.team === ticket.team && isSkilled(agent, ticket)));
  return [
    { name: 'waiting, because all who could are full', value: rows.length - wronged.length },
    { name: 'waiting, although somebody is free', value: wronged.length, limit: '= 0' },
  ];
}

/** Broken rules, each of which must not be. */
async function broken(db: Database): Promise<Figure[]> {
  const count = async (name: string, statement: string): Promise<Figure> => {
    const { rows } = await sql.raw<{ count: number }>(statement).execute(db);
    return { name, value: rows[0]?.count ?? -1, limit: '= 0' };
  };
  return [
    await count(
      'tickets given twice',
      `select count(*)::integer from (select from ticket_events where kind = 'assigned' group by ticket_number having count(*) > 1) twice`,
    ),
    await count(
      'agents beyond their capacity',
      `select count(*)::integer from agent_states s where capacity <
        (select count(*) from tickets where assignee_id = s.user_id and status in ('new', 'open'))`,
    ),
    await count(
      'tickets at who does not know them',
      `select count(*)::integer from tickets t join agent_states s on s.user_id = t.assignee_id
        where t.status = 'new' and s.topics <> '{}' and not (t.topic = any(s.topics))`,
    ),
    await count(
      'tickets in another team',
      `select count(*)::integer from tickets t join users u on u.id = t.assignee_id where t.status = 'new' and u.team_id <> t.team_id`,
    ),
  ];
}

/** Two hundred agents, each of whom pulls three tickets of the whole desk, all at once. */
async function pullAtOnce(db: Database): Promise<Figure[]> {
  const agents = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('role', '=', 'agent')
    .orderBy('id')
    .limit(PULLERS)
    .execute();
  const pullers = agents.map((agent) => ({ ...agent, role: 'agent' as const }));
  const ids = sql`any(${pullers.map(({ id }) => id)}::uuid[])`;
  await sql`update tickets set assignee_id = null, version = version + 1 where assignee_id = ${ids}`.execute(db);
  await sql`update agent_states set capacity = 3, topics = '{}', languages = '{}' where user_id = ${ids}`.execute(db);
  await sql`delete from ticket_events where kind = 'assigned' and ticket_number in (select number from tickets where assignee_id is null)`.execute(
    db,
  );
  const times: number[] = [];
  const started = performance.now();
  const pulled = await Promise.all(
    pullers.map(async (user) => {
      const numbers: number[] = [];
      for (let turn = 0; turn < 3; turn += 1) {
        const asked = performance.now();
        const ticket = await pullNext(db, user, 'all', new Date());
        times.push(performance.now() - asked);
        if (ticket !== undefined) numbers.push(ticket.number);
      }
      return numbers;
    }),
  );
  const numbers = pulled.flat();
  const seconds = (performance.now() - started) / 1000;
  return [
    { name: 'pulled by 200 at once', value: numbers.length },
    { name: 'of them twice', value: numbers.length - new Set(numbers).size, limit: '= 0' },
    { name: 'pulls a second', value: numbers.length / seconds },
    { name: 'a pull, with 200 in line: p99', value: quantile(times, 0.99), unit: 'ms' },
  ];
}
