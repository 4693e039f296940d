import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import type { Channel } from './channel-queries.ts';

type Request = Answer<'/api/channels/{id}/inbox', 'get'>['items'][number];

/** What the other side sent and could not be worked through; it can be tried again once the reason is gone. */
export function ChannelInbox({ channel: { id } }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const params = { path: { id } };
  const inbox = useQuery({
    queryKey: ['channel-inbox', id],
    queryFn: ({ signal }) => take(api.GET('/api/channels/{id}/inbox', { params, signal })),
  });
  const retry = useAct(() => take(api.POST('/api/channels/{id}/inbox/retry', { params })), {
    done: ({ requests }) => t('inbox.retried', { count: requests }),
    changes: ['channel-inbox'],
  });
  const columns: Column<Request>[] = [
    { id: 'at', title: t('inbox.at'), cell: ({ receivedAt }) => format.dateTime(receivedAt) },
    { id: 'problem', title: t('inbox.problem'), cell: ({ problem }) => problem },
    { id: 'attempts', title: t('inbox.attempts'), cell: ({ attempts }) => format.number(attempts), isNumber: true },
  ];
  return (
    <Loaded query={inbox}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('inbox.none')} hint={t('inbox.noneHint')} />
        ) : (
          <Stack gap="sm">
            <Group justify="space-between">
              <Text size="sm">{t('inbox.hint')}</Text>
              <Button size="compact-sm" onClick={() => retry.mutate()} loading={retry.isPending}>
                {t('inbox.retry')}
              </Button>
            </Group>
            <DataTable caption={t('tabs.inbox')} columns={columns} rows={items} rowKey={(each) => each.id} />
          </Stack>
        )
      }
    </Loaded>
  );
}
