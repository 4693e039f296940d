import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { BurstText } from './burst-text.tsx';
import type { Incident } from './incident-queries.ts';

/** The incidents of one state, the newest first. */
export function IncidentTable({ incidents, onOpen }: { incidents: readonly Incident[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('incidents');
  const { t: label } = useTranslation('labels');
  const format = useFormat();
  const columns: Column<Incident>[] = [
    {
      id: 'title',
      title: t('name'),
      cell: ({ id, title }) => (
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onOpen(id)}>
          {title}
        </Anchor>
      ),
    },
    { id: 'topic', title: t('topic'), cell: ({ topic }) => (topic === null ? '–' : label(`topic.${topic}`)) },
    { id: 'province', title: t('province'), cell: ({ province }) => province ?? t('everywhere') },
    { id: 'since', title: t('since'), cell: ({ startsAt }) => format.dateTime(startsAt) },
    { id: 'why', title: t('why'), cell: (incident) => <BurstText incident={incident} /> },
    { id: 'tickets', title: t('tickets'), cell: ({ tickets }) => format.number(tickets), isNumber: true },
    { id: 'unsolved', title: t('unsolved'), cell: ({ unsolved }) => format.number(unsolved), isNumber: true },
  ];
  return <DataTable caption={t('title')} columns={columns} rows={incidents} rowKey={({ id }) => id} />;
}
