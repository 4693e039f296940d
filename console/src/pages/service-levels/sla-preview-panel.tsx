import { Card, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { PRIORITIES } from '../inbox/priorities.ts';
import { TeamSelect, teamsQuery } from '../people/team-select.tsx';
import { CHANNELS } from './policy-fields.tsx';
import type { SlaDraft } from './sla-draft.ts';

type Preview = Answer<'/api/settings/sla/preview', 'post'>;
const DUE = [
  'firstWarningAt',
  'firstResponseDueAt',
  'resolutionDueAt',
  'legalAcceptanceDueAt',
  'legalSettlementDueAt',
] as const satisfies readonly (keyof Preview)[];

/** "2026-03-06T17:00": now, as this browser's clock shows it. */
const localNow = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** A ticket that might be, and when all that is owed on it would be due by settings that nobody has saved yet. */
export function SlaPreviewPanel({ settings }: { settings: SlaDraft }) {
  const { t } = useTranslation('service-levels');
  const { t: label } = useTranslation('labels');
  const { data: teams } = useQuery(teamsQuery);
  const [team, setTeam] = useState<string | null>(null);
  const [channel, setChannel] = useState<string>('facebook-page');
  const [priority, setPriority] = useState<(typeof PRIORITIES)[number]>('normal');
  const [opened, setOpened] = useState(localNow);
  const ofTeam = team ?? teams?.items[0]?.id;
  const openedAt = Number.isNaN(Date.parse(opened)) ? undefined : new Date(opened).toISOString();
  const [asked] = useDebouncedValue({ settings, team: ofTeam, channel, priority, openedAt }, 300);
  const preview = useQuery({
    queryKey: ['sla-preview', asked],
    queryFn: ({ signal }) => {
      const { team: id = '', openedAt: at = '', ...rest } = asked;
      return take(api.POST('/api/settings/sla/preview', { body: { ...rest, team: id, openedAt: at }, signal }));
    },
    enabled: asked.team !== undefined && asked.openedAt !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <Card withBorder padding="md" component="section" aria-label={t('preview.title')}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {t('preview.title')}
        </Title>
        <TextInput
          label={t('preview.openedAt')}
          type="datetime-local"
          value={opened}
          onChange={(event) => setOpened(event.currentTarget.value)}
        />
        <Select
          label={t('preview.priority')}
          data={PRIORITIES.map((value) => ({ value, label: label(`priority.${value}`) }))}
          value={priority}
          onChange={(value) => setPriority(PRIORITIES.find((each) => each === value) ?? priority)}
          allowDeselect={false}
        />
        <Select
          label={t('preview.channel')}
          data={[...CHANNELS]}
          value={channel}
          onChange={(value) => setChannel(value ?? channel)}
          allowDeselect={false}
        />
        <TeamSelect label={t('team')} none={teams?.items[0]?.name ?? ''} value={team} onChange={setTeam} />
        {preview.isError ? (
          <Failure error={preview.error} />
        ) : preview.data === undefined ? (
          <Loading />
        ) : (
          <Outcome preview={preview.data} />
        )}
      </Stack>
    </Card>
  );
}

function Outcome({ preview }: { preview: Preview }) {
  const { t } = useTranslation('service-levels');
  const format = useFormat();
  return (
    <div aria-live="polite">
      <Text size="sm">
        {preview.policy === null ? t('preview.noPolicy') : t('preview.policy', { policy: preview.policy })}
      </Text>
      {!preview.isOpen && <Text size="sm">{t('preview.opensAt', { at: format.dateTime(preview.opensAt) })}</Text>}
      <dl style={{ margin: '8px 0 0' }}>
        {DUE.map((due) => {
          const at = preview[due];
          return at === null ? null : (
            <div key={due} style={{ display: 'flex', justifyContent: 'space-between', gap: 12, padding: '4px 0' }}>
              <Text size="sm" component="dt" c="dimmed">
                {t(`preview.due.${due}`)}
              </Text>
              <Text size="sm" component="dd" m={0} fw={600} ta="right">
                {format.dateTime(at)}
              </Text>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
