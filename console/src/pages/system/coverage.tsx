import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label, type Tone } from '../../ui/labels.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';

type Found = Answer<'/api/coverage', 'get'>;
type Unwell = Found['unhealthy'][number];

const HEALTHS = ['healthy', 'late', 'silent', 'failing', 'new', 'paused'] as const;
const TONES: Record<Unwell['health'], Tone> = {
  healthy: 'good',
  late: 'warning',
  silent: 'warning',
  failing: 'bad',
  new: 'info',
  paused: 'neutral',
};

/** How many sources are listened to as they should be, and what is wrong with the others, since when and why. */
export function Coverage() {
  const { t } = useTranslation('system');
  const { t: label } = useTranslation('labels');
  const coverage = useQuery({
    queryKey: ['coverage'],
    queryFn: ({ signal }) => take(api.GET('/api/coverage', { signal })),
    refetchInterval: 20_000,
  });
  return (
    <Loaded query={coverage}>
      {({ sources, healthy, byHealth, unhealthy }) => (
        <Stack gap="md">
          <Text fw={600}>{t('covered', { healthy, count: sources })}</Text>
          <Group gap="xs">
            {HEALTHS.map((health) => (
              <Label
                key={health}
                tone={TONES[health]}
                text={`${label(`health.${health}`)}: ${byHealth[health] ?? 0}`}
              />
            ))}
          </Group>
          {unhealthy.length === 0 ? (
            <Empty title={t('allWell')} hint={t('allWellHint')} />
          ) : (
            <UnwellTable sources={unhealthy} />
          )}
        </Stack>
      )}
    </Loaded>
  );
}

function UnwellTable({ sources }: { sources: readonly Unwell[] }) {
  const { t } = useTranslation('system');
  const { t: label } = useTranslation('labels');
  const format = useFormat();
  const now = useNow();
  const ago = (at: string | null) => (at === null ? t('never') : format.ago(at, now));
  const columns: Column<Unwell>[] = [
    {
      id: 'name',
      title: t('source'),
      cell: ({ name }) => (
        <Text size="sm" fw={600}>
          {name}
        </Text>
      ),
    },
    {
      id: 'health',
      title: t('health'),
      cell: ({ health }) => <Label tone={TONES[health]} text={label(`health.${health}`)} />,
    },
    { id: 'since', title: t('since'), cell: ({ healthSince }) => ago(healthSince) },
    {
      id: 'why',
      title: t('reason'),
      cell: ({ problem, setAsideAt }) => (
        <Text size="sm" maw={360}>
          {problem ?? (setAsideAt === null ? t('noReason') : t('sourceSetAside'))}
        </Text>
      ),
    },
    { id: 'news', title: t('lastNews'), cell: ({ lastNewsAt }) => ago(lastNewsAt) },
    { id: 'next', title: t('nextRun'), cell: ({ nextRunAt }) => format.ago(nextRunAt, now) },
  ];
  return <DataTable caption={t('tabs.coverage')} columns={columns} rows={sources} rowKey={({ id }) => id} />;
}
