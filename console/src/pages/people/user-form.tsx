import { Divider, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take, type User } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { TeamSelect } from './team-select.tsx';
import { UserAccess } from './user-access.tsx';

const ROLES = ['agent', 'manager', 'marketing', 'administrator'] as const satisfies readonly User['role'][];
const REACHES = ['own', 'team', 'subtree', 'all'] as const;
type Reach = User['reach'];

/** Somebody's name, role and team; of those who are there also their work and their way in. */
export function UserForm({ user, onDone }: { user: User | undefined; onDone: () => void }) {
  const { t } = useTranslation('people');
  const { t: label } = useTranslation('labels');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [name, setName] = useState(user?.name ?? '');
  const [role, setRole] = useState<User['role']>(user?.role ?? 'agent');
  const [team, setTeam] = useState(user?.team ?? null);
  const [reach, setReach] = useState<Reach>(user?.reach ?? null);
  const save = useAct(
    () => {
      const body = { name, role, team, reach };
      if (user === undefined) return take(api.POST('/api/agents', { body: { ...body, email, password } }));
      return take(api.PATCH('/api/agents/{id}', { params: { path: { id: user.id } }, body }));
    },
    { done: () => t('saved', { name }), changes: ['agents'], after: onDone },
  );
  const errors = refusedFields(save.error);
  return (
    <Stack gap="lg">
      <ActForm act={save} onCancel={onDone}>
        <TextInput
          label={t('name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
          maxLength={200}
          data-autofocus
          required
        />
        {user === undefined && (
          <>
            <TextInput
              label={t('email')}
              type="email"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={errors.email}
              autoComplete="off"
              required
            />
            <PasswordInput
              label={t('password')}
              description={t('passwordHint')}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={errors.password}
              autoComplete="new-password"
              minLength={10}
              required
            />
          </>
        )}
        <Select
          label={t('role')}
          description={t(`rolesDo.${role}`)}
          data={ROLES.map((value) => ({ value, label: label(`role.${value}`) }))}
          value={role}
          onChange={(value) => setRole(ROLES.find((each) => each === value) ?? role)}
          allowDeselect={false}
        />
        <TeamSelect label={t('team')} none={t('noTeam')} value={team} onChange={setTeam} error={errors.team} />
        {role !== 'administrator' && (
          <Select
            label={t('reach')}
            data={REACHES.map((value) => ({ value, label: t(`reaches.${value}`) }))}
            value={reach}
            onChange={(value) => setReach(REACHES.find((each) => each === value) ?? null)}
            placeholder={t('reachOfRole')}
            clearable
          />
        )}
      </ActForm>
      {user !== undefined && (
        <>
          <Divider />
          <ProfileForm user={user} />
          <Divider />
          <UserAccess user={user} onDone={onDone} />
        </>
      )}
    </Stack>
  );
}
