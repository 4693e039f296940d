import type { Audience } from '../domain/event.ts';
import type { TicketScope } from './access.ts';

/** Who follows what happens: `id` is the user's or the token's. */
export interface Viewer {
  id: string | null;
  scope: TicketScope;
}

/**
 * Whether somebody may learn of an event: where users are named, only they, and where it is a team's, only who sees what
 * the team has. What names neither users nor teams is for nobody.
 */
export function reaches({ teams, assignee, users }: Audience, { id, scope }: Viewer): boolean {
  if (users !== null && (id === null || !users.includes(id))) return false;
  if (teams === null) return users !== null;
  if (scope === 'all') return true;
  return 'assignee' in scope ? assignee === scope.assignee : teams.some((team) => scope.includes(team));
}
