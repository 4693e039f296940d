import { MultiSelect, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useMay } from '../../api/session.ts';
import type { Answer } from '../../api/types.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useKindName } from '../channels/kind-name.ts';
import { REPLY_KINDS } from './reply-kinds.ts';
import { OPENS, VARIABLES } from './variables.ts';

type Settings = Answer<'/api/settings/first-answer', 'get'>;

/** What customers are told by itself as soon as they write. */
export function FirstAnswerForm() {
  const query = useQuery({
    queryKey: ['first-answer'],
    queryFn: ({ signal }) => take(api.GET('/api/settings/first-answer', { signal })),
  });
  return <Loaded query={query}>{(settings) => <Form kept={settings} />}</Loaded>;
}

function Form({ kept }: { kept: Settings }) {
  const { t } = useTranslation('answers');
  const kindName = useKindName();
  const mayWrite = useMay('settings:write');
  const [settings, setSettings] = useState(kept);
  const change = (part: Partial<Settings>) => setSettings((now) => ({ ...now, ...part }));
  const save = useAct(() => take(api.PUT('/api/settings/first-answer', { body: settings })), {
    done: () => t('first.saved'),
    changes: ['first-answer'],
  });
  const errors = refusedFields(save.error);
  const words = (field: 'acknowledgement' | 'outOfHours' | 'person', hint?: string) => (
    <Textarea
      label={t(`first.${field}`)}
      description={hint}
      value={settings[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
      error={errors[field]}
      readOnly={!mayWrite}
      autosize
      minRows={2}
      maxLength={1000}
      required
    />
  );
  return (
    <ActForm act={save} isReadOnly={!mayWrite} maw={640}>
      <Text size="sm" c="dimmed">
        {t('first.hint')}
      </Text>
      <Switch
        label={t('first.enabled')}
        checked={settings.enabled}
        disabled={!mayWrite}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
      <MultiSelect
        label={t('first.channels')}
        data={REPLY_KINDS.map((kind) => ({ value: kind, label: kindName(kind) }))}
        value={settings.channels}
        readOnly={!mayWrite}
        onChange={(channels) => change({ channels })}
      />
      <Switch
        label={t('first.public')}
        checked={settings.publicPosts}
        disabled={!mayWrite}
        onChange={(event) => change({ publicPosts: event.currentTarget.checked })}
      />
      {words('acknowledgement', t('variablesHint', { variables: VARIABLES }))}
      {words('outOfHours', t('first.opens', { variable: OPENS }))}
      <TextInput
        label={t('first.articles')}
        description={t('first.articlesHint')}
        value={settings.articles}
        onChange={(event) => change({ articles: event.currentTarget.value })}
        readOnly={!mayWrite}
        maxLength={300}
      />
      {words('person')}
    </ActForm>
  );
}
