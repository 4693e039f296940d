import { Group, Select, TextInput } from '@mantine/core';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNarrow } from '../../ui/use-narrow.ts';
import { NOUNS } from './audit-search.ts';

/** By words, act and days; they stand in the address. */
export function AuditFilters() {
  const { t } = useTranslation('audit');
  const search = useSearch({ from: '/shell/audit' });
  const [words, setWords] = useState(search.q ?? '');
  const narrow = useNarrow('/audit', search);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    narrow({ q: words.trim() });
  };
  return (
    <Group component="form" role="search" onSubmit={submit} mb="md" align="flex-end" gap="sm">
      <TextInput
        label={t('words')}
        description={t('wordsHint')}
        leftSection={<MagnifyingGlassIcon />}
        type="search"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        flex={1}
        miw={240}
      />
      <Select
        label={t('about')}
        data={NOUNS.map((value) => ({ value, label: t(`nouns.${value}`) }))}
        value={search.act?.split('.')[0] ?? null}
        onChange={(act) => narrow({ act })}
        placeholder={t('everything')}
        searchable
        clearable
        w={190}
      />
      {(['from', 'to'] as const).map((side) => (
        <TextInput
          key={side}
          label={t(side)}
          type="date"
          value={search[side] ?? ''}
          onChange={(event) => narrow({ [side]: event.currentTarget.value })}
          w={150}
        />
      ))}
    </Group>
  );
}
