import { SimpleGrid, Stack } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { Part } from '../../ui/part.tsx';
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
        <Groups
          title={t('topics')}
          by="topics"
          field="topic"
          asked={asked}
          nameOf={({ key }) => label(`topic.${key as 'network'}`)}
        />
        <Groups title={t('shareOfVoice')} by="share-of-voice" field="brand" asked={asked} nameOf={brandName} />
        <Groups
          title={t('sources')}
          by="sources"
          field="source"
          asked={asked}
          nameOf={({ key, name }) => name || key}
        />
        <Groups title={t('provinces')} by="provinces" field="province" asked={asked} nameOf={({ key }) => key} />
      </SimpleGrid>
    </Page>
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
  title: string;
  by: Parameters<typeof useGroups>[0];
  field: GroupField;
  asked: Asked;
  nameOf: (group: Group & { name?: string }) => string;
}

function Groups({ by, ...chart }: GroupsProps) {
  const { t } = useTranslation('analytics');
  return (
    <Part title={chart.title}>
      <Loaded query={useGroups(by, chart.asked)}>
        {({ items }) => (items.length === 0 ? <Empty title={t('none')} /> : <GroupChart items={items} {...chart} />)}
      </Loaded>
    </Part>
  );
}
