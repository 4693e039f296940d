import { type Selectable, sql } from 'kysely';
import type { Actor, Reach, Role, Team, User } from '../domain/person.ts';
import { Conflict, NotFound } from '../errors.ts';
import { type Database, inTransaction } from './database.ts';
import { hashSecret, isUniqueViolation } from './rows.ts';
import type { Schema } from './schema.ts';

function shape(row: Selectable<Schema['users']>): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role as Role,
    team: row.team_id,
    reach: row.reach as Reach | null,
    disabled: row.disabled_at !== null,
  };
}

export interface NewUser {
  email: string;
  name: string;
  role: Role;
  team: string | null;
  reach?: Reach | null;
  passwordHash: string;
}

export async function createUser(db: Database, input: NewUser, now: Date): Promise<User> {
  try {
    const row = await db
      .insertInto('users')
      .values({
        email: input.email,
        name: input.name,
        role: input.role,
        team_id: input.team,
        reach: input.reach ?? null,
        password_hash: input.passwordHash,
        created_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return shape(row);
  } catch (error) {
    if (isUniqueViolation(error))
      throw new Conflict('There is a user with this e-mail address already.', { cause: error });
    throw error;
  }
}

/** Whether nobody can sign in yet, as at the first start. */
export async function hasNoUsers(db: Database): Promise<boolean> {
  return (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) === undefined;
}

/** Users by e-mail address; only those of these teams, if they are given. */
export async function listUsers(db: Database, teams?: readonly string[]): Promise<User[]> {
  let query = db.selectFrom('users').selectAll();
  if (teams !== undefined) query = query.where(sql<boolean>`team_id = any(${[...teams]}::uuid[])`);
  return (await query.orderBy('email').execute()).map(shape);
}

export async function findUser(db: Database, id: string): Promise<User> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no such user.');
  return shape(row);
}

/** The user who signs in with this address, with the hash to compare; undefined for unknown and disabled ones. */
export async function findForSignIn(
  db: Database,
  email: string,
): Promise<{ user: User; passwordHash: string } | undefined> {
  const row = await db
    .selectFrom('users')
    .selectAll()
    .where('email', '=', email)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row && { user: shape(row), passwordHash: row.password_hash };
}

/** The user with this e-mail address, as the command line names users. */
export async function findUserByEmail(db: Database, email: string): Promise<User> {
  const row = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
  if (row === undefined) throw new NotFound('There is no user with this e-mail address.');
  return shape(row);
}

/** What an administrator changes of a user; fields that are not named stay. */
export interface UserChange {
  name?: string | undefined;
  role?: Role | undefined;
  team?: string | null | undefined;
  reach?: Reach | null | undefined;
  disabled?: boolean | undefined;
  passwordHash?: string | undefined;
}

/**
 * Changes a user; a new password and switching off end all sessions. Conflict when nobody who administers would be
 * left.
 */
export function changeUser(db: Database, id: string, change: UserChange, now: Date): Promise<User> {
  return inTransaction(db, async (tx) => {
    const administrators = await tx
      .selectFrom('users')
      .select('id')
      .where('role', '=', 'administrator')
      .where('disabled_at', 'is', null)
      .orderBy('id')
      .forUpdate() // so that the last two can't remove each other at once
      .execute();
    const leaves = change.disabled === true || (change.role !== undefined && change.role !== 'administrator');
    if (leaves && administrators.length === 1 && administrators[0]?.id === id)
      throw new Conflict('This is the last administrator: make another one first.');
    const set = {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.team === undefined ? {} : { team_id: change.team }),
      ...(change.reach === undefined ? {} : { reach: change.reach }),
      ...(change.disabled === undefined ? {} : { disabled_at: change.disabled ? now : null }),
      ...(change.passwordHash === undefined ? {} : { password_hash: change.passwordHash }),
    };
    await findUser(tx, id);
    if (Object.keys(set).length > 0) await tx.updateTable('users').set(set).where('id', '=', id).execute();
    if (change.disabled === true || change.passwordHash !== undefined)
      await tx.deleteFrom('sessions').where('user_id', '=', id).execute();
    return findUser(tx, id);
  });
}

export async function createSession(
  db: Database,
  userId: string,
  secret: string,
  now: Date,
  expiresAt: Date,
): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute();
  await db
    .insertInto('sessions')
    .values({ token_hash: hashSecret(secret), user_id: userId, created_at: now, expires_at: expiresAt })
    .execute();
}

/** The user behind a session cookie, undefined when it is unknown, over, or its user switched off. */
export async function findSession(db: Database, secret: string, now: Date): Promise<User | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .selectAll('users')
    .where('token_hash', '=', hashSecret(secret))
    .where('expires_at', '>', now)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row && shape(row);
}

export async function deleteSession(db: Database, secret: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', hashSecret(secret)).execute();
}

export async function createToken(
  db: Database,
  token: { name: string; role: Role; secret: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('api_tokens')
    .values({ name: token.name, role: token.role, token_hash: hashSecret(token.secret), created_at: now })
    .execute();
}

/** The machine behind a bearer token; undefined when it is unknown or revoked. */
export async function findToken(db: Database, secret: string, now: Date): Promise<Actor | undefined> {
  const row = await db
    .selectFrom('api_tokens')
    .selectAll()
    .where('token_hash', '=', hashSecret(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  // Once a minute is enough for "last used", and spares a write a request.
  if (row && now.getTime() - (row.last_used_at?.getTime() ?? 0) > 60_000) {
    await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.id).execute();
  }
  return row && { kind: 'token', id: row.id, name: row.name, role: row.role as Role, team: null };
}

export async function listTokens(
  db: Database,
): Promise<{ name: string; role: string; createdAt: Date; lastUsedAt: Date | null }[]> {
  const rows = await db.selectFrom('api_tokens').selectAll().where('revoked_at', 'is', null).orderBy('name').execute();
  return rows.map((row) => ({
    name: row.name,
    role: row.role,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

/** Ends every token of this name; gives how many there were. */
export async function revokeTokens(db: Database, name: string, now: Date): Promise<number> {
  const result = await db
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

export async function listTeams(db: Database): Promise<Team[]> {
  const rows = await db.selectFrom('teams').selectAll().orderBy('name').execute();
  return rows.map((row) => ({ id: row.id, name: row.name, parent: row.parent_id }));
}

/** The team that tickets go to when their source names none: the oldest. */
export async function firstTeam(db: Database): Promise<string> {
  const row = await db
    .selectFrom('teams')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A team and all below it in the tree. */
export async function teamSubtree(db: Database, teamId: string): Promise<string[]> {
  const result = await sql<{ id: string }>`
    with recursive subtree as (
      select id from teams where id = ${teamId}
      union select t.id from teams t join subtree s on t.parent_id = s.id
    ) select id from subtree`.execute(db);
  return result.rows.map((row) => row.id);
}
