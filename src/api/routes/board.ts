import { z } from 'zod';
import type { TicketScope } from '../../care/access.ts';
import { type TeamBoard, teamBoard } from '../../domain/board.ts';
import { boardOf, type TeamBoardCounts } from '../../storage/board.ts';
import { listTeams } from '../../storage/people.ts';
import { endpoint } from '../endpoint.ts';
import { scopeOf } from '../scope.ts';

const EMPTY: TeamBoardCounts = {
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

/** Whether somebody sees a team though it has no tickets. */
const shows = (scope: TicketScope, team: string) => scope === 'all' || (!('assignee' in scope) && scope.includes(team));

export const boardEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/board',
    operationId: 'getBoard',
    tag: 'Assignment',
    summary: 'How the tickets of each of your teams stand at this moment',
    description:
      'Each team with its own tickets; add those of the teams below it by `parent`. Merged tickets count once.',
    permission: 'tickets:read',
    response: z.object({ items: z.array(teamBoard) }),
    async handle({ actor, context: { db }, now }) {
      const scope = await scopeOf(db, actor);
      const counts = await boardOf(db, scope, now);
      const teams = (await listTeams(db)).filter(({ id }) => counts.has(id) || shows(scope, id));
      const items = teams.map((team): TeamBoard => ({ team, ...(counts.get(team.id) ?? EMPTY) }));
      return { items };
    },
  }),
];
