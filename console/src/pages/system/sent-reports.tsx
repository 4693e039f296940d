import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label, type Tone } from '../../ui/labels.tsx';
import { Loaded } from '../../ui/states.tsx';

type Mail = Answer<'/api/report-mails', 'get'>['items'][number];

const TONES: Record<Mail['status'], Tone> = {
  preparing: 'info',
  waiting: 'warning',
  sending: 'info',
  sent: 'good',
  failed: 'bad',
  doubtful: 'warning',
};

/** What became of the reports' mails; a person decides on those that failed or may not have arrived. */
export function SentReports() {
  const { t } = useTranslation('system');
  const format = useFormat();
  const mails = useQuery({
    queryKey: ['report-mails'],
    queryFn: ({ signal }) => take(api.GET('/api/report-mails', { signal })),
    refetchInterval: 15_000,
  });
  const columns: Column<Mail>[] = [
    { id: 'date', title: t('reports.of'), cell: ({ date }) => format.date(`${date}T12:00:00`) },
    { id: 'key', title: t('reports.mail'), cell: ({ key }) => key },
    {
      id: 'status',
      title: t('reports.status'),
      cell: ({ status, problem, changedAt }) => (
        <Stack gap={2} align="flex-start">
          <Label tone={TONES[status]} text={t(`reports.states.${status}`)} />
          <Text size="xs" maw={420}>
            {format.dateTime(changedAt)}
            {problem !== null && ` · ${problem}`}
          </Text>
        </Stack>
      ),
    },
    { id: 'acts', title: t('reports.acts'), cell: (mail) => <Resend mail={mail} /> },
  ];
  return (
    <Loaded query={mails}>
      {({ items }) =>
        items.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('reports.none')}
          </Text>
        ) : (
          <DataTable caption={t('reports.sent')} columns={columns} rows={items} rowKey={({ id }) => id} />
        )
      }
    </Loaded>
  );
}

function Resend({ mail: { id, status } }: { mail: Mail }) {
  const { t } = useTranslation('system');
  const resend = useAct(() => take(api.POST('/api/report-mails/{id}/resend', { params: { path: { id } } })), {
    done: () => t('reports.resent'),
    changes: ['report-mails'],
  });
  if (status !== 'failed' && status !== 'doubtful') return null;
  return (
    <Button size="compact-sm" variant="default" onClick={() => resend.mutate()} loading={resend.isPending}>
      {t('reports.resend')}
    </Button>
  );
}
