import { Paper, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { Group } from './analytics-queries.ts';
import { changeOf } from './analytics-search.ts';

const COUNTED = ['count', 'complaints', 'negative', 'positive'] as const;

const sumOf = (items: readonly Group[], field: (typeof COUNTED)[number]) =>
  items.reduce((sum, item) => sum + item[field], 0);

/** How many, and how many more or less than in the time before. */
export function Headline({ shown, before }: { shown: readonly Group[]; before: readonly Group[] }) {
  const { t } = useTranslation('analytics');
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }}>
      {COUNTED.map((field) => (
        <Figure key={field} name={t(`counted.${field}`)} now={sumOf(shown, field)} before={sumOf(before, field)} />
      ))}
    </SimpleGrid>
  );
}

function Figure({ name, now, before }: { name: string; now: number; before: number }) {
  const { t } = useTranslation('analytics');
  const format = useFormat();
  const change = changeOf(now, before);
  const share = change === null ? null : format.number(change, { style: 'percent', signDisplay: 'exceptZero' });
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text size="xl" fw={700}>
        {format.number(now)}
      </Text>
      <Text size="xs" c="dimmed">
        {share === null ? t('noBefore') : t('change', { share, before: format.number(before) })}
      </Text>
    </Paper>
  );
}
