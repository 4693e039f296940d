import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session.ts';
import type { TicketDetail } from '../../../api/types.ts';
import { useCommands } from '../../../commands/commands.ts';
import { useTicketChange } from '../use-ticket-acts.ts';

/** Which of a ticket's pickers is open. */
export type Opened = 'assign' | 'status' | 'priority' | 'snooze' | 'macro' | 'merge' | 'split' | null;

/** What can be done with a ticket by keys and from the palette. */
export function useTicketCommands(ticket: TicketDetail, open: (opened: Opened) => void) {
  const { t } = useTranslation('inbox');
  const { id } = useSession();
  const { mutate } = useTicketChange();
  const navigate = useNavigate();
  const resolve = () => mutate({ before: ticket, change: { status: 'resolved' }, done: t('resolved') });
  const reopen = () => mutate({ before: ticket, change: { status: 'open' }, done: t('reopened') });
  const take = () => id !== null && mutate({ before: ticket, change: { assignee: id }, done: t('taken') });
  const group = t('ticket', { number: ticket.number });
  useCommands([
    { id: 'take', label: t('take'), group, keys: 'i', run: take },
    { id: 'assign', label: t('assign'), group, keys: 'a', run: () => open('assign') },
    { id: 'status', label: t('status'), group, keys: 'c', run: () => open('status') },
    { id: 'priority', label: t('priority'), group, keys: 'p', run: () => open('priority') },
    { id: 'snooze', label: t('snooze.title'), group, keys: 's', run: () => open('snooze') },
    { id: 'resolve', label: t('resolve'), group, keys: 'e', run: resolve },
    { id: 'merge', label: t('merge.title'), group, keys: 'm', run: () => open('merge') },
    { id: 'split', label: t('split.title'), group, run: () => open('split') },
    { id: 'close-ticket', label: t('leave'), group, run: () => void navigate({ to: '/inbox', search: true }) },
  ]);
  return { resolve, reopen };
}
