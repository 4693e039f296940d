import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type Ticket, type TicketDetail, take } from '../../api/client.ts';
import type { paths } from '../../api/openapi.ts';
import { asProblem } from '../../api/problem.ts';
import { notifyDone, notifyProblem } from '../../ui/notify.tsx';
import { putTicket, ticketDetailQuery } from './ticket-queries.ts';

export type TicketChange = NonNullable<
  paths['/api/tickets/{number}']['patch']['requestBody']
>['content']['application/json'];

/** Sends a change of the version that one saw. */
export const patchTicket = ({ number, version }: Ticket, body: TicketChange): Promise<TicketDetail> =>
  take(api.PATCH('/api/tickets/{number}', { params: { path: { number }, header: ifMatch(version) }, body }));

export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

/** What takes a change back: the fields as they were. Nothing becomes new again: it becomes open. */
export function reverseOf(before: Ticket, change: TicketChange): TicketChange {
  const was: Required<Omit<TicketChange, 'pendingOn'>> = {
    status: before.status === 'new' ? 'open' : before.status,
    priority: before.priority,
    subject: before.subject,
    topic: before.topic,
    tags: before.tags,
    cause: before.cause?.id ?? null,
    snoozedUntil: before.snoozedUntil,
    team: before.team.id,
    assignee: before.assignee?.id ?? null,
  };
  const fields = Object.keys(change).filter((field) => field in was) as (keyof typeof was)[];
  const reverse: TicketChange = Object.fromEntries(fields.map((field) => [field, was[field]]));
  return reverse.status === 'pending' && before.pendingOn !== null
    ? { ...reverse, pendingOn: before.pendingOn }
    : reverse;
}

/** How a ticket looks with a change before the server has said so: only what needs no knowledge of the server's. */
export function foreseen<T extends Ticket>(
  before: T,
  { status, priority, subject, tags, snoozedUntil, assignee }: TicketChange,
): T {
  return {
    ...before,
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
    ...(subject === undefined ? {} : { subject }),
    ...(tags === undefined ? {} : { tags }),
    ...(snoozedUntil === undefined ? {} : { snoozedUntil }),
    ...(assignee === null ? { assignee: null } : {}),
  };
}

/** What was refused is told; of a ticket that changed meanwhile the newest version is fetched. */
export async function tellRefusal(queryClient: QueryClient, number: number, error: unknown): Promise<void> {
  notifyProblem(error);
  if (asProblem(error).status === 412) await queryClient.invalidateQueries({ queryKey: ['ticket', number] });
}

interface Wanted {
  before: Ticket;
  change: TicketChange;
  /** What to say when it is done; nothing is said if there is none. */
  done?: string;
}

/** Changes a ticket: shown at once, taken back if it is refused, and undone if one wants. */
export function useTicketChange() {
  const queryClient = useQueryClient();
  const { t } = useTranslation('inbox');
  const mutation = useMutation({
    mutationFn: ({ before, change }: Wanted) => patchTicket(before, change),
    async onMutate({ before, change }: Wanted) {
      await queryClient.cancelQueries({ queryKey: ['ticket', before.number], exact: true });
      const kept = queryClient.getQueryData(ticketDetailQuery(before.number).queryKey);
      putTicket(queryClient, foreseen(kept ?? before, change));
      return { kept: kept ?? before };
    },
    onSuccess(after, { before, change, done }) {
      putTicket(queryClient, after);
      const undo = () => mutation.mutate({ before: after, change: reverseOf(before, change), done: t('undone') });
      if (done !== undefined) notifyDone(done, after.status === 'closed' || done === t('undone') ? undefined : undo);
    },
    async onError(error, { before }, context) {
      if (context !== undefined) putTicket(queryClient, context.kept);
      await tellRefusal(queryClient, before.number, error);
    },
    onSettled(_after, _error, { before }) {
      void queryClient.invalidateQueries({ queryKey: ['tickets'] });
      void queryClient.invalidateQueries({ queryKey: ['ticket', before.number, 'history'] });
    },
  });
  return mutation;
}
