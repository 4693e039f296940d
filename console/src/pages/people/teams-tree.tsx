import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Team } from '../../api/client.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Loaded } from '../../ui/states.tsx';
import { teamsQuery } from './team-select.tsx';
import { inTreeOrder, type PlacedTeam } from './team-tree.ts';
import { usersQuery } from './users-query.ts';

/** The teams, each below the one that it belongs to, with how many people work there. */
export function TeamsTree({ onEdit }: { onEdit: (team: Team) => void }) {
  const { t } = useTranslation('people');
  const teams = useQuery(teamsQuery);
  const { data: users } = useQuery(usersQuery);
  const columns: Column<PlacedTeam>[] = [
    {
      id: 'name',
      title: t('teamName'),
      cell: ({ name, depth }) => (
        <Text size="sm" fw={depth === 0 ? 600 : 400} pl={depth * 20}>
          {name}
        </Text>
      ),
    },
    {
      id: 'people',
      title: t('people'),
      cell: ({ id }) => users?.items.filter(({ team, disabled }) => team === id && !disabled).length ?? '',
      isNumber: true,
    },
    {
      id: 'acts',
      title: t('acts'),
      cell: ({ id, name, parent }) => (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onEdit({ id, name, parent })}
            aria-label={t('editNamed', { name })}
          >
            {t('change')}
          </Button>
        </Group>
      ),
    },
  ];
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('teamsHint')}
      </Text>
      <Loaded query={teams}>
        {({ items }) => (
          <DataTable caption={t('tabs.teams')} columns={columns} rows={inTreeOrder(items)} rowKey={({ id }) => id} />
        )}
      </Loaded>
    </Stack>
  );
}
