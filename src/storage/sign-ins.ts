import type { Actor, Reach, Role } from '../domain/person.ts';
import type { Database } from './database.ts';
import { hashSecret } from './rows.ts';

/** Who is behind a session or a token at this moment, for whoever stays connected; undefined when it is over. */
export async function signedInAs(
  db: Database,
  by: { session: string } | { token: string },
  now: Date,
): Promise<{ actor: Pick<Actor, 'id' | 'role' | 'team' | 'reach'>; until: Date | null } | undefined> {
  if ('token' in by) {
    const row = await db
      .selectFrom('api_tokens')
      .select(['id', 'role'])
      .where('id', '=', by.token)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return row && { actor: { id: row.id, role: row.role as Role, team: null }, until: null };
  }
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.role', 'users.team_id', 'users.reach', 'sessions.expires_at'])
    .where('token_hash', '=', hashSecret(by.session))
    .where('expires_at', '>', now)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const actor = { id: row.id, role: row.role as Role, team: row.team_id, reach: row.reach as Reach | null };
  return { actor, until: row.expires_at };
}
