import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { InboxSearch } from '../inbox/inbox-search.ts';
import type { BoardRow } from './board.ts';

const FIELDS = ['unsolved', 'waiting', 'pending', 'snoozed', 'overdue', 'atRisk', 'opened', 'resolved'] as const;
type Field = (typeof FIELDS)[number];

/** The queue that shows just the tickets that a figure counts, where there is one. */
const QUEUES: Partial<Record<Field, InboxSearch>> = {
  pending: { stage: 'pending' },
  snoozed: { stage: 'snoozed' },
  overdue: { stage: 'overdue' },
};

/** What waits in each team and in those below it. */
export function TeamsTable({ rows }: { rows: readonly BoardRow[] }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const now = useNow();
  const columns: Column<BoardRow>[] = [
    {
      id: 'team',
      title: t('teams.team'),
      cell: ({ name, depth }) => (
        <Text size="sm" fw={depth === 0 ? 600 : 400} pl={depth * 20}>
          {name}
        </Text>
      ),
    },
    ...FIELDS.map((field) => ({
      id: field,
      title: t(`counted.${field}`),
      cell: (row: BoardRow) => <Count row={row} field={field} />,
      isNumber: true,
    })),
    {
      id: 'unanswered',
      title: t('teams.unanswered'),
      cell: ({ unansweredSince }) =>
        unansweredSince === null ? '–' : format.duration(now.getTime() - Date.parse(unansweredSince)),
    },
  ];
  return <DataTable caption={t('teams.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** The inbox is narrowed to one team: a figure that counts others too leads nowhere. */
function Count({ row, field }: { row: BoardRow; field: Field }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const text = format.number(row[field]);
  const queue = QUEUES[field];
  if (queue === undefined || row.hasBelow || row[field] === 0) return text;
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => <Link {...props} to="/inbox" search={{ ...queue, team: row.id }} />}
      aria-label={`${row.name}: ${t(`counted.${field}`)} ${text}`}
    >
      {text}
    </Anchor>
  );
}
