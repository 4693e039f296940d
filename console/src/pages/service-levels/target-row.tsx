import { Checkbox, Group, MultiSelect, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inUnit, newTarget, type Target, toMinutes, type Unit } from './sla-draft.ts';

interface TargetRowProps {
  label: string;
  target: Target | null;
  onChange: (target: Target | null) => void;
}

const UNITS = ['minutes', 'hours', 'days'] as const;

/** How soon something is owed, in which time that is counted, and when the clock stands still. */
export function TargetRow({ label, target, onChange }: TargetRowProps) {
  const { t } = useTranslation('service-levels');
  const told = inUnit(target?.minutes ?? newTarget.minutes);
  const [unit, setUnit] = useState<Unit>(told.unit);
  const { amount } = unit === told.unit ? told : { amount: (target?.minutes ?? 0) / toMinutes(1, unit) };
  return (
    <Group gap="sm" align="flex-end">
      <Checkbox
        label={label}
        checked={target !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? newTarget : null)}
        w={150}
        pb={8}
      />
      {target !== null && (
        <>
          <NumberInput
            aria-label={t('within', { clock: label })}
            value={amount}
            onChange={(value) => onChange({ ...target, minutes: toMinutes(Number(value) || 1, unit) })}
            min={1}
            w={80}
          />
          <Select
            aria-label={t('unitOf', { clock: label })}
            data={UNITS.map((value) => ({ value, label: t(`units.${value}`) }))}
            value={unit}
            onChange={(value) => {
              const chosen = UNITS.find((each) => each === value) ?? unit;
              setUnit(chosen);
              onChange({ ...target, minutes: toMinutes(amount, chosen) });
            }}
            allowDeselect={false}
            w={100}
          />
          <Select
            aria-label={t('timeOf', { clock: label })}
            data={(['business', 'calendar'] as const).map((value) => ({ value, label: t(`times.${value}`) }))}
            value={target.time}
            onChange={(value) => onChange({ ...target, time: value === 'calendar' ? 'calendar' : 'business' })}
            allowDeselect={false}
            w={160}
          />
          <MultiSelect
            aria-label={t('pausedBy', { clock: label })}
            data={(['customer', 'third-party'] as const).map((value) => ({ value, label: t(`waits.${value}`) }))}
            value={target.pausedBy}
            onChange={(value) => onChange({ ...target, pausedBy: value as Target['pausedBy'] })}
            placeholder={target.pausedBy.length === 0 ? t('neverPaused') : ''}
            flex={1}
            miw={180}
          />
        </>
      )}
    </Group>
  );
}
