import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label, type Tone } from '../../ui/labels.tsx';
import { useNow } from '../../ui/use-now.ts';
import { teamsQuery } from '../people/team-select.tsx';
import type { Channel } from './channel-queries.ts';
import { useKindName } from './kind-name.ts';

const TONES: Record<Channel['health'], Tone> = { healthy: 'good', down: 'bad', paused: 'neutral' };

interface ChannelTableProps {
  channels: readonly Channel[];
  onOpen: (id: string) => void;
}

export function ChannelTable({ channels, onOpen }: ChannelTableProps) {
  const { t } = useTranslation('channels');
  const kindName = useKindName();
  const { data: teams } = useQuery(teamsQuery);
  const columns: Column<Channel>[] = [
    {
      id: 'name',
      title: t('name'),
      cell: ({ name, kind }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {kindName(kind)}
          </Text>
        </Stack>
      ),
    },
    { id: 'health', title: t('state'), cell: (channel) => <State channel={channel} /> },
    {
      id: 'team',
      title: t('team'),
      cell: ({ team }) => teams?.items.find(({ id }) => id === team)?.name ?? t('firstTeam'),
    },
    {
      id: 'acts',
      title: t('acts'),
      cell: (channel) => (
        <Group gap="xs" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onOpen(channel.id)}
            aria-label={t('openNamed', { name: channel.name })}
          >
            {t('open')}
          </Button>
          <PauseButton channel={channel} />
        </Group>
      ),
    },
  ];
  return <DataTable caption={t('title')} columns={columns} rows={channels} rowKey={({ id }) => id} />;
}

/** How it is, what is wrong and since when; what to do stands in the problem's own words. */
function State({ channel: { health, problem, problemSince } }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const now = useNow();
  return (
    <Stack gap={2} align="flex-start">
      <Label tone={TONES[health]} text={t(`health.${health}`)} />
      {problem !== null && (
        <Text size="xs" maw={360}>
          {problemSince !== null && `${format.ago(problemSince, now)} · `}
          {problem}
        </Text>
      )}
    </Stack>
  );
}

function PauseButton({ channel: { id, name, enabled } }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const toggle = useAct(
    () => take(api.PATCH('/api/channels/{id}', { params: { path: { id } }, body: { enabled: !enabled } })),
    { done: () => t(enabled ? 'paused' : 'resumed', { name }), changes: ['channels'] },
  );
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      loading={toggle.isPending}
      onClick={() => toggle.mutate()}
      aria-label={t(enabled ? 'pauseNamed' : 'resumeNamed', { name })}
    >
      {t(enabled ? 'pause' : 'resume')}
    </Button>
  );
}
