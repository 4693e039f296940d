import { Anchor, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label } from '../../ui/labels.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { FailedJobs } from './failed-jobs.tsx';

type System = Answer<'/api/operations/system', 'get'>;
type Queue = System['queues'][number];
type Ready = Answer<'/health/ready', 'get'>;

/** Whether all that is needed is there, how far behind each step is, versions and sizes. */
export function SystemState() {
  const system = useQuery({
    queryKey: ['system'],
    queryFn: ({ signal }) => take(api.GET('/api/operations/system', { signal })),
    refetchInterval: 10_000,
  });
  const ready = useQuery({
    queryKey: ['ready'],
    // Also a program that is not ready says what is amiss.
    queryFn: async ({ signal }) => (await (await fetch('/health/ready', { signal })).json()) as Ready,
    refetchInterval: 10_000,
  });
  return (
    <Stack gap="lg">
      <Loaded query={ready}>{(found) => <Checks ready={found} />}</Loaded>
      <Loaded query={system}>
        {(found) => (
          <>
            <Figures system={found} />
            <Queues queues={found.queues} />
          </>
        )}
      </Loaded>
      <FailedJobs />
    </Stack>
  );
}

function Checks({ ready: { ready, checks } }: { ready: Ready }) {
  const { t } = useTranslation('system');
  return (
    <Group gap="xs" role="status">
      <Label tone={ready ? 'good' : 'bad'} text={t(ready ? 'ready' : 'notReady')} />
      {checks.map(({ name, ok, required }) => (
        <Label
          key={name}
          tone={ok ? 'neutral' : required ? 'bad' : 'warning'}
          text={`${t(`checks.${name}`, { defaultValue: name })}: ${t(ok ? 'there' : 'away')}`}
        />
      ))}
    </Group>
  );
}

function Figures({ system }: { system: System }) {
  const { t } = useTranslation('system');
  const format = useFormat();
  const now = useNow();
  const { lag, records, webhooks } = system;
  const waiting = (count: number) => t('waiting', { count: count });
  const shown: [string, string, string][] = [
    [t('version'), system.version, `Node ${system.nodeVersion}`],
    [t('running'), format.duration(now.getTime() - Date.parse(system.startedAt)), format.dateTime(system.startedAt)],
    [t('records'), bytes(format.number, records.bytes), `PostgreSQL ${records.version}`],
    [t('mentions'), format.number(system.mentions), t('ticketsOf', { number: format.number(system.tickets) })],
    [
      t('language'),
      waiting(lag.analyse + lag.triage),
      lag.oldestSeconds > 0 ? t('oldest', { time: format.duration(lag.oldestSeconds * 1000) }) : t('upToDate'),
    ],
    [
      t('index'),
      lag.index === null ? t('noIndex') : waiting(lag.index.waiting),
      lag.index === null ? t('noIndexHint') : t('refused', { number: format.number(lag.index.refused) }),
    ],
    [t('webhooksOut'), waiting(webhooks.waiting), t('setAside', { number: format.number(webhooks.setAside) })],
    [
      t('address'),
      system.publicUrl ?? t('noAddress'),
      system.publicUrl === null ? t('noAddressHint') : system.timeZone,
    ],
  ];
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      {shown.map(([label, value, more]) => (
        <Card key={label} withBorder padding="sm">
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Text fw={650} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
          <Text size="xs" c="dimmed">
            {more}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}

function bytes(number: (value: number, options?: Intl.NumberFormatOptions) => string, count: number): string {
  const unit = count < 1e9 ? 'megabyte' : 'gigabyte';
  const value = count / (unit === 'megabyte' ? 1e6 : 1e9);
  return number(value, { style: 'unit', unit, maximumFractionDigits: 1 });
}

function Queues({ queues }: { queues: readonly Queue[] }) {
  const { t } = useTranslation('system');
  const format = useFormat();
  const states = ['waiting', 'active', 'delayed', 'failed'] as const;
  const columns: Column<Queue>[] = [
    { id: 'name', title: t('queue'), cell: ({ name }) => t(`queueNames.${name}`, { defaultValue: name }) },
    ...states.map((state) => ({
      id: state,
      title: t(`jobs.${state}`),
      cell: (queue: Queue) => format.number(queue[state]),
      isNumber: true,
    })),
  ];
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {t('queues')}
        </Title>
        <Anchor size="sm" href="/api/operations/queues" target="_blank">
          {t('queueBoard')}
        </Anchor>
      </Group>
      <DataTable caption={t('queues')} columns={columns} rows={queues} rowKey={({ name }) => name} />
    </section>
  );
}
