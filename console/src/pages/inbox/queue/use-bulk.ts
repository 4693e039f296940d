import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refresh } from '../../../api/refresh.ts';
import type { Ticket } from '../../../api/types.ts';
import { notifyDone, notifyProblem } from '../../../ui/notify.ts';
import { reverseOf, type TicketChange } from '../ticket-change.ts';
import { putTicket } from '../ticket-queries.ts';
import { patchTicket } from '../use-ticket-acts.ts';

/** One ticket's change in a bulk act. */
interface Step {
  before: Ticket;
  change: TicketChange;
}

interface Outcome {
  /** What takes back those that went well. */
  reverses: Step[];
  refusals: unknown[];
}

/** Requests at a time. */
const AT_ONCE = 4;

async function runAll(steps: readonly Step[], onDone: (after: Ticket) => void): Promise<Outcome> {
  const outcome: Outcome = { reverses: [], refusals: [] };
  const waiting = [...steps];
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      try {
        const after = await patchTicket(step.before, step.change);
        onDone(after);
        outcome.reverses.push({ before: after, change: reverseOf(step.before, step.change) });
      } catch (error) {
        outcome.refusals.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcome;
}

/** The same change of many tickets; those that went well can be taken back together, the others are told of. */
export function useBulkChange() {
  const { t } = useTranslation('inbox');
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ steps }: { steps: readonly Step[]; isUndo: boolean }) =>
      runAll(steps, (after) => putTicket(queryClient, after)),
    onSuccess({ reverses, refusals }, { isUndo }) {
      void refresh(queryClient, ['tickets']);
      const [first] = refusals;
      if (first !== undefined) notifyProblem(first);
      if (reverses.length === 0) return;
      const undo = () => mutation.mutate({ steps: reverses, isUndo: true });
      const words = t(isUndo ? 'bulk.undone' : 'bulk.done', { count: reverses.length });
      notifyDone(
        refusals.length > 0 ? `${words} ${t('bulk.refused', { count: refusals.length })}` : words,
        isUndo ? undefined : undo,
      );
    },
    onError: notifyProblem,
  });
  return {
    isPending: mutation.isPending,
    change: (tickets: readonly Ticket[], change: TicketChange) =>
      mutation.mutate({ steps: tickets.map((before) => ({ before, change })), isUndo: false }),
  };
}
