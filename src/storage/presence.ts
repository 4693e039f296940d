import { sql } from 'kysely';
import type { TicketScope } from '../care/access.ts';
import { HEARTBEAT_MS, presenceAt } from '../care/assignment.ts';
import { type AgentProfile, DEFAULT_CAPACITY, type Presence, type PresenceStatus } from '../domain/assignment.ts';
import type { Role } from '../domain/person.ts';
import type { Database } from './database.ts';
import { iso } from './rows.ts';

/** Who of the desk is there, and what they can take: one row a user, made at the first sight. */

const defaultCapacity = (role: Role) => (role === 'agent' ? DEFAULT_CAPACITY : 0);

/** Makes the row of a user who has none, and keeps it from others until the end of the transaction. */
export async function lockAgent(tx: Database, user: { id: string; role: Role }, now: Date): Promise<AgentProfile> {
  await tx
    .insertInto('agent_states')
    .values({ user_id: user.id, capacity: defaultCapacity(user.role), status_since: now, heartbeat_at: now })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
  const row = await tx
    .selectFrom('agent_states')
    .select(['capacity', 'topics', 'languages', 'channels'])
    .where('user_id', '=', user.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row as AgentProfile;
}

/** What a user can take; an agent who was never told takes the default. */
export async function findProfile(db: Database, user: { id: string; role: Role }): Promise<AgentProfile> {
  const row = await db
    .selectFrom('agent_states')
    .select(['capacity', 'topics', 'languages', 'channels'])
    .where('user_id', '=', user.id)
    .executeTakeFirst();
  const known = row ?? { capacity: defaultCapacity(user.role), topics: [], languages: [], channels: [] };
  return known as AgentProfile;
}

export async function saveProfile(db: Database, userId: string, profile: AgentProfile, now: Date): Promise<void> {
  await db
    .insertInto('agent_states')
    .values({ user_id: userId, ...profile, status_since: now, heartbeat_at: now })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(profile))
    .execute();
}

/** Says that a user is there, or goes; said again, it is the sign of life that keeps them online. */
export async function setPresence(
  db: Database,
  user: { id: string; role: Role },
  status: PresenceStatus,
  now: Date,
): Promise<void> {
  await db
    .insertInto('agent_states')
    .values({ user_id: user.id, capacity: defaultCapacity(user.role), status, status_since: now, heartbeat_at: now })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({
        status,
        heartbeat_at: now,
        status_since: sql<Date>`case when agent_states.status = excluded.status then agent_states.status_since else excluded.status_since end`,
      }),
    )
    .execute();
}

/** The condition of tickets that are being worked on: what counts as load. */
export const WORKED_ON = sql<boolean>`tickets.status in ('new', 'open')`;

/** The people of a scope who were ever there, by name. */
export async function listPresence(db: Database, scope: TicketScope, now: Date): Promise<Presence[]> {
  let query = db
    .selectFrom('agent_states')
    .innerJoin('users', 'users.id', 'agent_states.user_id')
    .select(['users.id', 'users.name', 'users.team_id', 'status', 'status_since', 'heartbeat_at', 'capacity'])
    .select((row) =>
      row
        .selectFrom('tickets')
        .select((count) => count.fn.countAll<string>().as('load'))
        .whereRef('tickets.assignee_id', '=', 'agent_states.user_id')
        .where(WORKED_ON)
        .as('load'),
    )
    .where('users.disabled_at', 'is', null);
  if (scope !== 'all')
    query =
      'assignee' in scope
        ? query.where('users.id', '=', scope.assignee)
        : query.where(sql<boolean>`users.team_id = any(${[...scope]}::uuid[])`);
  const rows = await query.orderBy('users.name').orderBy('users.id').execute();
  return rows.map((row) => {
    const said = row.status as PresenceStatus;
    const status = presenceAt(said, row.heartbeat_at, now);
    const since = status === said ? row.status_since : new Date(row.heartbeat_at.getTime() + HEARTBEAT_MS);
    return {
      user: { id: row.id, name: row.name },
      team: row.team_id,
      status,
      since: iso(since),
      capacity: row.capacity,
      load: Number(row.load),
    };
  });
}
