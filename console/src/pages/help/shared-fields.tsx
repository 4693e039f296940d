import { Button, Group, MultiSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Topic } from '../../api/types.ts';
import { TOPICS } from '../../mention/labels.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { TeamSelect, teamsQuery } from '../people/team-select.tsx';

interface ForWhomProps {
  topics?: readonly Topic[];
  onTopics?: (topics: Topic[]) => void;
  team: string | null;
  onTeam: (team: string | null) => void;
}

/** What it is about, and whose it is. */
export function ForWhom({ topics, onTopics, team, onTeam }: ForWhomProps) {
  const { t } = useTranslation('answers');
  const { t: label } = useTranslation('labels');
  return (
    <>
      {onTopics && (
        <MultiSelect
          label={t('topics')}
          data={TOPICS.map((value) => ({ value, label: label(`topic.${value}`) }))}
          value={[...(topics ?? [])]}
          onChange={(chosen) => onTopics(TOPICS.filter((each) => chosen.includes(each)))}
        />
      )}
      <TeamSelect label={t('team')} none={t('everybody')} value={team} onChange={onTeam} />
    </>
  );
}

/** Whose it is, in a table. */
export function TeamName({ id }: { id: string | null }) {
  const { t } = useTranslation('answers');
  const { data } = useQuery(teamsQuery);
  const name = id === null ? t('everybody') : data?.items.find((team) => team.id === id)?.name;
  return <Text size="sm">{name}</Text>;
}

interface EditOrDeleteProps {
  name: string;
  onEdit: () => void;
  remove: { mutate: () => void; isPending: boolean };
}

/** What can be done with one of them, in a table. */
export function EditOrDelete({ name, onEdit, remove }: EditOrDeleteProps) {
  const { t } = useTranslation('answers');
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={onEdit} aria-label={t('changeNamed', { name })}>
        {t('change')}
      </Button>
      <ConfirmButton
        label={t('delete')}
        name={t('deleteNamed', { name })}
        question={t('deleteQuestion', { name })}
        onConfirm={() => remove.mutate()}
        loading={remove.isPending}
      />
    </Group>
  );
}
