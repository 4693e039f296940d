import { ActionIcon, Button, Checkbox, Group, NativeSelect, Popover, Radio, Stack, Text, Tooltip } from '@mantine/core';
import { Pencil1Icon } from '@radix-ui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../api/client.ts';
import { useMay } from '../api/session.ts';
import type { Intent, Mention, Sentiment, Topic, Urgency } from '../api/types.ts';
import { Label, SentimentLabel } from '../ui/labels.tsx';
import { notifyDone, notifyProblem } from '../ui/notify.ts';
import { INTENTS, SENTIMENTS, TOPICS, URGENCIES } from './labels.ts';

interface Labels {
  sentiment?: Sentiment;
  complaint?: boolean;
  topics?: Topic[];
  intent?: Intent;
  urgency?: Urgency;
}

/** What was made of a mention and the words that decided it; wrong labels are put right where they stand. */
export function MentionLabels({ mention }: { mention: Mention }) {
  const { t } = useTranslation('mentions');
  const { t: label } = useTranslation('labels');
  const { analysis } = mention;
  if (analysis === null) return <Label tone="neutral" text={t('notRead')} />;
  const words = [...new Set(analysis.evidence.map(({ text }) => text))].slice(0, 6);
  return (
    <>
      <Group gap={6} mt="xs">
        <Label
          tone={analysis.complaint.label ? 'bad' : 'neutral'}
          text={label(analysis.complaint.label ? 'complaint.yes' : 'complaint.no')}
        />
        <SentimentLabel sentiment={analysis.sentiment.label} />
        {analysis.topics.map((topic) => (
          <Label key={topic} tone="brand" text={label(`topic.${topic}`)} />
        ))}
        {analysis.corrected !== undefined && <Label tone="neutral" text={t('byPeople')} />}
        <Correction mention={mention} />
      </Group>
      {words.length > 0 && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('evidence', { words: words.map((word) => `“${word}”`).join(', ') })}
        </Text>
      )}
    </>
  );
}

/** Sends what the labels should have been; what the API makes of it is shown at once wherever the mention is. */
export function useCorrection(id: string) {
  const { t } = useTranslation('mentions');
  const queryClient = useQueryClient();
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: ['mentions'] });
    void queryClient.invalidateQueries({ queryKey: ['ticket'] });
  };
  const undo = useMutation({
    mutationFn: () => take(api.POST('/api/mentions/{id}/correction/undo', { params: { path: { id } } })),
    onSuccess() {
      notifyDone(t('undone'));
      refresh();
    },
    onError: notifyProblem,
  });
  return useMutation({
    mutationFn: (body: Labels) => take(api.POST('/api/mentions/{id}/correction', { params: { path: { id } }, body })),
    onSuccess() {
      notifyDone(t('corrected'), () => undo.mutate());
      refresh();
    },
    onError: notifyProblem,
  });
}

function Correction({ mention }: { mention: Mention }) {
  const { t } = useTranslation('mentions');
  const may = useMay('mentions:correct');
  const [isOpen, setIsOpen] = useState(false);
  if (!may) return null;
  return (
    <Popover opened={isOpen} onChange={setIsOpen} trapFocus returnFocus width={300} shadow="md">
      <Popover.Target>
        <Tooltip label={t('correct')}>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('correct')} onClick={() => setIsOpen(true)}>
            <Pencil1Icon />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('correct')}>
        <CorrectionForm mention={mention} onDone={() => setIsOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** A sentiment or a complaint is put right by one press; topics are ticked and kept. */
function CorrectionForm({ mention, onDone }: { mention: Mention; onDone: () => void }) {
  const { t } = useTranslation('mentions');
  const { t: label } = useTranslation('labels');
  const { t: common } = useTranslation();
  const correction = useCorrection(mention.id);
  const [topics, setTopics] = useState<readonly string[]>(mention.analysis?.topics ?? []);
  const correct = (labels: Labels) => correction.mutate(labels, { onSuccess: onDone });
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('kind')}
        value={String(mention.analysis?.complaint.label)}
        onChange={(value) => correct({ complaint: value === 'true' })}
      >
        <Group gap="sm" mt={4}>
          <Radio size="xs" value="true" label={label('complaint.yes')} />
          <Radio size="xs" value="false" label={label('complaint.no')} />
        </Group>
      </Radio.Group>
      <Radio.Group
        label={t('sentiment')}
        value={mention.analysis?.sentiment.label ?? ''}
        onChange={(value) => correct({ sentiment: value as Sentiment })}
      >
        <Group gap="sm" mt={4}>
          {SENTIMENTS.map((value) => (
            <Radio key={value} size="xs" value={value} label={label(`sentiment.${value}`)} />
          ))}
        </Group>
      </Radio.Group>
      <Group grow>
        <NativeSelect
          size="xs"
          label={t('intent')}
          value={mention.analysis?.intent}
          data={INTENTS.map((value) => ({ value, label: label(`intent.${value}`) }))}
          onChange={({ currentTarget }) => correct({ intent: currentTarget.value as Intent })}
        />
        <NativeSelect
          size="xs"
          label={t('urgency')}
          value={mention.analysis?.urgency}
          data={URGENCIES.map((value) => ({ value, label: label(`urgency.${value}`) }))}
          onChange={({ currentTarget }) => correct({ urgency: currentTarget.value as Urgency })}
        />
      </Group>
      <Checkbox.Group label={t('topics')} value={[...topics]} onChange={setTopics}>
        <Stack gap={6} mt={4}>
          {TOPICS.map((topic) => (
            <Checkbox key={topic} size="xs" value={topic} label={label(`topic.${topic}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Button size="xs" loading={correction.isPending} onClick={() => correct({ topics: topics as Topic[] })}>
        {common('save')}
      </Button>
    </Stack>
  );
}
