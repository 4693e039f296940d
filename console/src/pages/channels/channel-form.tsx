import { Button, Collapse, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { TeamSelect } from '../people/team-select.tsx';
import { fieldsOf, settingsOf, type Written, writtenOf } from '../sources/settings-fields.ts';
import { SettingsForm } from '../sources/settings-form.tsx';
import type { Channel, ChannelKind } from './channel-queries.ts';
import { useKindName } from './kind-name.ts';
import { SourceSelect } from './source-select.tsx';

interface ChannelFormProps {
  kind: ChannelKind;
  /** The channel that is changed; a new one is made without. */
  channel?: Channel;
  onDone: (id: string) => void;
}

/** A channel's name, team and settings: the fields are those of its kind. */
export function ChannelForm({ kind, channel, onDone }: ChannelFormProps) {
  const { t } = useTranslation('channels');
  const kindName = useKindName();
  const [name, setName] = useState(channel?.name ?? kindName(kind.kind));
  const [team, setTeam] = useState(channel?.team ?? null);
  const [source, setSource] = useState<string | null>(null);
  const [written, setWritten] = useState<Written>(writtenOf(channel?.settings ?? {}));
  const [showsMore, more] = useDisclosure(false);
  const fields = fieldsOf(kind.settings);
  const save = useAct(
    async () => {
      const body = { name, team, settings: settingsOf(fields, written) };
      if (channel !== undefined)
        return take(api.PATCH('/api/channels/{id}', { params: { path: { id: channel.id } }, body }));
      return take(
        api.POST('/api/channels', { body: { ...body, kind: kind.kind, ...(source === null ? {} : { source }) } }),
      );
    },
    { done: () => t('saved', { name }), changes: ['channels', 'sources'], after: ({ id }) => onDone(id) },
  );
  const errors = refusedFields(save.error);
  const form = {
    written,
    errors,
    kept: channel?.secretsSet ?? [],
    labelOf: (field: string) => t(`fields.${field}`, { defaultValue: field }),
    onWrite: (field: string, text: string) => setWritten({ ...written, [field]: text }),
  };
  const optional = fields.filter(({ required }) => !required);
  return (
    <ActForm act={save}>
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name}
        maxLength={200}
        required
      />
      {kind.answers !== null && channel === undefined && (
        <SourceSelect kind={kind.answers} value={source} onChange={setSource} error={errors.source} />
      )}
      <SettingsForm fields={fields.filter(({ required }) => required)} {...form} />
      <TeamSelect label={t('team')} none={t('firstTeam')} value={team} onChange={setTeam} error={errors.team} />
      {optional.length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={more.toggle} aria-expanded={showsMore} w="fit-content">
          {t('more', { count: optional.length })}
        </Button>
      )}
      <Collapse expanded={showsMore}>
        <Stack gap="sm">
          <SettingsForm fields={optional} {...form} />
        </Stack>
      </Collapse>
    </ActForm>
  );
}
