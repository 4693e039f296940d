import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BusinessHours, DAYS, type Hours, hoursOfText, textOfHours } from './sla-draft.ts';

interface HoursEditorProps {
  hours: BusinessHours;
  onChange: (hours: BusinessHours) => void;
}

/** When work is done: each day's hours as text, holidays, and days that are other than their weekday. */
export function HoursEditor({ hours, onChange }: HoursEditorProps) {
  const { t } = useTranslation('service-levels');
  const { week, special } = hours;
  // Browsers go by other names for some zones than the records do.
  const zones = [...new Set([hours.timeZone, ...Intl.supportedValuesOf('timeZone')])];
  const change = (part: Partial<BusinessHours>) => onChange({ ...hours, ...part });
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <Select
          label={t('timeZone')}
          data={zones}
          value={hours.timeZone}
          onChange={(value) => change({ timeZone: value ?? hours.timeZone })}
          searchable
          allowDeselect={false}
        />
        <Select
          label={t('holidays')}
          data={(['vietnam', 'none'] as const).map((value) => ({ value, label: t(`holidaysOf.${value}`) }))}
          value={hours.holidays}
          onChange={(value) => change({ holidays: value === 'none' ? 'none' : 'vietnam' })}
          allowDeselect={false}
        />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t('hoursHint')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {DAYS.map((day) => (
          <HoursField
            key={day}
            label={t(`days.${day}`)}
            hours={week[day]}
            onChange={(changed) => change({ week: { ...week, [day]: changed } })}
          />
        ))}
      </SimpleGrid>
      <Text size="sm" fw={500} mt="sm">
        {t('special')}
      </Text>
      {special.map((each, at) => {
        const set = (part: Partial<typeof each>) => change({ special: special.with(at, { ...each, ...part }) });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: date and name change while they are written
          <Group key={at} gap="sm" align="flex-end">
            <TextInput
              label={t('date')}
              type="date"
              value={each.date}
              onChange={(event) => set({ date: event.currentTarget.value })}
            />
            <TextInput
              label={t('name')}
              value={each.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
              flex={1}
            />
            <HoursField label={t('openFrom')} hours={each.hours} onChange={(changed) => set({ hours: changed })} />
            <Button variant="subtle" onClick={() => change({ special: special.toSpliced(at, 1) })}>
              {t('remove')}
            </Button>
          </Group>
        );
      })}
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        onClick={() => change({ special: [...special, { date: '', name: '', hours: [] }] })}
      >
        {t('newSpecial')}
      </Button>
    </Stack>
  );
}

interface HoursFieldProps {
  label: string;
  hours: readonly Hours[];
  onChange: (hours: Hours[]) => void;
}

function HoursField({ label, hours, onChange }: HoursFieldProps) {
  const { t } = useTranslation('service-levels');
  const [text, setText] = useState(textOfHours(hours));
  return (
    <TextInput
      label={label}
      value={text}
      placeholder={t('closed')}
      error={hoursOfText(text) === undefined && t('hoursUnread')}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const read = hoursOfText(event.currentTarget.value);
        if (read !== undefined) onChange(read);
      }}
    />
  );
}
