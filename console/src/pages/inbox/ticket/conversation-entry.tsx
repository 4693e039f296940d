import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../../api/client.ts';
import { useSession } from '../../../api/session.ts';
import type { Attachment, HeldReply, Message } from '../../../api/types.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { MentionCard } from '../../../mention/mention-card.tsx';
import { Label, type Tone } from '../../../ui/labels.tsx';
import { notifyProblem } from '../../../ui/notify.ts';
import { EventLine } from './event-line.tsx';
import { Files } from './files.tsx';
import classes from './ticket.module.css';
import type { Entry } from './timeline.ts';

/** One thing that was written or done. */
export function ConversationEntry({ entry, files }: { entry: Entry; files: readonly Attachment[] }) {
  if (entry.kind === 'event') return <EventLine event={entry.event} />;
  return (
    <>
      <Written entry={entry} />
      <Files files={files} isOurs={entry.kind !== 'mention'} />
    </>
  );
}

function Written({ entry }: { entry: Exclude<Entry, { kind: 'event' }> }) {
  if (entry.kind === 'mention') return <MentionCard mention={entry.mention} />;
  if (entry.kind === 'message') return <OurMessage message={entry.message} />;
  return <Held held={entry.held} />;
}

interface BubbleProps {
  kind: 'reply' | 'note' | 'held';
  title: string;
  author: string;
  at: string;
  text: string;
  children?: ReactNode;
}

function Bubble({ kind, title, author, at, text, children }: BubbleProps) {
  const format = useFormat();
  return (
    <div className={classes.bubble} data-kind={kind}>
      <Group justify="space-between" gap="xs" mb={2}>
        <Text size="sm">
          <b>{author}</b>{' '}
          <Text span size="sm" c="dimmed">
            {title} · {format.dateTime(at)}
          </Text>
        </Text>
      </Group>
      <Text className={classes.text} size="sm">
        {text}
      </Text>
      {children}
    </div>
  );
}

const DELIVERY_TONES: Record<NonNullable<Message['delivery']>, Tone> = {
  recorded: 'neutral',
  queued: 'info',
  sending: 'info',
  sent: 'good',
  delivered: 'good',
  read: 'good',
  failed: 'bad',
  doubtful: 'warning',
};

function OurMessage({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const { kind, text, author, createdAt, delivery, deliveryProblem } = message;
  const needsPerson = delivery === 'failed' || delivery === 'doubtful';
  return (
    <Bubble
      kind={kind}
      title={t(kind === 'reply' ? 'replied' : 'note')}
      author={author.name}
      at={createdAt}
      text={text}
    >
      {kind === 'reply' && delivery !== null && (
        <Group gap={8} mt={6}>
          <Label tone={DELIVERY_TONES[delivery]} text={t(`delivery.${delivery}`)} />
          {deliveryProblem !== null && <Text size="xs">{deliveryProblem}</Text>}
          {needsPerson && <SetAsideActs id={message.id} />}
        </Group>
      )}
    </Bubble>
  );
}

/** A reply that did not surely get through: a person says what to do. */
function SetAsideActs({ id }: { id: string }) {
  const { t } = useTranslation('inbox');
  const path = { params: { path: { id } } };
  const resend = useTicketAct(() => take(api.POST('/api/messages/{id}/resend', path)));
  const arrived = useTicketAct(() => take(api.POST('/api/messages/{id}/sent', path)));
  return (
    <>
      <Button size="compact-xs" variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
        {t('delivery.resend')}
      </Button>
      <Button size="compact-xs" variant="default" loading={arrived.isPending} onClick={() => arrived.mutate()}>
        {t('delivery.arrived')}
      </Button>
    </>
  );
}

function useTicketAct(mutationFn: () => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['ticket'] }),
    onError: notifyProblem,
  });
}

function Held({ held }: { held: HeldReply }) {
  const { t } = useTranslation('inbox');
  const { id: me } = useSession();
  const { id, status, author, text, heldAt, decisions } = held;
  const withdraw = useTicketAct(() => take(api.POST('/api/approvals/{id}/withdraw', { params: { path: { id } } })));
  const reason = decisions.findLast((each) => each.reason !== null)?.reason ?? null;
  return (
    <Bubble kind="held" title={t('replied')} author={author.name} at={heldAt} text={text}>
      <Group gap={8} mt={6}>
        <Label
          tone={status === 'pending' ? 'warning' : status === 'refused' ? 'bad' : 'neutral'}
          text={t(`held.${status}`)}
        />
        {reason !== null && <Text size="xs">{t('held.reason', { reason })}</Text>}
        {status === 'pending' && author.id === me && (
          <Button size="compact-xs" variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('held.withdraw')}
          </Button>
        )}
      </Group>
    </Bubble>
  );
}
