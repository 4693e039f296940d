import { Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Query, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { QueryTest } from './query-test.tsx';
import { SyntaxHelp } from './syntax-help.tsx';

const PAUSE_MS = 300;

/** A rule, tried on what was collected lately while it is written. */
export function QueryForm({ query, onDone }: { query: Query | undefined; onDone: () => void }) {
  const { t } = useTranslation('queries');
  const [name, setName] = useState(query?.name ?? '');
  const [rule, setRule] = useState(query?.rule ?? '');
  const [tried] = useDebouncedValue(rule.trim(), PAUSE_MS);
  const save = useAct(
    () => {
      const body = { name, rule };
      if (query === undefined) return take(api.POST('/api/queries', { body }));
      return take(api.PATCH('/api/queries/{id}', { params: { path: { id: query.id } }, body }));
    },
    { done: () => t('saved', { name }), changes: ['queries'], after: onDone },
  );
  const refused = refusedFields(save.error);
  return (
    <ActForm act={save} onCancel={onDone}>
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={refused.name}
        maxLength={200}
        data-autofocus
        required
      />
      <Textarea
        label={t('rule')}
        description={t('ruleHint')}
        placeholder={t('ruleExample')}
        value={rule}
        onChange={(event) => setRule(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        spellCheck={false}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={4000}
        name="rule"
        required
      />
      <SyntaxHelp />
      {tried !== '' && <QueryTest rule={tried} />}
    </ActForm>
  );
}
