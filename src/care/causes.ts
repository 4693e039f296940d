import type { Cause, CauseCount } from '../domain/cause.ts';
import { teamTree } from './team-tree.ts';

/** Each cause with its own tickets and those of all below it, in the order of the list. */
export function withCounts(causes: readonly Cause[], counts: ReadonlyMap<string, number>): CauseCount[] {
  const { subtree } = teamTree(causes);
  const of = (id: string) => counts.get(id) ?? 0;
  return causes.map((cause) => ({
    ...cause,
    tickets: of(cause.id),
    ticketsBelow: subtree(cause.id).reduce((sum, id) => sum + of(id), 0),
  }));
}

/** Whether a cause would come to stand below itself. */
export function closesCircle(causes: readonly Cause[], id: string, parent: string | null): boolean {
  return parent !== null && teamTree(causes).subtree(id).includes(parent);
}
