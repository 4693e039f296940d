import { sql } from 'kysely';
import type { Database } from '../../src/storage/database.ts';
import { foreignKeysOf, indexesOf } from '../../src/storage/table-catalog.ts';

/** How much a desk has. */
export interface DeskSize {
  teams: number;
  agents: number;
  tickets: number;
  messages: number;
}

/** The teams right below the top; all others stand below one of them. */
const REGIONS = 20;
/** Of so many tickets one is unsolved: a backlog of some days. */
const UNSOLVED_EVERY = 10;
/** Rows of one statement. */
const BATCH = 100_000;

const run = (db: Database, statement: string) => sql.raw(statement).execute(db);

/** Statements over the numbers up to `count`, a batch of them at once; `${from}` and `${to}` stand in it. */
async function inBatches(db: Database, count: number, statement: (from: number, to: number) => string): Promise<void> {
  for (let from = 1; from <= count; from += BATCH) await run(db, statement(from, Math.min(count, from + BATCH - 1)));
}

/** A tree of teams; the first user of each is its manager, all further ones are agents of the lower teams. */
async function fillPeople(db: Database, { teams, agents }: DeskSize): Promise<void> {
  await run(db, `insert into teams (name) select 'Đội ' || n from generate_series(1, ${teams}) n`);
  await run(
    db,
    `create unlogged table bench_teams as
      select substr(name, 5)::integer as place, id from teams where name like 'Đội %';
    update teams set parent_id = p.id from bench_teams t
      join bench_teams p on p.place = case when t.place <= ${REGIONS + 1} then 1 else 2 + t.place % ${REGIONS} end
      where teams.id = t.id and t.place > 1`,
  );
  await run(
    db,
    `insert into users (email, name, role, team_id, password_hash)
    select 'u' || n || '@example.vn', 'Nhân viên ' || n, case when n <= ${teams} then 'manager' else 'agent' end, t.id, 'none'
    from generate_series(1, ${agents}) n
    join bench_teams t on t.place = case when n <= ${teams} then n else ${REGIONS + 2} + n % ${teams - REGIONS - 1} end`,
  );
  await run(
    db,
    `create unlogged table bench_agents as
      select t.place as team, array_agg(u.id order by u.email) as ids from users u join bench_teams t on t.id = u.team_id group by t.place;
    insert into agent_states (user_id, capacity, status, status_since, heartbeat_at)
      select id, 10, 'online', now(), now() from users where email like 'u%@example.vn';
    insert into sources (kind, name, settings, every_minutes, team_id)
      select 'forum', 'Nguồn ' || place, '{}', 60, id from bench_teams`,
  );
}

/** Tickets of a year; the unsolved ones are of the last two weeks, a third of them nobody's. */
const ticketsOf = (from: number, to: number, teams: number, customers: number) => `
  insert into tickets (number, case_key, status, pending_on, priority, subject, topic, channel, team_id, assignee_id,
    customer_id, opened_at, first_response_due_at, resolution_due_at, first_responded_at, unanswered_since, resolved_at,
    updated_at, search) overriding system value
  select n, 'case ' || n, status, case when status = 'pending' then 'customer' end,
    (array['low', 'normal', 'normal', 'high', 'urgent'])[1 + n % 5], 'Mạng chậm ở khu vực ' || n % 5000,
    (array['network', 'billing', 'data', 'service'])[1 + n % 4], 'forum', t.id,
    case when status <> 'new' then a.ids[1 + n / ${teams} % cardinality(a.ids)] end, c.id,
    opened, opened + interval '4 hours', opened + interval '2 days',
    case when status <> 'new' then opened + n % 300 * interval '1 minute' end, case when status = 'new' then opened end,
    solved, coalesce(solved, opened), to_tsvector('simple', 'mang cham khu vuc ' || n % 5000)
  from (
    select n, status, opened, case when status in ('resolved', 'closed') then opened + n % 2880 * interval '1 minute' end as solved
    from (
      select n, case when n % ${UNSOLVED_EVERY} > 0 then (array['closed', 'closed', 'resolved'])[1 + n % 3]
          else (array['new', 'open', 'pending'])[1 + n / ${UNSOLVED_EVERY} % 3] end as status,
        now() - case when n % ${UNSOLVED_EVERY} > 0 then (n::bigint * 7919 % 525600) else (n::bigint * 7919 % 20160) end * interval '1 minute' as opened
      from generate_series(${from}, ${to}) n
    ) n
  ) n
  join bench_teams t on t.place = 1 + abs(hashint4(n.n)::bigint) % ${teams}
  join bench_agents a on a.team = t.place
  join bench_customers c on c.place = 1 + n.n % ${customers}`;

