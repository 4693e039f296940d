import { Button, Group, Stack, Text } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label } from '../../ui/labels.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookSheet } from './webhook-sheet.tsx';

export type Webhook = Answer<'/api/webhooks', 'get'>['items'][number];

/** Which other systems are told of what happens here, and how that goes. */
export function Webhooks() {
  const { t } = useTranslation('system');
  /** `new`, or the id of the one that is looked at. */
  const [open, setOpen] = useState<string>();
  const webhooks = useQuery({
    queryKey: ['webhooks'],
    queryFn: ({ signal }) => take(api.GET('/api/webhooks', { signal })),
    refetchInterval: 10_000,
  });
  const looked = webhooks.data?.items.find(({ id }) => id === open);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" flex={1} miw={240}>
          {t('webhooksHint')}
        </Text>
        <Button leftSection={<PlusIcon />} onClick={() => setOpen('new')}>
          {t('newWebhook')}
        </Button>
      </Group>
      <Loaded query={webhooks}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('noWebhooks')} hint={t('noWebhooksHint')} />
          ) : (
            <Table webhooks={items} onOpen={setOpen} />
          )
        }
      </Loaded>
      <SideSheet title={looked?.name ?? t('newWebhook')} onClose={() => setOpen(undefined)} size="xl">
        {open === 'new' ? <WebhookForm /> : looked && <WebhookSheet webhook={looked} />}
      </SideSheet>
    </Stack>
  );
}

function Table({ webhooks, onOpen }: { webhooks: readonly Webhook[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('system');
  const format = useFormat();
  const now = useNow();
  const columns: Column<Webhook>[] = [
    {
      id: 'name',
      title: t('name'),
      cell: ({ name, url }) => (
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {url}
          </Text>
        </Stack>
      ),
    },
    { id: 'state', title: t('state'), cell: (webhook) => <State webhook={webhook} /> },
    {
      id: 'last',
      title: t('lastSuccess'),
      cell: ({ lastSuccessAt }) => (lastSuccessAt === null ? t('never') : format.ago(lastSuccessAt, now)),
    },
    { id: 'waiting', title: t('toArrive'), cell: ({ waiting }) => format.number(waiting), isNumber: true },
    {
      id: 'acts',
      title: t('acts'),
      cell: ({ id, name }) => (
        <Button size="compact-sm" variant="default" onClick={() => onOpen(id)} aria-label={t('openNamed', { name })}>
          {t('open')}
        </Button>
      ),
    },
  ];
  return <DataTable caption={t('tabs.webhooks')} columns={columns} rows={webhooks} rowKey={({ id }) => id} />;
}

function State({ webhook: { enabled, setAsideAt, failingSince, problem } }: { webhook: Webhook }) {
  const { t } = useTranslation('system');
  const [tone, text] =
    setAsideAt !== null
      ? (['bad', 'states.setAside'] as const)
      : !enabled
        ? (['neutral', 'states.off'] as const)
        : failingSince !== null
          ? (['warning', 'states.failing'] as const)
          : (['good', 'states.well'] as const);
  return (
    <Stack gap={2} align="flex-start">
      <Label tone={tone} text={t(text)} />
      {problem !== null && (
        <Text size="xs" maw={300}>
          {problem}
        </Text>
      )}
    </Stack>
  );
}
