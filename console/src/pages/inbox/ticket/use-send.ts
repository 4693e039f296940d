import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../../api/client.ts';
import { refresh } from '../../../api/refresh.ts';
import type { TicketDetail } from '../../../api/types.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { stillNamed } from '../help/insert.ts';
import { putTicket } from '../ticket-queries.ts';
import { tellRefusal } from '../use-ticket-acts.ts';
import type { Draft } from './drafts.ts';

/** Sends a reply or keeps a note; what was refused stays in the box. */
export function useSend({ number }: TicketDetail, onSent: () => void) {
  const { t } = useTranslation('inbox');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn({ kind, text, channel, files, named = [] }: Draft) {
      const attachments = files.map(({ id }) => id);
      const body = {
        kind,
        text: text.trim(),
        attachments,
        ...(kind === 'note' ? { mentions: stillNamed(text, named) } : {}),
        ...(kind === 'reply' && channel !== undefined ? { channel } : {}),
      };
      return take(api.POST('/api/tickets/{number}/messages', { params: { path: { number } }, body }));
    },
    onSuccess(after, { kind }) {
      putTicket(queryClient, after);
      onSent();
      notifyDone(t(kind === 'note' ? 'noted' : outcomeOf(after)));
      void refresh(queryClient, ['tickets']);
      void queryClient.invalidateQueries({ queryKey: ['ticket', number, 'history'] });
    },
    onError: (error) => tellRefusal(queryClient, number, error),
  });
}

/** What became of the reply: it may wait for an approval, or have no way out from here. */
function outcomeOf({ messages, heldReplies }: TicketDetail): 'sent' | 'sentHeld' | 'recorded' {
  const reply = messages.findLast(({ kind }) => kind === 'reply');
  const held = heldReplies.findLast(({ status }) => status === 'pending');
  if (held !== undefined && (reply === undefined || held.heldAt > reply.createdAt)) return 'sentHeld';
  return reply?.delivery === 'recorded' ? 'recorded' : 'sent';
}
