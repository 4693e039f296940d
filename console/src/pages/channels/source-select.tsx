import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sourcesQuery } from '../sources/sources-query.ts';

interface SourceSelectProps {
  /** The kind of source whose posts are answered. */
  kind: string;
  value: string | null;
  onChange: (source: string | null) => void;
  error: string | undefined;
}

/** Which source's posts a channel answers. */
export function SourceSelect({ kind, value, onChange, error }: SourceSelectProps) {
  const { t } = useTranslation('channels');
  const { data } = useQuery(sourcesQuery);
  const sources = data?.items.filter((each) => each.kind === kind) ?? [];
  return (
    <Select
      label={t('source')}
      description={data !== undefined && sources.length === 0 ? t('sourceMissing') : undefined}
      data={sources.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      error={error}
      required
    />
  );
}
