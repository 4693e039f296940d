import { MultiSelect, NumberInput, TagsInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take, type User } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { TOPICS } from '../../mention/labels.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { Loaded } from '../../ui/states.tsx';

type Profile = Answer<'/api/agents/{id}/profile', 'get'>;

/** How many tickets somebody can work on, and what they know: by this tickets are assigned. */
export function ProfileForm({ user }: { user: User }) {
  const profile = useQuery({
    queryKey: ['profile', user.id],
    queryFn: ({ signal }) => take(api.GET('/api/agents/{id}/profile', { params: { path: { id: user.id } }, signal })),
  });
  return <Loaded query={profile}>{(found) => <Fields user={user} found={found} />}</Loaded>;
}

function Fields({ user: { id, name }, found }: { user: User; found: Profile }) {
  const { t } = useTranslation('people');
  const { t: label } = useTranslation('labels');
  const [profile, setProfile] = useState(found);
  const change = (part: Partial<Profile>) => setProfile({ ...profile, ...part });
  const save = useAct(() => take(api.PUT('/api/agents/{id}/profile', { params: { path: { id } }, body: profile })), {
    done: () => t('saved', { name }),
    changes: ['profile', 'presence'],
  });
  const { capacity, topics, languages, channels } = profile;
  const any = (list: readonly unknown[]) => (list.length === 0 ? t('any') : '');
  return (
    <ActForm act={save} disabled={profile === found} variant="default">
      <Title order={3} size="h5">
        {t('profile')}
      </Title>
      <NumberInput
        label={t('capacity')}
        value={capacity}
        onChange={(value) => change({ capacity: Number(value) || 0 })}
        min={0}
        max={500}
      />
      <MultiSelect
        label={t('topics')}
        data={TOPICS.map((value) => ({ value, label: label(`topic.${value}`) }))}
        value={topics}
        onChange={(chosen) => change({ topics: TOPICS.filter((each) => chosen.includes(each)) })}
        placeholder={any(topics)}
        searchable
      />
      <MultiSelect
        label={t('languages')}
        data={(['vi', 'en'] as const).map((value) => ({ value, label: t(`languageNames.${value}`) }))}
        value={languages}
        onChange={(chosen) => change({ languages: chosen as Profile['languages'] })}
        placeholder={any(languages)}
      />
      <TagsInput
        label={t('channels')}
        value={channels}
        onChange={(chosen) => change({ channels: chosen })}
        placeholder={any(channels)}
      />
    </ActForm>
  );
}
