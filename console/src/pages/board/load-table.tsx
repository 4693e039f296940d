import { Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import type { Presence } from '../../api/types.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label, type Tone } from '../../ui/labels.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { teamsQuery } from '../people/team-select.tsx';
import { byLoad, fullness } from './board.ts';

/** Of thousands, those who matter at a glance: who is there and has most to do. */
const SHOWN = 100;
const TONES: Record<Presence['status'], Tone> = { online: 'good', away: 'warning', offline: 'neutral' };

/** Who is there, and how much each has to do. */
export function LoadTable() {
  const { t } = useTranslation('board');
  const format = useFormat();
  const people = useQuery({
    queryKey: ['presence', 'all'],
    queryFn: ({ signal }) => take(api.GET('/api/presence', { signal })),
    refetchInterval: 20_000,
  });
  return (
    <Loaded query={people}>
      {({ items }) => {
        const of = (status: Presence['status']) => format.number(items.filter((each) => each.status === status).length);
        return (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {t('people.summary', { online: of('online'), away: of('away'), offline: of('offline') })}
            </Text>
            {items.length > 0 && <Table people={byLoad(items).slice(0, SHOWN)} />}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function Table({ people }: { people: readonly Presence[] }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const now = useNow();
  const { data: teams } = useQuery(teamsQuery);
  const nameOf = (id: string | null) => teams?.items.find((team) => team.id === id)?.name ?? '–';
  const columns: Column<Presence>[] = [
    { id: 'name', title: t('people.name'), cell: ({ user }) => user.name },
    { id: 'team', title: t('teams.team'), cell: ({ team }) => nameOf(team) },
    {
      id: 'status',
      title: t('people.status'),
      cell: ({ status, since }) => (
        <Group gap="xs" wrap="nowrap">
          <Label tone={TONES[status]} text={t(`people.${status}`)} />
          <Text size="xs" c="dimmed">
            {format.ago(since, now)}
          </Text>
        </Group>
      ),
    },
    { id: 'load', title: t('people.load'), cell: (each) => <Load person={each} /> },
  ];
  return <DataTable caption={t('people.title')} columns={columns} rows={people} rowKey={({ user }) => user.id} />;
}

function Load({ person }: { person: Presence }) {
  const { t } = useTranslation('board');
  const { load, capacity } = person;
  const share = fullness(person);
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" miw={56}>
        {capacity === 0 ? load : t('people.loadOf', { load, capacity })}
      </Text>
      {capacity > 0 && (
        <Progress
          value={Math.min(1, share) * 100}
          color={share > 1 ? 'red' : share >= 0.8 ? 'orange' : 'teal'}
          w={120}
          aria-label={t('people.loadNamed', { name: person.user.name })}
        />
      )}
    </Group>
  );
}
