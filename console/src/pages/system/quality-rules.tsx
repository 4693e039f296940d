import { NumberInput, SimpleGrid, Switch, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { Loaded } from '../../ui/states.tsx';

type Quality = Answer<'/api/settings/quality', 'get'>;
const SHARES = ['low-csat', 'sla-missed', 'high-urgency', 'random'] as const;

/** How closed tickets are drawn for review by themselves, and whether customers are asked to rate. */
export function QualityRules() {
  const quality = useQuery({
    queryKey: ['quality-settings'],
    queryFn: ({ signal }) => take(api.GET('/api/settings/quality', { signal })),
  });
  return <Loaded query={quality}>{(saved) => <Form key={JSON.stringify(saved)} saved={saved} />}</Loaded>;
}

function Form({ saved }: { saved: Quality }) {
  const { t } = useTranslation('system');
  const [draft, setDraft] = useState(saved);
  const { sampling, csat } = draft;
  const sample = (part: Partial<Quality['sampling']>) => setDraft({ ...draft, sampling: { ...sampling, ...part } });
  const save = useAct(() => take(api.PUT('/api/settings/quality', { body: draft })), {
    done: () => t('saved'),
    changes: ['quality-settings'],
  });
  const errors = refusedFields(save.error);
  return (
    <ActForm act={save} disabled={draft === saved} gap="md">
      <Title order={2} size="h5">
        {t('quality')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('qualityHint')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {(['atLeastPerAgent', 'atMostPerAgent'] as const).map((field) => (
          <NumberInput
            key={field}
            label={t(`sampling.${field}`)}
            value={sampling[field]}
            onChange={(value) => sample({ [field]: Number(value) || 0 })}
            error={errors[`sampling.${field}`]}
            min={0}
            max={100}
          />
        ))}
        {SHARES.map((reason) => (
          <NumberInput
            key={reason}
            label={t(`shares.${reason}`)}
            value={Math.round(sampling.shares[reason] * 100)}
            onChange={(value) => sample({ shares: { ...sampling.shares, [reason]: (Number(value) || 0) / 100 } })}
            min={0}
            max={100}
            suffix=" %"
          />
        ))}
        <NumberInput
          label={t('appealDays')}
          value={draft.appealDays}
          onChange={(value) => setDraft({ ...draft, appealDays: Number(value) || 1 })}
          min={1}
          max={90}
        />
      </SimpleGrid>
      <Switch
        label={t('csat')}
        description={t('csatHint')}
        checked={csat.enabled}
        error={errors['csat.enabled']}
        onChange={(event) => setDraft({ ...draft, csat: { ...csat, enabled: event.currentTarget.checked } })}
      />
    </ActForm>
  );
}
