import { Button, Tabs } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Team, User } from '../../api/client.ts';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Loading } from '../../ui/states.tsx';
import { RolesTable } from './roles-table.tsx';
import { TeamsTree } from './teams-tree.tsx';
import { UsersTable } from './users-table.tsx';

// The code of a form comes when it is opened.
const TeamForm = lazy(async () => ({ default: (await import('./team-form.tsx')).TeamForm }));
const UserForm = lazy(async () => ({ default: (await import('./user-form.tsx')).UserForm }));

/** What is written anew or changed; null stands for a new one. */
type Edited = { user: User | null } | { team: Team | null };

/** Who works here, in which teams, and what each role may do. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const [tab, setTab] = useState<string | null>('users');
  const [edited, setEdited] = useState<Edited>();
  const close = () => setEdited(undefined);
  const add = tab !== 'roles' && (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited(tab === 'teams' ? { team: null } : { user: null })}>
      {t(tab === 'teams' ? 'newTeam' : 'newUser')}
    </Button>
  );
  return (
    <Page title={t('title')} description={t('description')} actions={add}>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="users">{t('tabs.users')}</Tabs.Tab>
          <Tabs.Tab value="teams">{t('tabs.teams')}</Tabs.Tab>
          <Tabs.Tab value="roles">{t('tabs.roles')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="users">
          <UsersTable onEdit={(user) => setEdited({ user })} />
        </Tabs.Panel>
        <Tabs.Panel value="teams">
          <TeamsTree onEdit={(team) => setEdited({ team })} />
        </Tabs.Panel>
        <Tabs.Panel value="roles">
          <RolesTable />
        </Tabs.Panel>
      </Tabs>
      <SideSheet title={edited === undefined ? '' : t(titleOf(edited))} onClose={close}>
        {edited && (
          <Suspense fallback={<Loading />}>
            <Form edited={edited} onDone={close} />
          </Suspense>
        )}
      </SideSheet>
    </Page>
  );
}

function Form({ edited, onDone }: { edited: Edited; onDone: () => void }) {
  if ('user' in edited) return <UserForm user={edited.user ?? undefined} onDone={onDone} />;
  return <TeamForm team={edited.team ?? undefined} onDone={onDone} />;
}

function titleOf(edited: Edited) {
  if ('user' in edited) return edited.user === null ? 'newUser' : 'editUser';
  return edited.team === null ? 'newTeam' : 'editTeam';
}
