import { ActionIcon, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { TrashIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import type { Macro } from '../inbox/help/help-queries.ts';
import { ActFields } from './act-fields.tsx';
import { type Act, KINDS, newAct } from './macro-act.ts';
import { ForWhom } from './shared-fields.tsx';

const MOST_ACTS = 12;

/** Acts in the order in which they are done. */
export function MacroForm({ macro, onDone }: { macro: Macro | undefined; onDone: () => void }) {
  const { t } = useTranslation('answers');
  const [name, setName] = useState(macro?.name ?? '');
  const [acts, setActs] = useState<readonly Act[]>(macro?.acts ?? []);
  const [team, setTeam] = useState(macro?.team ?? null);
  const save = useAct(
    () => {
      const body = { name, acts: [...acts], team };
      if (macro === undefined) return take(api.POST('/api/macros', { body }));
      return take(api.PUT('/api/macros/{id}', { params: { path: { id: macro.id } }, body }));
    },
    { done: () => t('saved', { name }), changes: ['macros'], after: onDone },
  );
  const errors = refusedFields(save.error);
  return (
    <ActForm act={save} onCancel={onDone}>
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name}
        maxLength={80}
        data-autofocus
        required
      />
      <ActList acts={acts} onChange={setActs} errors={errors} />
      <ForWhom team={team} onTeam={setTeam} />
      <Text size="xs" c="dimmed">
        {t('macroHint')}
      </Text>
    </ActForm>
  );
}

interface ActListProps {
  acts: readonly Act[];
  onChange: (acts: readonly Act[]) => void;
  errors: Readonly<Record<string, string>>;
}

function ActList({ acts, onChange, errors }: ActListProps) {
  const { t } = useTranslation('answers');
  const errorOf = (at: number) => Object.entries(errors).find(([path]) => path.startsWith(`acts.${at}.`))?.[1];
  return (
    <Stack gap="xs">
      {acts.map((act, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: acts have no name of their own, and keep their places
        <Group key={at} gap="xs" align="flex-end" wrap="nowrap">
          <ActFields
            act={act}
            error={errorOf(at)}
            onChange={(changed) => onChange(acts.map((each, place) => (place === at ? changed : each)))}
          />
          <ActionIcon
            mb={5}
            variant="default"
            aria-label={t('removeAct', { act: t(`act.${act.do}`) })}
            onClick={() => onChange(acts.filter((_, place) => place !== at))}
          >
            <TrashIcon />
          </ActionIcon>
        </Group>
      ))}
      {acts.length < MOST_ACTS && (
        <Select
          label={t('addAct')}
          placeholder={t('pickAct')}
          data={KINDS.map((kind) => ({ value: kind, label: t(`act.${kind}`) }))}
          value={null}
          onChange={(kind) => kind !== null && onChange([...acts, newAct(kind)])}
        />
      )}
    </Stack>
  );
}
