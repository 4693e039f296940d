import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Loaded } from '../../ui/states.tsx';

type Job = Answer<'/api/operations/failed-jobs', 'get'>['items'][number];

/** Jobs that were given up; each can be tried again. */
export function FailedJobs() {
  const { t } = useTranslation('system');
  const format = useFormat();
  const jobs = useQuery({
    queryKey: ['failed-jobs'],
    queryFn: ({ signal }) => take(api.GET('/api/operations/failed-jobs', { params: { query: { limit: 50 } }, signal })),
    refetchInterval: 20_000,
  });
  const columns: Column<Job>[] = [
    { id: 'at', title: t('failedAt'), cell: ({ failedAt }) => format.dateTime(failedAt) },
    { id: 'queue', title: t('queue'), cell: ({ queue }) => t(`queueNames.${queue}`, { defaultValue: queue }) },
    {
      id: 'error',
      title: t('reason'),
      cell: ({ error }) => (
        <Text size="sm" lineClamp={3} lang="en">
          {error}
        </Text>
      ),
    },
    { id: 'acts', title: t('acts'), cell: (job) => <Retry job={job} /> },
  ];
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {t('failedJobs')}
      </Title>
      <Loaded query={jobs}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('noFailedJobs')}
            </Text>
          ) : (
            <DataTable
              caption={t('failedJobs')}
              columns={columns}
              rows={items}
              rowKey={({ queue, id }) => `${queue} ${id}`}
            />
          )
        }
      </Loaded>
    </section>
  );
}

function Retry({ job: { queue, id } }: { job: Job }) {
  const { t } = useTranslation('system');
  const retry = useAct(
    () => take(api.POST('/api/operations/failed-jobs/{queue}/{id}/retry', { params: { path: { queue, id } } })),
    { done: () => t('jobRetried'), changes: ['failed-jobs', 'system'] },
  );
  return (
    <Button size="compact-sm" variant="default" onClick={() => retry.mutate()} loading={retry.isPending}>
      {t('tryAgain')}
    </Button>
  );
}
