import { Anchor, Box, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import type { HeldReply } from '../../api/types.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Label } from '../../ui/labels.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { RefuseButton } from '../../ui/refuse-button.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { WrittenText } from '../../ui/written-text.tsx';

/** What each decision makes out of date. */
const CHANGES = ['approvals', 'ticket', 'tickets'];

/** Replies that wait for a yes, those that wait longest first. */
export function HeldReplies() {
  const { t } = useTranslation('approvals');
  const found = useInfiniteQuery({
    queryKey: ['approvals'],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return take(api.GET('/api/approvals', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <Loaded query={found}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0)
          return (
            <Text size="sm" c="dimmed">
              {t('replies.none')}
            </Text>
          );
        return (
          <Stack gap="sm">
            {items.map((reply) => (
              <Held key={reply.id} reply={reply} />
            ))}
            <MoreButton query={found} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

function Held({ reply }: { reply: HeldReply }) {
  const { t } = useTranslation('approvals');
  const { id: me } = useSession();
  const format = useFormat();
  const now = useNow();
  const { ticketNumber, author, heldAt, text, levels, decisions } = reply;
  const said = decisions.filter(({ approved }) => approved);
  return (
    <Paper component="article" withBorder p="md">
      <Group justify="space-between" gap="xs" align="flex-start">
        <Text size="sm">
          <Anchor size="sm" component={Link} to={`/inbox/${ticketNumber}`}>
            #{ticketNumber}
          </Anchor>{' '}
          <b>{author.name}</b>{' '}
          <Text span size="sm" c="dimmed">
            {format.ago(heldAt, now)}
          </Text>
        </Text>
        <Label tone="warning" text={t('replies.given', { given: said.length, levels })} />
      </Group>
      <Box my="sm">
        <WrittenText text={text} />
      </Box>
      {said.length > 0 && (
        <Text size="xs" mb="sm">
          {t('replies.approvedBy', { names: said.map(({ by }) => by.name).join(', ') })}
        </Text>
      )}
      {author.id === me ? <Withdraw reply={reply} /> : <Decide reply={reply} />}
    </Paper>
  );
}

function Decide({ reply: { id, ticketNumber } }: { reply: HeldReply }) {
  const { t } = useTranslation('approvals');
  const params = { path: { id } };
  const number = ticketNumber;
  const approve = useAct(() => take(api.POST('/api/approvals/{id}/approve', { params })), {
    done: ({ status }) => t(status === 'approved' ? 'replies.sent' : 'replies.onward', { number }),
    changes: CHANGES,
  });
  const refuse = useAct(
    (reason: string) => take(api.POST('/api/approvals/{id}/refuse', { params, body: { reason } })),
    { done: () => t('replies.refused', { number }), changes: CHANGES },
  );
  return (
    <Group justify="flex-end" gap="xs">
      <RefuseButton
        label={t('refuse')}
        name={t('replies.refuseNamed', { number })}
        hint={t('replies.reasonHint')}
        minLength={1}
        maxLength={2000}
        onRefuse={refuse.mutate}
        loading={refuse.isPending}
      />
      <Button
        size="compact-sm"
        aria-label={t('replies.approveNamed', { number })}
        onClick={() => approve.mutate()}
        loading={approve.isPending}
      >
        {t('replies.approve')}
      </Button>
    </Group>
  );
}

/** Nobody decides on their own reply; they may take it back. */
function Withdraw({ reply: { id } }: { reply: HeldReply }) {
  const { t } = useTranslation('approvals');
  const withdraw = useAct(() => take(api.POST('/api/approvals/{id}/withdraw', { params: { path: { id } } })), {
    done: () => t('replies.withdrawn'),
    changes: CHANGES,
  });
  return (
    <Group justify="space-between" gap="xs">
      <Text size="xs">{t('replies.own')}</Text>
      <Button size="compact-sm" variant="default" onClick={() => withdraw.mutate()} loading={withdraw.isPending}>
        {t('replies.withdraw')}
      </Button>
    </Group>
  );
}
