import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { Incident } from './incident-queries.ts';

/** Why it is taken for an incident: how many complaints there were, and how many are usual. */
export function BurstText({ incident: { burst, openedBy } }: { incident: Pick<Incident, 'burst' | 'openedBy'> }) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  if (burst === null) return <Text size="sm">{t('openedBy', { name: openedBy })}</Text>;
  const { hours, observed, expected } = burst;
  const usual = format.number(expected, { maximumFractionDigits: 1 });
  return <Text size="sm">{t('burst', { observed, usual, time: format.duration(hours * 3_600_000) })}</Text>;
}
