import { Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SENTIMENTS, TOPICS } from '../../mention/labels.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { sourcesQuery } from '../sources/sources-query.ts';
import { LENGTHS } from './analytics-search.ts';

/** They stand in the address, so that a view can be kept as a bookmark and sent. */
export function AnalyticsFilters() {
  const { t } = useTranslation('analytics');
  const { t: label } = useTranslation('labels');
  const search = useSearch({ from: '/shell/analytics' });
  const narrow = useNarrow('/analytics', search);
  const { data } = useQuery(sourcesQuery);
  const choices = [
    { name: 'topic', data: TOPICS.map((value) => ({ value, label: label(`topic.${value}`) })) },
    { name: 'source', data: (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })) },
    { name: 'sentiment', data: SENTIMENTS.map((value) => ({ value, label: label(`sentiment.${value}`) })) },
  ] as const;
  return (
    <Group mb="md" align="flex-end" gap="sm">
      <Select
        label={t('length')}
        data={LENGTHS.map((value) => ({ value, label: t('days', { count: Number(value) }) }))}
        value={search.days ?? '30'}
        onChange={(days) => narrow({ days })}
        allowDeselect={false}
        w={150}
      />
      {choices.map(({ name, data }) => (
        <Select
          key={name}
          label={t(`filter.${name}`)}
          placeholder={t('any')}
          data={data}
          value={search[name] ?? null}
          onChange={(value) => narrow({ [name]: value })}
          searchable={name === 'source'}
          clearable
          w={190}
        />
      ))}
    </Group>
  );
}
