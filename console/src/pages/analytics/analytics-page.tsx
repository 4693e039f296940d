import { Paper, SimpleGrid, Stack, Title } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { AnalyticsFilters } from './analytics-filters.tsx';
import { type Asked, type Group, useAsked, useGroups, useOverTime } from './analytics-queries.ts';
import { GroupChart, type GroupField } from './group-chart.tsx';
import { Headline } from './headline.tsx';
import { SentimentChart } from './sentiment-chart.tsx';

/** What customers say over time, about what, where, and how it stands beside others: every point opens its mentions. */
export function AnalyticsPage() {
  const { t } = useTranslation('analytics');
  const { t: label } = useTranslation('labels');
  const asked = useAsked(useSearch({ from: '/shell/analytics' }));
  const brandName = ({ key }: Group) => key.charAt(0).toUpperCase() + key.slice(1);
  return (
    <Page title={t('title')} description={t('description')}>
      <AnalyticsFilters />
      <OverTime asked={asked} />
      <SimpleGrid cols={{ base: 1, md: 2 }} mt="md">
        <Part title={t('topics')}>
          <Groups by="topics" field="topic" asked={asked} nameOf={({ key }) => label(`topic.${key as 'network'}`)} />
        </Part>
        <Part title={t('shareOfVoice')}>
          <Groups by="share-of-voice" field="brand" asked={asked} nameOf={brandName} />
        </Part>
        <Part title={t('sources')}>
          <Groups by="sources" field="source" asked={asked} nameOf={({ key, name }) => name || key} />
        </Part>
        <Part title={t('provinces')}>
          <Groups by="provinces" field="province" asked={asked} nameOf={({ key }) => key} />
        </Part>
      </SimpleGrid>
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="md" aria-label={title}>
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function OverTime({ asked }: { asked: Asked }) {
  const { t } = useTranslation('analytics');
  return (
    <Loaded query={useOverTime(asked)}>
      {({ shown, before }) => (
        <Stack gap="md">
          <Headline shown={shown.items} before={before.items} />
          <Part title={t('overTime')}>
            <SentimentChart steps={shown.items} asked={asked} />
          </Part>
        </Stack>
      )}
    </Loaded>
  );
}

interface GroupsProps {
  by: Parameters<typeof useGroups>[0];
  field: GroupField;
  asked: Asked;
  nameOf: (group: Group & { name?: string }) => string;
}

function Groups({ by, field, asked, nameOf }: GroupsProps) {
  const { t } = useTranslation('analytics');
  return (
    <Loaded query={useGroups(by, asked)}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('none')} />
        ) : (
          <GroupChart title={t(by === 'share-of-voice' ? 'shareOfVoice' : by)} {...{ items, field, asked, nameOf }} />
        )
      }
    </Loaded>
  );
}
