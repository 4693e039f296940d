import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { Loaded } from '../../ui/states.tsx';
import { TeamSelect, teamsQuery } from '../people/team-select.tsx';
import { HoursEditor } from './hours-editor.tsx';

type InForce = Answer<'/api/teams/{id}/business-hours', 'get'>;

/** Hours of a team of its own, which hold for those below it, too. */
export function TeamHours() {
  const { t } = useTranslation('service-levels');
  const [team, setTeam] = useState<string | null>(null);
  const hours = useQuery({
    queryKey: ['team-hours', team],
    queryFn: ({ signal }) =>
      take(api.GET('/api/teams/{id}/business-hours', { params: { path: { id: team ?? '' } }, signal })),
    enabled: team !== null,
  });
  return (
    <Stack gap="md">
      <TeamSelect label={t('team')} none={t('pickTeam')} value={team} onChange={setTeam} />
      {team !== null && (
        <Loaded query={hours}>{(found) => <OfTeam key={`${team} ${found.from}`} team={team} inForce={found} />}</Loaded>
      )}
    </Stack>
  );
}

function OfTeam({ team, inForce: { from, businessHours } }: { team: string; inForce: InForce }) {
  const { t } = useTranslation('service-levels');
  const { t: common } = useTranslation();
  const { data: teams } = useQuery(teamsQuery);
  const [draft, setDraft] = useState(businessHours);
  const params = { path: { id: team } };
  const changes = ['team-hours', 'tickets'];
  const save = useAct(() => take(api.PUT('/api/teams/{id}/business-hours', { params, body: draft })), {
    done: () => t('saved'),
    changes,
  });
  const remove = useAct(() => take(api.DELETE('/api/teams/{id}/business-hours', { params })), {
    done: () => t('hoursRemoved'),
    changes,
  });
  const owner = teams?.items.find(({ id }) => id === from)?.name;
  const whose = from === null ? t('hoursOfDesk') : t('hoursOfTeam', { team: owner ?? '' });
  return (
    <Stack gap="md">
      <Text size="sm">{from === team ? t('hoursOwn') : whose}</Text>
      <HoursEditor hours={draft} onChange={setDraft} />
      <Group justify="flex-end">
        {from === team && (
          <Button variant="default" onClick={() => remove.mutate()} loading={remove.isPending}>
            {t('removeHours')}
          </Button>
        )}
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={draft === businessHours}>
          {common('save')}
        </Button>
      </Group>
    </Stack>
  );
}
