import { Button, Group, Menu, Stack } from '@mantine/core';
import { DownloadIcon } from '@radix-ui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { type AuditSearch, auditQuery } from './audit-search.ts';
import { AuditTable } from './audit-table.tsx';
import { ChainCheck } from './chain-check.tsx';

/** Who did what, when and from where; and whether nobody has changed that since. */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const search = useSearch({ from: '/shell/audit' });
  const found = useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...auditQuery(search), limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return take(api.GET('/api/audit', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <Page title={t('title')} description={t('description')} actions={<Export search={search} />}>
      <ChainCheck />
      <AuditFilters />
      <Loaded query={found}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={t('none')} hint={t('noneHint')} />;
          return (
            <Stack gap="sm">
              <AuditTable entries={items} />
              <MoreButton query={found} />
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** The same entries as a file: for a spreadsheet, or with their hashes for a check elsewhere. */
function Export({ search }: { search: AuditSearch }) {
  const { t } = useTranslation('audit');
  const href = (format: string) => `/api/audit/export?${new URLSearchParams({ ...auditQuery(search), format })}`;
  return (
    <Group>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<DownloadIcon />}>
            {t('export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={href('csv')}>
            {t('asCsv')}
          </Menu.Item>
          <Menu.Item component="a" href={href('ndjson')}>
            {t('asLines')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
