import { defined, oneOf, text } from '../../ui/address.ts';

/** Whose tickets are shown. */
export const WHOSE = ['mine', 'unassigned', 'all'] as const;
export type Whose = (typeof WHOSE)[number];
/** Which: those that need work, those out of the way for now, those done with. */
export const STAGES = ['unsolved', 'new', 'pending', 'overdue', 'snoozed', 'solved'] as const;
export type Stage = (typeof STAGES)[number];

/** The filters of the queue, as they stand in the address. */
export interface InboxSearch {
  whose?: Whose;
  stage?: Stage;
  team?: string;
  q?: string;
}

/** Reads them; what is not understood is left out. */
export function inboxSearch({ whose, stage, team, q }: Record<string, unknown>): InboxSearch {
  return defined<InboxSearch>({
    whose: oneOf(WHOSE, whose),
    stage: oneOf(STAGES, stage),
    team: text(team, 100),
    q: text(q, 500),
  });
}

/** What the API is asked for; the stages are no strict parts of each other there. */
export interface TicketQuery {
  status?: string;
  assignee?: 'me' | 'none';
  team?: string;
  due?: string;
  snoozed?: 'true' | 'false';
  q?: string;
}

const STAGE_QUERIES: Record<Stage, TicketQuery> = {
  unsolved: { status: 'new,open,pending', snoozed: 'false' },
  new: { status: 'new', snoozed: 'false' },
  pending: { status: 'pending', snoozed: 'false' },
  overdue: { due: 'overdue', snoozed: 'false' },
  snoozed: { snoozed: 'true' },
  solved: { status: 'resolved,closed' },
};

export function ticketQuery({ whose = 'all', stage = 'unsolved', team, q }: InboxSearch): TicketQuery {
  return {
    ...STAGE_QUERIES[stage],
    ...(whose === 'mine' ? { assignee: 'me' as const } : whose === 'unassigned' ? { assignee: 'none' as const } : {}),
    ...(team === undefined ? {} : { team }),
    ...(q === undefined ? {} : { q }),
  };
}
