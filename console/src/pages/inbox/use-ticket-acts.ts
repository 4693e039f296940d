import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { refresh } from '../../api/refresh.ts';
import type { Ticket, TicketDetail } from '../../api/types.ts';
import { notifyDone, notifyProblem } from '../../ui/notify.ts';
import { foreseen, reverseOf, type TicketChange } from './ticket-change.ts';
import { putTicket, ticketDetailQuery } from './ticket-queries.ts';

/** Sends a change of the version that one saw. */
export const patchTicket = ({ number, version }: Ticket, body: TicketChange): Promise<TicketDetail> =>
  take(api.PATCH('/api/tickets/{number}', { params: { path: { number }, header: ifMatch(version) }, body }));

export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

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
      void refresh(queryClient, ['tickets']);
      void queryClient.invalidateQueries({ queryKey: ['ticket', before.number, 'history'] });
    },
  });
  return mutation;
}
