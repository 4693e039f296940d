import { Button, Title } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Empty, Loaded, Loading } from '../../ui/states.tsx';
import { channelsQuery } from './channel-queries.ts';
import { ChannelTable } from './channel-table.tsx';
import { SetAsideReplies } from './set-aside-replies.tsx';

// Their code comes when they are opened.
const NewChannel = lazy(async () => ({ default: (await import('./new-channel.tsx')).NewChannel }));
const ChannelSheet = lazy(async () => ({ default: (await import('./channel-sheet.tsx')).ChannelSheet }));

/** Where customers write to the brand and are answered, how each of these ways is, and what did not get through. */
export function ChannelsPage() {
  const { t } = useTranslation('channels');
  /** `new`, or the id of the channel that is looked at. */
  const [open, setOpen] = useState<string>();
  const channels = useQuery({ ...channelsQuery, refetchInterval: 20_000 });
  const close = () => setOpen(undefined);
  const looked = channels.data?.items.find(({ id }) => id === open);
  const add = (
    <Button leftSection={<PlusIcon />} onClick={() => setOpen('new')}>
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} description={t('description')} actions={add}>
      <Loaded query={channels}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('none')} hint={t('noneHint')} action={add} />
          ) : (
            <ChannelTable channels={items} onOpen={setOpen} />
          )
        }
      </Loaded>
      <Title order={2} size="h5" mt="xl" mb="xs">
        {t('setAside.title')}
      </Title>
      <SetAsideReplies />
      <SideSheet title={looked?.name ?? t('new')} onClose={close} size="xl">
        {(open === 'new' || looked) && (
          <Suspense fallback={<Loading />}>
            {looked ? <ChannelSheet channel={looked} onDone={close} /> : <NewChannel onMade={setOpen} />}
          </Suspense>
        )}
      </SideSheet>
    </Page>
  );
}