const mentionsOf = (from: number, to: number) => `
  insert into mentions (id, source_id, source_kind, external_id, kind, text, search, exact_hash, published_at, collected_at,
    analysed_at, language, sentiment, complaint, complaint_score, topics, urgency, spam, triaged_at, triage_outcome, ticket_number)
  select md5(number::text), s.id, 'forum', number::text, 'post', subject || ', gọi mãi không được, nhờ nhà mạng xem giúp', search,
    md5(number::text), opened_at, opened_at, opened_at, 'vi', 'negative', true, 0.9, array[topic], 'normal', false, opened_at,
    'ticket', number
  from tickets join sources s on s.team_id = tickets.team_id where number between ${from} and ${to}`;

const eventsOf = (from: number, to: number) => `
  insert into ticket_events (ticket_number, at, actor, kind, changes)
  select number, e.at, 'Lan', e.kind, e.changes::jsonb from tickets
  cross join lateral (values (opened_at, 'opened', '{"mention": {"from": null, "to": "x"}}'),
    (first_responded_at, 'message', '{"status": {"from": "new", "to": "open"}, "message": {"from": null, "to": "reply"}}'),
    (resolved_at, 'changed', '{"status": {"from": "open", "to": "resolved"}}')) e(at, kind, changes)
  where number between ${from} and ${to} and e.at is not null`;

const messagesOf = (from: number, to: number, tickets: number) => `
  insert into messages (ticket_number, kind, text, author_name, delivery, created_at)
  select 1 + n::bigint * 7 % ${tickets}, case when n % 4 = 0 then 'note' else 'reply' end,
    'Dạ bên em đang kiểm tra trạm ở khu vực của anh chị, mong anh chị thông cảm ' || n, 'Lan', case when n % 4 > 0 then 'recorded' end,
    now() - n % 500000 * interval '1 minute'
  from generate_series(${from}, ${to}) n`;

const FILLED = ['tickets', 'mentions', 'messages', 'ticket_events'];

/** Runs `fill` without indexes, foreign keys and triggers, then puts them back: as a restored backup is loaded. */
async function inBulk(db: Database, fill: () => Promise<void>): Promise<void> {
  const apart = [...(await foreignKeysOf(db)), ...(await indexesOf(db))];
  for (const { remove } of apart) await run(db, remove);
  for (const table of FILLED) await run(db, `alter table ${table} disable trigger user`);
  await fill();
  for (const { restore } of apart.reverse()) await run(db, restore);
  for (const table of FILLED) await run(db, `alter table ${table} enable trigger user`);
}

/** A desk as a large operator has it after a year; `say` tells what is being made. */
export async function fillDesk(db: Database, size: DeskSize, say: (what: string) => void): Promise<void> {
  const customers = Math.ceil(size.tickets / 3);
  say('people');
  await fillPeople(db, size);
  await run(
    db,
    `insert into customers (name) select 'Khách ' || n from generate_series(1, ${customers}) n;
    create unlogged table bench_customers as
      select substr(name, 7)::integer as place, id from customers where name like 'Khách %'`,
  );
  await inBulk(db, async () => {
    say('tickets');
    await inBatches(db, size.tickets, (from, to) => ticketsOf(from, to, size.teams, customers));
    say('mentions and histories');
    await inBatches(db, size.tickets, mentionsOf);
    await inBatches(db, size.tickets, eventsOf);
    say('messages');
    await inBatches(db, size.messages, (from, to) => messagesOf(from, to, size.tickets));
    say('indexes');
  });
  await run(db, `select setval(pg_get_serial_sequence('tickets', 'number'), ${size.tickets})`);
  await run(db, 'drop table bench_teams, bench_agents, bench_customers');
  for (const table of [...FILLED, 'users', 'teams', 'sources', 'agent_states'])
    await run(db, `vacuum analyze ${table}`);
}
