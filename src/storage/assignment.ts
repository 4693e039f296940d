import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import { type Assignment, type Candidate, HEARTBEAT_MS, type WaitingTicket } from '../care/assignment.ts';
import { type AgentProfile, type AssignmentRules, assignmentRules } from '../domain/assignment.ts';
import { SAME_PERSON } from './customers.ts';
import type { Database } from './database.ts';
import { ticketsWithin } from './scope.ts';

/** How tickets that nobody has are taken and given: under locks, so that none goes to two and nobody gets too many. */

export async function readAssignmentRules(db: Database, team: string): Promise<AssignmentRules> {
  const row = await db.selectFrom('teams').select('assignment').where('id', '=', team).executeTakeFirstOrThrow();
  return assignmentRules.parse(row.assignment);
}

export async function writeAssignmentRules(db: Database, team: string, rules: AssignmentRules): Promise<void> {
  await db
    .updateTable('teams')
    .set({ assignment: JSON.stringify(rules) })
    .where('id', '=', team)
    .execute();
}

const waits = (now: Date): RawBuilder<SqlBool> =>
  sql`t.assignee_id is null and t.status in ('new', 'open') and (t.snoozed_until is null or t.snoozed_until <= ${now})`;

const isThere = (now: Date): RawBuilder<SqlBool> =>
  sql`s.status = 'online' and s.heartbeat_at >= ${new Date(now.getTime() - HEARTBEAT_MS)} and s.capacity > 0
    and u.disabled_at is null and u.role in ('administrator', 'manager', 'agent')`;

/** The teams whose tickets find their agents by themselves, that have some waiting and somebody there. */
export async function teamsToDrain(db: Database, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from teams where assignment->>'strategy' in ('round-robin', 'least-loaded')
      and exists (select from tickets t where t.team_id = teams.id and ${waits(now)})
      and exists (select from agent_states s join users u on u.id = s.user_id where u.team_id = teams.id and ${isThere(now)})
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** The people of a team who are there, kept from others who would give them tickets meanwhile. */
export async function lockCandidates(tx: Database, team: string, now: Date): Promise<Candidate[]> {
  const { rows } = await sql<Omit<Candidate, 'load' | 'lastAssignedAt'> & { lastAssignedAt: Date | null }>`
    select s.user_id as id, s.capacity, s.topics, s.languages, s.channels, s.last_assigned_at as "lastAssignedAt"
    from agent_states s join users u on u.id = s.user_id
    where u.team_id = ${team} and ${isThere(now)}
    order by s.user_id for update of s`.execute(tx);
  const loads = await loadsOf(
    tx,
    rows.map(({ id }) => id),
  ); // after the locks, so that it counts all that was given
  return rows.map(({ lastAssignedAt, ...row }) => ({
    ...row,
    load: loads.get(row.id) ?? 0,
    lastAssignedAt: lastAssignedAt?.getTime() ?? 0,
  }));
}

/** How many tickets each of these users is working on; who has none is left out. */
export async function loadsOf(db: Database, users: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; load: number }>`
    select assignee_id as id, count(*)::integer as load from tickets
    where assignee_id = any(${[...users]}::uuid[]) and status in ('new', 'open') group by assignee_id`.execute(db);
  return new Map(rows.map(({ id, load }) => [id, load]));
}

/** The language of the customer's first words. */
const LANGUAGE = sql`(select m.language from mentions m where m.ticket_number = t.number order by m.occurred_at, m.id limit 1)`;

/** A waiting ticket and its place in the line; as text, because instants lose their microseconds in JavaScript. */
export interface InLine extends WaitingTicket {
  dueAt: string;
}

