import { Stack, Text, VisuallyHidden } from '@mantine/core';
import { CheckIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Loaded } from '../../ui/states.tsx';

type Right = Answer<'/api/roles', 'get'>['permissions'][number];
type Role = Right['roles'][number];

/** What each role may do, as the API itself decides it. */
export function RolesTable() {
  const { t } = useTranslation('people');
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => take(api.GET('/api/roles', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('rolesHint')}
      </Text>
      <Loaded query={roles}>{({ roles: all, permissions }) => <Table roles={all} rights={permissions} />}</Loaded>
    </Stack>
  );
}

function Table({ roles, rights }: { roles: readonly Role[]; rights: readonly Right[] }) {
  const { t } = useTranslation('people');
  const { t: label } = useTranslation('labels');
  const columns: Column<Right>[] = [
    {
      id: 'right',
      title: t('right'),
      // A right that has no name yet goes by its own.
      cell: ({ permission }) => t(`rights.${permission.replace(':', '-')}`, { defaultValue: permission }),
    },
    ...roles.map((role) => ({
      id: role,
      title: label(`role.${role}`),
      cell: ({ roles: having }: Right) =>
        having.includes(role) ? (
          <>
            <CheckIcon aria-hidden />
            <VisuallyHidden>{t('may')}</VisuallyHidden>
          </>
        ) : (
          <VisuallyHidden>{t('mayNot')}</VisuallyHidden>
        ),
    })),
  ];
  return (
    <DataTable caption={t('tabs.roles')} columns={columns} rows={rights} rowKey={({ permission }) => permission} />
  );
}
