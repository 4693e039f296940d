import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label } from '../../ui/labels.tsx';
import { Loaded } from '../../ui/states.tsx';

type Reply = Answer<'/api/messages/set-aside', 'get'>['items'][number];

/** Replies that failed, or of which nobody knows whether they arrived: a person says what becomes of each. */
export function SetAsideReplies() {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const replies = useQuery({
    queryKey: ['set-aside'],
    queryFn: ({ signal }) => take(api.GET('/api/messages/set-aside', { signal })),
    refetchInterval: 20_000,
  });
  const columns: Column<Reply>[] = [
    { id: 'ticket', title: t('setAside.ticket'), cell: ({ ticketNumber }) => <TicketLink number={ticketNumber} /> },
    { id: 'channel', title: t('setAside.channel'), cell: ({ channel }) => channel.name },
    {
      id: 'text',
      title: t('setAside.text'),
      cell: ({ text }) => (
        <Text size="sm" lineClamp={2} maw={320}>
          {text}
        </Text>
      ),
    },
    {
      id: 'reason',
      title: t('setAside.reason'),
      cell: ({ status, reason, since }) => (
        <Stack gap={2} align="flex-start">
          <Label tone={status === 'failed' ? 'bad' : 'warning'} text={t(`setAside.${status}`)} />
          <Text size="xs" maw={280}>
            {format.dateTime(since)} · {reason}
          </Text>
        </Stack>
      ),
    },
    { id: 'acts', title: t('acts'), cell: (reply) => <Decide reply={reply} /> },
  ];
  return (
    <Loaded query={replies}>
      {({ items }) =>
        items.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('setAside.none')}
          </Text>
        ) : (
          <DataTable caption={t('setAside.title')} columns={columns} rows={items} rowKey={(each) => each.messageId} />
        )
      }
    </Loaded>
  );
}

function TicketLink({ number }: { number: number }) {
  return (
    <Anchor size="sm" component={Link} to={`/inbox/${number}`}>
      #{number}
    </Anchor>
  );
}

function Decide({ reply: { messageId } }: { reply: Reply }) {
  const { t } = useTranslation('channels');
  const params = { path: { id: messageId } };
  const resend = useAct(() => take(api.POST('/api/messages/{id}/resend', { params })), {
    done: () => t('setAside.resent'),
    changes: ['set-aside', 'ticket'],
  });
  const sent = useAct(() => take(api.POST('/api/messages/{id}/sent', { params })), {
    done: () => t('setAside.taken'),
    changes: ['set-aside', 'ticket'],
  });
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={() => resend.mutate()} loading={resend.isPending}>
        {t('setAside.resend')}
      </Button>
      <ConfirmButton
        label={t('setAside.markSent')}
        question={t('setAside.markSentQuestion')}
        onConfirm={() => sent.mutate()}
        loading={sent.isPending}
      />
    </Group>
  );
}
