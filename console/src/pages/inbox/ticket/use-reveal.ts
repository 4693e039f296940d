import { useMutation } from '@tanstack/react-query';
import { api, take } from '../../../api/client.ts';
import { useMay } from '../../../api/session.ts';
import type { TicketDetail } from '../../../api/types.ts';
import { notifyProblem } from '../../../ui/notify.ts';
import { isMasked } from './timeline.ts';

export interface Reveal {
  /** Whether there is something to show, and the right to. */
  isOffered: boolean;
  isShown: boolean;
  show(): void;
  hide(): void;
}

/** Numbers and addresses, shown on demand: the API notes it down. They are kept only while this ticket is open. */
export function useReveal(ticket: TicketDetail): Reveal & { ticket: TicketDetail } {
  const may = useMay('personal-data:reveal');
  const { number } = ticket;
  const { data, mutate, reset } = useMutation({
    mutationFn: () => take(api.POST('/api/tickets/{number}/reveal', { params: { path: { number } } })),
    onError: notifyProblem,
    gcTime: 0,
  });
  // What came since was not asked for.
  const isShown = data !== undefined && data.version === ticket.version;
  return {
    ticket: isShown ? data : ticket,
    isOffered: may && isMasked(ticket),
    isShown,
    show: () => mutate(),
    hide: reset,
  };
}