/** Tickets of a team that nobody has, in the order in which their clocks end, after a place in that line; others are kept from them. */
export async function lockWaiting(
  tx: Database,
  team: string,
  after: InLine | undefined,
  limit: number,
  now: Date,
): Promise<InLine[]> {
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(t.next_due_at, t.number) > (${after.dueAt}::timestamptz, ${after.number}::integer)`;
  const { rows } = await sql<InLine>`
    select t.number, t.topic, t.channel, t.next_due_at::text as "dueAt", ${LANGUAGE} as language,
      (select p.assignee_id from tickets p join ${SAME_PERSON} on same.id = p.customer_id
        where one.id = t.customer_id and p.assignee_id is not null
        order by p.opened_at desc, p.number desc limit 1) as "lastAgent"
    from tickets t where t.team_id = ${team} and ${waits(now)} and ${beyond}
    order by t.next_due_at, t.number limit ${limit} for update of t skip locked`.execute(tx);
  return rows;
}

/** The first ticket in the line of these teams that somebody has the skills for, kept from others. */
export async function lockNext(
  tx: Database,
  teams: readonly string[] | 'all',
  profile: AgentProfile,
  now: Date,
): Promise<number | undefined> {
  const ours = teams === 'all' ? sql`true` : sql`t.team_id = any(${[...teams]}::uuid[])`;
  const knows = (known: readonly string[], asked: RawBuilder<unknown>) =>
    known.length === 0 ? sql`true` : sql`coalesce(${asked} = any(${[...known]}::text[]), true)`;
  const skilled = sql`${knows(profile.topics, sql`t.topic`)} and ${knows(profile.channels, sql`t.channel`)}
    and ${knows(profile.languages, LANGUAGE)}`;
  const { rows } = await sql<{ number: number }>`
    select t.number from tickets t join teams on teams.id = t.team_id
    where ${ours} and ${waits(now)} and (teams.assignment->>'skills' = 'false' or (${skilled}))
    order by t.next_due_at, t.number limit 1 for update of t skip locked`.execute(tx);
  return rows[0]?.number;
}

/** Gives tickets that are locked and nobody's to their agents: the tickets, their history, and who got one last. */
export async function assignTickets(
  tx: Database,
  plan: readonly Assignment[],
  actor: string,
  now: Date,
): Promise<void> {
  if (plan.length === 0) return;
  const rows = JSON.stringify(plan.map(({ at, ...each }) => ({ ...each, at: new Date(at).toISOString() })));
  await sql`
    with plan as (
      select * from jsonb_to_recordset(${rows}::jsonb) as p(number integer, agent uuid, at timestamptz)
    ), given as (
      update tickets set assignee_id = plan.agent, version = version + 1, updated_at = ${now}
      from plan where tickets.number = plan.number and tickets.assignee_id is null
      returning tickets.number, plan.agent, plan.at
    ), noted as (
      insert into ticket_events (ticket_number, at, actor, kind, changes)
      select number, ${now}, ${actor}, 'assigned', jsonb_build_object('assignee', jsonb_build_object('from', null, 'to', agent))
      from given order by at
    )
    update agent_states set last_assigned_at = latest.at
    from (select agent, max(at) as at from given group by agent) latest where user_id = latest.agent`.execute(tx);
}

/** The unsolved tickets of somebody within a scope, in the order of their numbers, kept from others. */
export async function lockTicketsOf(
  tx: Database,
  user: string,
  scope: TicketScope,
): Promise<{ number: number; team: string }[]> {
  return tx
    .selectFrom('tickets')
    .select(['number', 'team_id as team'])
    .where('assignee_id', '=', user)
    .where('status', 'in', ['new', 'open', 'pending'])
    .where(ticketsWithin(scope))
    .orderBy('number')
    .forUpdate()
    .execute();
}

/** Takes locked tickets from one user and gives them to another, or to nobody. */
export async function reassignTickets(
  tx: Database,
  numbers: readonly number[],
  change: { from: string; to: string | null },
  actor: string,
  now: Date,
): Promise<void> {
  await sql`
    with moved as (
      update tickets set assignee_id = ${change.to}::uuid, version = version + 1, updated_at = ${now}
      where number = any(${[...numbers]}::integer[]) returning number
    )
    insert into ticket_events (ticket_number, at, actor, kind, changes)
    select number, ${now}, ${actor}, 'assigned', ${JSON.stringify({ assignee: change })}::jsonb from moved order by number`.execute(
    tx,
  );
}
