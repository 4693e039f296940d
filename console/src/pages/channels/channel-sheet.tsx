import { Group, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Loaded } from '../../ui/states.tsx';
import { ChannelForm } from './channel-form.tsx';
import { ChannelGuide } from './channel-guide.tsx';
import { ChannelInbox } from './channel-inbox.tsx';
import { type Channel, channelKindsQuery } from './channel-queries.ts';

/** Where a page of the web chat's owner loads it from. */
const snippetOf = ({ kind, id }: Channel): string | undefined =>
  kind === 'web-chat' ? `<script async src="${globalThis.location.origin}/chat/${id}/widget.js"></script>` : undefined;

/** One channel: how it is set up, its settings, and what came to it and could not be worked through. */
export function ChannelSheet({ channel, onDone }: { channel: Channel; onDone: () => void }) {
  const { t } = useTranslation('channels');
  const kinds = useQuery(channelKindsQuery);
  const snippet = snippetOf(channel);
  return (
    <Loaded query={kinds}>
      {({ items }) => {
        const kind = items.find((each) => each.kind === channel.kind);
        if (kind === undefined) return null;
        return (
          <Tabs defaultValue="guide" keepMounted={false}>
            <Tabs.List mb="md">
              <Tabs.Tab value="guide">{t('tabs.guide')}</Tabs.Tab>
              <Tabs.Tab value="settings">{t('tabs.settings')}</Tabs.Tab>
              <Tabs.Tab value="inbox">{t('tabs.inbox')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="guide">
              <ChannelGuide kind={kind} webhook={channel.webhook} {...(snippet === undefined ? {} : { snippet })} />
            </Tabs.Panel>
            <Tabs.Panel value="settings">
              <ChannelForm kind={kind} channel={channel} onDone={onDone} />
              <DeleteChannel channel={channel} onDone={onDone} />
            </Tabs.Panel>
            <Tabs.Panel value="inbox">
              <ChannelInbox channel={channel} />
            </Tabs.Panel>
          </Tabs>
        );
      }}
    </Loaded>
  );
}

function DeleteChannel({ channel: { id, name }, onDone }: { channel: Channel; onDone: () => void }) {
  const { t } = useTranslation('channels');
  const remove = useAct(() => take(api.DELETE('/api/channels/{id}', { params: { path: { id } } })), {
    done: () => t('deleted', { name }),
    changes: ['channels'],
    after: onDone,
  });
  return (
    <Group mt="xl">
      <ConfirmButton
        label={t('delete')}
        question={t('deleteQuestion', { name })}
        onConfirm={() => remove.mutate()}
        loading={remove.isPending}
        color="red.9"
      />
    </Group>
  );
}
