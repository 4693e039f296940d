import { Anchor, Button, Code, Group, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { ruleOfNames } from './first-steps.ts';

export interface StepProps {
  isDone: boolean;
  isNext: boolean;
}

/** What the brand is called, from which the first query is made. */
export function BrandStep({ isDone, isNext }: StepProps) {
  const { t } = useTranslation('start');
  const [brand, setBrand] = useState('');
  const [others, setOthers] = useState<string[]>([]);
  const rule = ruleOfNames([brand, ...others]);
  const make = useAct(() => take(api.POST('/api/queries', { body: { name: brand.trim(), rule } })), {
    done: () => t('queryMade'),
    changes: ['queries'],
  });
  if (isDone || !isNext)
    return (
      <Anchor size="sm" component={Link} to="/queries">
        {t('toQueries')}
      </Anchor>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit} gap="sm">
      <TextInput
        label={t('brand')}
        name="brand"
        value={brand}
        onChange={(event) => setBrand(event.currentTarget.value)}
        maxLength={200}
        required
      />
      <TagsInput label={t('others')} description={t('othersHint')} value={others} onChange={setOthers} maxTags={50} />
      {rule !== '' && (
        <Text size="sm">
          {t('ruleIs')} <Code>{rule}</Code>
        </Text>
      )}
      <Group>
        <Button type="submit" loading={make.isPending} disabled={rule === ''}>
          {t('makeQuery')}
        </Button>
      </Group>
    </Stack>
  );
}
