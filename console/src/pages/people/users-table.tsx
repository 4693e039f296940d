import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label } from '../../ui/labels.tsx';
import { Loaded } from '../../ui/states.tsx';
import { teamsQuery } from './team-select.tsx';
import { inTreeOrder } from './team-tree.ts';
import { usersQuery } from './users-query.ts';

/** Everybody who can sign in, narrowed by a part of the name or address. */
export function UsersTable({ onEdit }: { onEdit: (user: User) => void }) {
  const { t } = useTranslation('people');
  const [words, setWords] = useState('');
  const users = useQuery(usersQuery);
  const sought = words.trim().toLocaleLowerCase('vi');
  return (
    <Stack gap="sm">
      <TextInput
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<MagnifyingGlassIcon />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maw={320}
      />
      <Loaded query={users}>
        {({ items }) => (
          <Table
            users={items.filter(({ name, email }) => `${name} ${email}`.toLocaleLowerCase('vi').includes(sought))}
            onEdit={onEdit}
          />
        )}
      </Loaded>
    </Stack>
  );
}

function Table({ users, onEdit }: { users: readonly User[]; onEdit: (user: User) => void }) {
  const { t } = useTranslation('people');
  const { t: label } = useTranslation('labels');
  const { data } = useQuery(teamsQuery);
  const paths = new Map(inTreeOrder(data?.items ?? []).map(({ id, path }) => [id, path]));
  const columns: Column<User>[] = [
    {
      id: 'name',
      title: t('name'),
      cell: ({ name, email }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {email}
          </Text>
        </Stack>
      ),
    },
    { id: 'role', title: t('role'), cell: ({ role }) => label(`role.${role}`) },
    { id: 'team', title: t('team'), cell: ({ team }) => (team === null ? t('noTeam') : (paths.get(team) ?? '')) },
    {
      id: 'state',
      title: t('state'),
      cell: ({ disabled }) => (
        <Label tone={disabled ? 'neutral' : 'good'} text={t(disabled ? 'disabled' : 'enabled')} />
      ),
    },
    {
      id: 'acts',
      title: t('acts'),
      cell: (user) => (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onEdit(user)}
            aria-label={t('editNamed', { name: user.name })}
          >
            {t('change')}
          </Button>
        </Group>
      ),
    },
  ];
  return <DataTable caption={t('tabs.users')} columns={columns} rows={users} rowKey={({ id }) => id} />;
}
