import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import type { Ticket } from '../../api/types.ts';
import { StatusLabel } from '../../ui/labels.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Part } from '../../ui/part.tsx';
import { Loaded } from '../../ui/states.tsx';
import { DueLabel } from '../inbox/due-label.tsx';
import type { IncidentDetail } from './incident-queries.ts';

/** Its tickets, in the order of their clocks. */
export function IncidentTickets({ incident: { id } }: { incident: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const found = useInfiniteQuery({
    queryKey: ['incidents', id, 'tickets'],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 20, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return take(api.GET('/api/incidents/{id}/tickets', { params: { path: { id }, query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <Part title={t('tickets')}>
      <Loaded query={found}>
        {({ pages }) => (
          <Stack gap="xs">
            {pages
              .flatMap((page) => page.items)
              .map((ticket) => (
                <TicketLine key={ticket.number} ticket={ticket} />
              ))}
            <MoreButton query={found} />
          </Stack>
        )}
      </Loaded>
    </Part>
  );
}

function TicketLine({ ticket }: { ticket: Ticket }) {
  const { number, subject, status, team } = ticket;
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Stack gap={0} miw={0}>
        <Anchor size="sm" component={Link} to={`/inbox/${number}`} lineClamp={1}>
          #{number} {subject}
        </Anchor>
        <Text size="xs" c="dimmed">
          {team.name}
        </Text>
      </Stack>
      <Group gap={6} wrap="nowrap">
        <DueLabel ticket={ticket} />
        <StatusLabel status={status} />
      </Group>
    </Group>
  );
}
