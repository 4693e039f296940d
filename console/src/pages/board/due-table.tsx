import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import type { Ticket } from '../../api/types.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { PriorityLabel } from '../../ui/labels.tsx';
import { Loaded } from '../../ui/states.tsx';
import { DueLabel } from '../inbox/due-label.tsx';

/** As many as fit at a glance; the inbox has them all. */
const SHOWN = 10;
const HOUR_MS = 3_600_000;

/** The tickets that are late or will be within the hour, those that were due first on top. */
export function DueTable() {
  const { t } = useTranslation('board');
  const tickets = useQuery({
    queryKey: ['tickets', 'at-risk'],
    queryFn({ signal }) {
      const due = new Date(Date.now() + HOUR_MS).toISOString();
      const query = { due, status: 'new,open,pending', snoozed: 'false', limit: SHOWN } as const;
      return take(api.GET('/api/tickets', { params: { query }, signal }));
    },
  });
  const columns: Column<Ticket>[] = [
    {
      id: 'ticket',
      title: t('due.ticket'),
      cell: ({ number, subject }) => (
        <Anchor size="sm" component={Link} to={`/inbox/${number}`} lineClamp={1}>
          #{number} {subject}
        </Anchor>
      ),
    },
    { id: 'due', title: t('due.clock'), cell: (ticket) => <DueLabel ticket={ticket} /> },
    { id: 'priority', title: t('due.priority'), cell: ({ priority }) => <PriorityLabel priority={priority} /> },
    { id: 'team', title: t('teams.team'), cell: ({ team }) => <Name name={team.name} /> },
    {
      id: 'assignee',
      title: t('due.assignee'),
      cell: ({ assignee }) => <Name name={assignee?.name ?? t('due.nobody')} />,
    },
  ];
  return (
    <Loaded query={tickets}>
      {({ items }) =>
        items.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('due.none')}
          </Text>
        ) : (
          <DataTable caption={t('due.title')} columns={columns} rows={items} rowKey={({ number }) => number} />
        )
      }
    </Loaded>
  );
}

/** In one line: the subject has the room to break. */
const Name = ({ name }: { name: string }) => (
  <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
    {name}
  </Text>
);
