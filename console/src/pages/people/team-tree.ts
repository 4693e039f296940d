import type { Team } from '../../api/types.ts';

/** A team at its place in the tree. */
export interface PlacedTeam extends Team {
  /** 0 at the top. */
  depth: number;
  /** From the top down: "Miền Nam / Cần Thơ". */
  path: string;
}

/** Teams in the order of their tree, each followed by those below it; those of an unknown parent stand at the top. */
export function inTreeOrder(teams: readonly Team[]): PlacedTeam[] {
  const known = new Set(teams.map(({ id }) => id));
  const seen = (parent: string | null) => (parent !== null && known.has(parent) ? parent : null);
  const place = (parent: string | null, depth: number, above: string): PlacedTeam[] =>
    teams
      .filter((team) => seen(team.parent) === parent)
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
      .flatMap((team) => {
        const path = above === '' ? team.name : `${above} / ${team.name}`;
        return [{ ...team, depth, path }, ...place(team.id, depth + 1, path)];
      });
  return place(null, 0, '');
}

/** A team and all below it: where it can't be moved to. */
export function withBelow(teams: readonly Team[], id: string): Set<string> {
  const found = new Set([id]);
  // Each round finds one level more; a tree is no deeper than it has teams.
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const team of teams) if (team.parent !== null && found.has(team.parent)) found.add(team.id);
  }
  return found;
}
