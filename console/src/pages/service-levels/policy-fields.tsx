import { MultiSelect, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PRIORITIES } from '../inbox/priorities.ts';
import { teamsQuery } from '../people/team-select.tsx';
import { inTreeOrder } from '../people/team-tree.ts';
import { Escalations } from './escalations.tsx';
import { CLOCKS, type Policy } from './sla-draft.ts';
import { TargetRow } from './target-row.tsx';

/** Kinds of sources and channels on which tickets come; others can be written. */
export const CHANNELS = [
  'facebook-page',
  'messenger',
  'zalo',
  'email',
  'web-chat',
  'sms',
  'telegram',
  'ott',
  'forum',
  'google-play',
  'app-store',
  'youtube',
] as const;

const WARN = ['50', '75', '90'];

/** What a policy asks for and promises. */
export function PolicyFields({ policy, onChange }: { policy: Policy; onChange: (policy: Policy) => void }) {
  const { t } = useTranslation('service-levels');
  const { t: label } = useTranslation('labels');
  const { data } = useQuery(teamsQuery);
  const { name, teams, channels, priorities, targets, warnAt, escalations } = policy;
  const change = (part: Partial<Policy>) => onChange({ ...policy, ...part });
  return (
    <>
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        maxLength={200}
        required
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        <MultiSelect
          label={t('priorities')}
          data={PRIORITIES.map((value) => ({ value, label: label(`priority.${value}`) }))}
          value={priorities}
          onChange={(chosen) => change({ priorities: PRIORITIES.filter((each) => chosen.includes(each)) })}
          placeholder={priorities.length === 0 ? t('any') : ''}
        />
        <TagsInput
          label={t('channels')}
          data={[...CHANNELS]}
          value={channels}
          onChange={(chosen) => change({ channels: chosen })}
          placeholder={channels.length === 0 ? t('any') : ''}
        />
        <MultiSelect
          label={t('ofTeams')}
          data={inTreeOrder(data?.items ?? []).map(({ id, path }) => ({ value: id, label: path }))}
          value={teams}
          onChange={(chosen) => change({ teams: chosen })}
          placeholder={teams.length === 0 ? t('any') : ''}
          searchable
        />
      </SimpleGrid>
      {CLOCKS.map((clock) => (
        <TargetRow
          key={clock}
          label={t(`clocks.${clock}`)}
          target={targets[clock]}
          onChange={(target) => change({ targets: { ...targets, [clock]: target } })}
        />
      ))}
      <TagsInput
        label={t('warnAt')}
        data={WARN}
        value={warnAt.map((share) => String(Math.round(share * 100)))}
        onChange={(chosen) => change({ warnAt: sharesOf(chosen) })}
        maxTags={5}
      />
      <Escalations escalations={escalations} onChange={(changed) => change({ escalations: changed })} />
    </>
  );
}

/** Percents as shares, in rising order; what is none is left out. */
const sharesOf = (percents: readonly string[]): number[] =>
  percents
    .map((text) => Number(text.replace('%', '').replace(',', '.')) / 100)
    .filter((share) => share > 0 && share < 1)
    .sort((a, b) => a - b);
