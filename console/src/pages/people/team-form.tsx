import { Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Team, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { TeamRules } from './team-rules.tsx';
import { TeamSelect, teamsQuery } from './team-select.tsx';
import { withBelow } from './team-tree.ts';

/** A team's name and its place in the tree; of one that is there also its rules. */
export function TeamForm({ team, onDone }: { team: Team | undefined; onDone: () => void }) {
  const { t } = useTranslation('people');
  const { data } = useQuery(teamsQuery);
  const [name, setName] = useState(team?.name ?? '');
  const [parent, setParent] = useState(team?.parent ?? null);
  const save = useAct(
    () => {
      const body = { name, parent };
      if (team === undefined) return take(api.POST('/api/teams', { body }));
      return take(api.PATCH('/api/teams/{id}', { params: { path: { id: team.id } }, body }));
    },
    { done: () => t('saved', { name }), changes: ['teams'], after: onDone },
  );
  const errors = refusedFields(save.error);
  return (
    <Stack gap="lg">
      <ActForm act={save} onCancel={onDone}>
        <TextInput
          label={t('teamName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
          maxLength={200}
          data-autofocus
          required
        />
        <TeamSelect
          label={t('parent')}
          none={t('noParent')}
          value={parent}
          onChange={setParent}
          error={errors.parent}
          {...(team === undefined ? {} : { without: withBelow(data?.items ?? [], team.id) })}
        />
      </ActForm>
      {team !== undefined && <TeamRules team={team} />}
    </Stack>
  );
}
