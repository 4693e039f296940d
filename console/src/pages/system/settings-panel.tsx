import { NumberInput, Slider, Stack, Switch, TagsInput, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { Loaded } from '../../ui/states.tsx';
import { QualityRules } from './quality-rules.tsx';

type Desk = Answer<'/api/settings/desk', 'get'>;

/** What becomes a ticket, how long mentions are kept, and how quality is looked at. */
export function SettingsPanel() {
  const desk = useQuery({
    queryKey: ['desk-settings'],
    queryFn: ({ signal }) => take(api.GET('/api/settings/desk', { signal })),
  });
  return (
    <Stack gap="xl" maw={560}>
      <Loaded query={desk}>{(saved) => <DeskForm key={JSON.stringify(saved)} saved={saved} />}</Loaded>
      <QualityRules />
    </Stack>
  );
}

function DeskForm({ saved }: { saved: Desk }) {
  const { t } = useTranslation('system');
  const [draft, setDraft] = useState(saved);
  const change = (part: Partial<Desk>) => setDraft({ ...draft, ...part });
  const save = useAct(() => take(api.PUT('/api/settings/desk', { body: draft })), {
    done: () => t('saved'),
    changes: ['desk-settings', 'threshold-curve'],
  });
  return (
    <ActForm act={save} disabled={draft === saved} gap="md">
      <Title order={2} size="h5">
        {t('desk')}
      </Title>
      <Threshold value={draft.complaintThreshold} onChange={(complaintThreshold) => change({ complaintThreshold })} />
      <TagsInput
        label={t('brandAuthors')}
        description={t('brandAuthorsHint')}
        value={draft.brandAuthors}
        onChange={(brandAuthors) => change({ brandAuthors })}
        maxTags={1000}
      />
      {(['mentionMonths', 'ticketMonths'] as const).map((field) => (
        <NumberInput
          key={field}
          label={t(field)}
          description={t(`${field}Hint`)}
          placeholder={t('forEver')}
          value={draft[field] ?? ''}
          onChange={(value) => change({ [field]: value === '' ? null : Number(value) })}
          min={1}
          max={120}
        />
      ))}
    </ActForm>
  );
}

/** From which probability on a text counts as a complaint, beside what people's corrections say of it. */
function Threshold({ value, onChange }: { value: number | null; onChange: (value: number | null) => void }) {
  const { t } = useTranslation('system');
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ['threshold-curve'],
    queryFn: ({ signal }) => take(api.GET('/api/threshold-curve', { signal })),
  });
  const shown = value ?? data?.threshold ?? 0.5;
  const best = data?.curve.best;
  return (
    <Stack gap={6}>
      <Switch
        label={t('ownThreshold')}
        checked={value === null}
        onChange={(event) => onChange(event.currentTarget.checked ? null : shown)}
      />
      <Text size="sm" fw={500}>
        {t('threshold', { value: format.percent(shown) })}
      </Text>
      <Slider
        min={0.01}
        max={0.99}
        step={0.01}
        value={shown}
        onChange={onChange}
        disabled={value === null}
        label={format.percent}
        thumbProps={{ 'aria-label': t('thresholdLabel') }}
      />
      <Text size="xs" c="dimmed">
        {best
          ? t('bestThreshold', {
              value: format.percent(best.threshold),
              precision: format.percent(best.precision),
              recall: format.percent(best.recall),
              texts: format.number(data.texts),
            })
          : t('noCurve')}
      </Text>
    </Stack>
  );
}
