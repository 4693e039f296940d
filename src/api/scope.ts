import { isWithin, may, reachOf, type TicketScope } from '../care/access.ts';
import type { Actor, User } from '../domain/person.ts';
import type { Database } from '../storage/database.ts';
import { teamSubtree } from '../storage/people.ts';
import { type MentionScope, mentionScope } from '../storage/scope.ts';

/** No user has this id: the scope of a machine that sees only what is its own. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whose tickets somebody may see. */
export async function scopeOf(
  db: Database,
  actor: Pick<Actor, 'id' | 'role' | 'team' | 'reach'>,
): Promise<TicketScope> {
  const reach = reachOf(actor);
  if (reach === 'own') return { assignee: actor.id ?? NOBODY };
  if (reach === 'all' || actor.team === null) return 'all';
  return reach === 'team' ? [actor.team] : teamSubtree(db, actor.team);
}

/** Whose mentions somebody may see. */
export async function mentionScopeOf(db: Database, actor: Actor): Promise<MentionScope> {
  return mentionScope(db, await scopeOf(db, actor));
}

/** Whether a user can work on the tickets of a team. Who sees only their own works for their team all the same. */
export async function worksFor(db: Database, user: User, team: string): Promise<boolean> {
  if (user.disabled || !may(user.role, 'tickets:write')) return false;
  if (reachOf(user) === 'own') return user.team === null || user.team === team;
  return isWithin(await scopeOf(db, user), { team, assignee: null });
}
