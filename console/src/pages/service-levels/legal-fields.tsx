import { NumberInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SlaDraft } from './sla-draft.ts';

type Legal = SlaDraft['legal'];
const FIELDS = ['acceptanceWorkingDays', 'settlementWorkingDays'] as const satisfies readonly (keyof Legal)[];

/** What the law asks for, in working days after the day of opening; empty: nothing. */
export function LegalFields({ legal, onChange }: { legal: Legal; onChange: (legal: Legal) => void }) {
  const { t } = useTranslation('service-levels');
  return (
    <Stack gap="sm" maw={420}>
      <Text size="sm" c="dimmed">
        {t('legalHint')}
      </Text>
      {FIELDS.map((field) => (
        <NumberInput
          key={field}
          label={t(`legal.${field}`)}
          value={legal[field] ?? ''}
          onChange={(value) => onChange({ ...legal, [field]: value === '' ? null : Number(value) })}
          placeholder={t('noDeadline')}
          min={1}
          max={365}
        />
      ))}
    </Stack>
  );
}
