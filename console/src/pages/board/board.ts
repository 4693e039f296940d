import type { Answer, Presence, Team } from '../../api/types.ts';
import { inTreeOrder, type PlacedTeam, withBelow } from '../people/team-tree.ts';

export type TeamBoard = Answer<'/api/board', 'get'>['items'][number];
type Counts = Omit<TeamBoard, 'team'>;

/** A team at its place in the tree, counted with all below it. */
export type BoardRow = PlacedTeam & Counts & { hasBelow: boolean };

const NOTHING: Counts = {
  unsolved: 0,
  waiting: 0,
  pending: 0,
  snoozed: 0,
  overdue: 0,
  atRisk: 0,
  unansweredSince: null,
  opened: 0,
  resolved: 0,
};

const earlier = (a: string | null, b: string | null) => (a === null || (b !== null && b < a) ? b : a);

/** All of them together. */
export function sumOf(boards: readonly Counts[]): Counts {
  return boards.reduce(
    (sum, each) => ({
      unsolved: sum.unsolved + each.unsolved,
      waiting: sum.waiting + each.waiting,
      pending: sum.pending + each.pending,
      snoozed: sum.snoozed + each.snoozed,
      overdue: sum.overdue + each.overdue,
      atRisk: sum.atRisk + each.atRisk,
      unansweredSince: earlier(sum.unansweredSince, each.unansweredSince),
      opened: sum.opened + each.opened,
      resolved: sum.resolved + each.resolved,
    }),
    NOTHING,
  );
}

/** The teams in the order of their tree, each with the tickets of those below it. */
export function rowsOf(boards: readonly TeamBoard[]): BoardRow[] {
  const teams: Team[] = boards.map(({ team }) => team);
  return inTreeOrder(teams).map((team) => {
    const below = withBelow(teams, team.id);
    return { ...sumOf(boards.filter((each) => below.has(each.team.id))), ...team, hasBelow: below.size > 1 };
  });
}

/** How full somebody's hands are; who takes no tickets by assignment comes last. */
export const fullness = ({ load, capacity }: Pick<Presence, 'load' | 'capacity'>): number =>
  capacity === 0 ? 0 : load / capacity;

const ORDER = { online: 0, away: 1, offline: 2 };

/** Who is there first, and of these who has most to do. */
export const byLoad = (people: readonly Presence[]): Presence[] =>
  [...people].sort(
    (a, b) => ORDER[a.status] - ORDER[b.status] || fullness(b) - fullness(a) || a.user.name.localeCompare(b.user.name),
  );
