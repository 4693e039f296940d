import type { Team } from '../domain/person.ts';

/** The tree of teams as a few look-ups; a circle in damaged records ends where it closes. */
export interface TeamTree {
  /** The team itself, the one above it, and so on to the top; nothing for a team that is not there. */
  path(team: string): string[];
  /** The team and all below it, in the order of the list. */
  subtree(team: string): string[];
}

export function teamTree(teams: readonly Pick<Team, 'id' | 'parent'>[]): TeamTree {
  const parents = new Map(teams.map(({ id, parent }) => [id, parent]));
  const children = new Map<string, string[]>();
  for (const { id, parent } of teams) {
    if (parent === null) continue;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [id]);
    else siblings.push(id);
  }
  return {
    path(team) {
      const path = new Set<string>();
      for (let at: string | null = team; at !== null && parents.has(at) && !path.has(at); at = parents.get(at) ?? null)
        path.add(at);
      return [...path];
    },
    subtree(team) {
      const found = new Set(parents.has(team) ? [team] : []);
      for (const each of found) for (const child of children.get(each) ?? []) found.add(child);
      return [...found];
    },
  };
}
