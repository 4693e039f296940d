import { Code, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label } from '../../ui/labels.tsx';
import type { Outcome } from './import-file.tsx';

type Reject = Outcome['rejects'][number];

/** What came of a file, or would: how its columns were read, and the rows that can't be. */
export function ImportOutcome({ outcome, isForGood }: { outcome: Outcome; isForGood: boolean }) {
  const { t } = useTranslation('system');
  const columns: Column<Reject>[] = [
    { id: 'row', title: t('row'), cell: ({ row }) => row, isNumber: true },
    { id: 'reason', title: t('reason'), cell: ({ reason }) => reason },
    {
      id: 'cells',
      title: t('cells'),
      cell: ({ cells }) => (
        <Code style={{ overflowWrap: 'anywhere' }}>{Object.values(cells).join(' | ').slice(0, 200)}</Code>
      ),
    },
  ];
  return (
    <Stack gap="sm" aria-live="polite">
      <Title order={2} size="h5">
        {t(isForGood ? 'outcomeDone' : 'outcomeTried')}
      </Title>
      <Group gap="xs">
        <Label tone="neutral" text={t('outcome.rows', { count: outcome.rows })} />
        <Label tone="good" text={t('outcome.new', { count: outcome.new })} />
        <Label tone="neutral" text={t('outcome.known', { count: outcome.known })} />
        <Label tone="neutral" text={t('outcome.unmatched', { count: outcome.unmatched })} />
        <Label
          tone={outcome.rejected > 0 ? 'bad' : 'neutral'}
          text={t('outcome.rejected', { count: outcome.rejected })}
        />
      </Group>
      <Text size="sm">
        {outcome.columns
          .map(({ heading, field }) => `${heading} → ${field === null ? t('passedOver') : t(`importFields.${field}`)}`)
          .join(' · ')}
      </Text>
      {outcome.rejects.length > 0 && (
        <DataTable caption={t('rejects')} columns={columns} rows={outcome.rejects} rowKey={({ row }) => row} />
      )}
    </Stack>
  );
}
