import { ActionIcon, Button, Group, Indicator, Popover, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { BellIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, take } from '../api/client.ts';
import type { Answer } from '../api/types.ts';
import { useAct } from '../api/use-act.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useNow } from '../ui/use-now.ts';
import classes from './notifications.module.css';

type Notification = Answer<'/api/notifications', 'get'>['items'][number];

const MOST = 20;
const MOST_TOLD = 99;

/** What colleagues told one: how much of it is unread, and the latest. */
export function Notifications() {
  const { t } = useTranslation('notifications');
  const [isOpen, list] = useDisclosure(false);
  const { data } = useQuery({
    queryKey: ['notifications'],
    queryFn: ({ signal }) => take(api.GET('/api/notifications', { params: { query: { limit: MOST } }, signal })),
  });
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? t('title') : t('unread', { count: unread });
  return (
    <Popover
      opened={isOpen}
      onChange={(open) => (open ? list.open() : list.close())}
      width={320}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Tooltip label={label} disabled={isOpen}>
        <Indicator
          label={unread > MOST_TOLD ? `${MOST_TOLD}+` : unread}
          disabled={unread === 0}
          size={15}
          offset={4}
          color="red.9"
        >
          <Popover.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={list.toggle}>
              <BellIcon />
            </ActionIcon>
          </Popover.Target>
        </Indicator>
      </Tooltip>
      <Popover.Dropdown aria-label={t('title')} p="xs">
        <Told items={data?.items ?? []} onPicked={list.close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Told({ items, onPicked }: { items: readonly Notification[]; onPicked: () => void }) {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const now = useNow();
  const navigate = useNavigate();
  const read = useAct(
    (ids: string[] | undefined) =>
      take(api.POST('/api/notifications/read', { body: ids === undefined ? {} : { ids } })),
    {
      changes: ['notifications'],
    },
  );
  const open = ({ id, ticket, readAt }: Notification) => {
    if (readAt === null) read.mutate([id]);
    onPicked();
    if (ticket !== null) void navigate({ to: `/inbox/${ticket}` });
  };
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed" p="xs">
        {t('none')}
      </Text>
    );
  return (
    <Stack gap={2}>
      <Group justify="space-between" px={8}>
        <Text size="sm" fw={600}>
          {t('title')}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={items.every(({ readAt }) => readAt !== null)}
          onClick={() => read.mutate(undefined)}
        >
          {t('readAll')}
        </Button>
      </Group>
      <div className={classes.list}>
        {items.map((item) => (
          <UnstyledButton
            key={item.id}
            className={classes.item}
            data-unread={item.readAt === null || undefined}
            onClick={() => open(item)}
          >
            <Text size="sm">{t(item.kind, { name: item.by, number: item.ticket })}</Text>
            <Text size="xs" c="dimmed">
              {format.ago(item.at, now)}
            </Text>
          </UnstyledButton>
        ))}
      </div>
    </Stack>
  );
}
