import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Policy } from './sla-draft.ts';

interface EscalationsProps {
  escalations: Policy['escalations'];
  onChange: (escalations: Policy['escalations']) => void;
}

/** Who is told when a clock is over, and how long after. */
export function Escalations({ escalations, onChange }: EscalationsProps) {
  const { t } = useTranslation('service-levels');
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t('escalations')}
      </Text>
      {escalations.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps have no names, and are not moved
        <Group key={at} gap="sm" align="flex-end">
          <NumberInput
            label={t('afterMinutes')}
            value={each.afterMinutes}
            onChange={(value) => onChange(escalations.with(at, { ...each, afterMinutes: Number(value) || 0 }))}
            min={0}
            w={150}
          />
          <NumberInput
            label={t('levelsUp')}
            value={each.levelsUp}
            onChange={(value) => onChange(escalations.with(at, { ...each, levelsUp: Number(value) || 0 }))}
            min={0}
            max={10}
            w={150}
          />
          <Button
            variant="subtle"
            onClick={() => onChange(escalations.toSpliced(at, 1))}
            aria-label={t('removeStep', { number: at + 1 })}
          >
            {t('remove')}
          </Button>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        onClick={() => onChange([...escalations, { afterMinutes: 60, levelsUp: escalations.length }])}
        disabled={escalations.length >= 10}
      >
        {t('newStep')}
      </Button>
    </Stack>
  );
}
