import { may } from '../care/access.ts';
import type { Actor, User } from '../domain/person.ts';
import type { Database } from '../storage/database.ts';
import { teamSubtree } from '../storage/people.ts';
import type { TicketScope } from '../storage/tickets.ts';

/** Whose tickets somebody may see: an administrator, and who is above all teams, all; others those of their subtree. */
export async function scopeOf(db: Database, { role, team }: Pick<Actor, 'role' | 'team'>): Promise<TicketScope> {
  return role === 'administrator' || team === null ? 'all' : teamSubtree(db, team);
}

/** Whether a user can work on the tickets of a team. */
export async function worksFor(db: Database, user: User, team: string): Promise<boolean> {
  if (user.disabled || !may(user.role, 'tickets:write')) return false;
  const scope = await scopeOf(db, user);
  return scope === 'all' || scope.includes(team);
}
