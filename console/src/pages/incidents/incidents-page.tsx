import { Button, Stack, Tabs } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { IncidentForm } from './incident-form.tsx';
import { IncidentSheet } from './incident-sheet.tsx';
import { IncidentTable } from './incident-table.tsx';
import { INCIDENT_STATUSES, type IncidentStatus } from './incidents-search.ts';

/** Many complaints of one trouble: proposed by the program or opened by hand, answered once, closed together. */
export function IncidentsPage() {
  const { t } = useTranslation('incidents');
  const { status = 'proposed', incident } = useSearch({ from: '/shell/incidents' });
  const navigate = useNavigate({ from: '/incidents' });
  const [isNew, setNew] = useState(false);
  const show = (id: string | undefined) =>
    void navigate({ search: { status, ...(id === undefined ? {} : { incident: id }) } });
  const opened = (id: string) => {
    setNew(false);
    void navigate({ search: { status: 'open', incident: id } });
  };
  const add = (
    <Button leftSection={<PlusIcon />} onClick={() => setNew(true)}>
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} description={t('description')} actions={add}>
      <Tabs value={status} onChange={(value) => void navigate({ search: { status: value as IncidentStatus } })}>
        <Tabs.List mb="md">
          {INCIDENT_STATUSES.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`status.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={status}>
          <Incidents status={status} onOpen={show} />
        </Tabs.Panel>
      </Tabs>
      <SideSheet title={t('sheet')} onClose={() => show(undefined)} size="xl">
        {incident && <IncidentSheet id={incident} />}
      </SideSheet>
      <SideSheet title={t('new')} onClose={() => setNew(false)}>
        {isNew ? <IncidentForm onDone={() => setNew(false)} onOpened={opened} /> : undefined}
      </SideSheet>
    </Page>
  );
}

function Incidents({ status, onOpen }: { status: IncidentStatus; onOpen: (id: string) => void }) {
  const { t } = useTranslation('incidents');
  const found = useInfiniteQuery({
    queryKey: ['incidents', 'list', status],
    queryFn: ({ pageParam, signal }) => {
      const query = { status, limit: 50, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return take(api.GET('/api/incidents', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <Loaded query={found}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Empty title={t(`none.${status}`)} hint={t('noneHint')} />;
        return (
          <Stack gap="sm">
            <IncidentTable incidents={items} onOpen={onOpen} />
            <MoreButton query={found} />
          </Stack>
        );
      }}
    </Loaded>
  );
}
