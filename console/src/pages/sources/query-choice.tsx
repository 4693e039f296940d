import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';

/** By which queries a source listens; by none it takes everything. */
export function QueryChoice({ value, onChange }: { value: string[]; onChange: (queries: string[]) => void }) {
  const { t } = useTranslation('sources');
  const { data } = useQuery({
    queryKey: ['queries'],
    queryFn: ({ signal }) => take(api.GET('/api/queries', { params: { query: { limit: 200 } }, signal })),
  });
  return (
    <MultiSelect
      label={t('queries')}
      description={t('queriesHint')}
      data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      placeholder={value.length === 0 ? t('everything') : ''}
      searchable
    />
  );
}
