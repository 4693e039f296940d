import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label, type Tone } from '../../ui/labels.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Secret } from './webhook-form.tsx';
import type { Webhook } from './webhooks.tsx';

type Delivery = Answer<'/api/webhooks/{id}/deliveries', 'get'>['items'][number];
const STATUSES = ['waiting', 'delivered', 'failed'] as const satisfies readonly Delivery['status'][];
const TONES: Record<Delivery['status'], Tone> = { waiting: 'info', delivered: 'good', failed: 'bad' };
const CHANGES = ['webhooks', 'webhook-deliveries'];

/** One webhook: tried, switched off and on, with another secret, and all that was sent in the last two weeks. */
export function WebhookSheet({ webhook: { id, name, enabled, setAsideAt, kinds } }: { webhook: Webhook }) {
  const { t } = useTranslation('system');
  const params = { path: { id } };
  const runs = enabled && setAsideAt === null;
  const ping = useAct(() => take(api.POST('/api/webhooks/{id}/ping', { params })), {
    done: () => t('pinged'),
    changes: CHANGES,
  });
  const toggle = useAct(() => take(api.PATCH('/api/webhooks/{id}', { params, body: { enabled: !runs } })), {
    done: () => t(runs ? 'switchedOff' : 'switchedOn', { name }),
    changes: CHANGES,
  });
  const renew = useAct(() => take(api.POST('/api/webhooks/{id}/secret', { params })), { changes: CHANGES });
  const remove = useAct(() => take(api.DELETE('/api/webhooks/{id}', { params })), {
    done: () => t('webhookDeleted', { name }),
    changes: CHANGES,
  });
  return (
    <Stack gap="md">
      <Text size="sm">{kinds.join(', ')}</Text>
      <Group gap="xs">
        <Button size="compact-sm" onClick={() => ping.mutate()} loading={ping.isPending}>
          {t('ping')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => toggle.mutate()} loading={toggle.isPending}>
          {t(runs ? 'switchOff' : 'switchOn')}
        </Button>
        <ConfirmButton
          label={t('renewSecret')}
          question={t('renewQuestion')}
          onConfirm={() => renew.mutate()}
          variant="default"
        />
        <ConfirmButton label={t('delete')} question={t('deleteQuestion', { name })} onConfirm={() => remove.mutate()} />
      </Group>
      {renew.data !== undefined && <Secret secret={renew.data.secret} />}
      <Deliveries id={id} />
    </Stack>
  );
}

function Deliveries({ id }: { id: string }) {
  const { t } = useTranslation('system');
  const format = useFormat();
  const [status, setStatus] = useState<Delivery['status'] | null>(null);
  const deliveries = useQuery({
    queryKey: ['webhook-deliveries', id, status],
    queryFn: ({ signal }) => {
      const query = { limit: 50, ...(status === null ? {} : { status }) };
      return take(api.GET('/api/webhooks/{id}/deliveries', { params: { path: { id }, query }, signal }));
    },
    refetchInterval: 5000,
  });
  const columns: Column<Delivery>[] = [
    { id: 'at', title: t('at'), cell: ({ createdAt }) => format.dateTime(createdAt) },
    { id: 'kind', title: t('kind'), cell: ({ kind, ticket }) => `${kind}${ticket === null ? '' : ` #${ticket}`}` },
    {
      id: 'status',
      title: t('state'),
      cell: ({ status: each, attempts }) => (
        <Label tone={TONES[each]} text={`${t(`deliveryStates.${each}`)} · ${t('tries', { count: attempts })}`} />
      ),
    },
    { id: 'acts', title: t('acts'), cell: (delivery) => <Redeliver webhook={id} delivery={delivery} /> },
  ];
  return (
    <Stack gap="xs">
      <Select
        label={t('deliveries')}
        data={STATUSES.map((value) => ({ value, label: t(`deliveryStates.${value}`) }))}
        value={status}
        onChange={(value) => setStatus(STATUSES.find((each) => each === value) ?? null)}
        placeholder={t('all')}
        clearable
        w={200}
      />
      <Loaded query={deliveries}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('noDeliveries')}
            </Text>
          ) : (
            <DataTable caption={t('deliveries')} columns={columns} rows={items} rowKey={(each) => each.id} />
          )
        }
      </Loaded>
    </Stack>
  );
}

function Redeliver({ webhook, delivery: { id, status } }: { webhook: string; delivery: Delivery }) {
  const { t } = useTranslation('system');
  const path = { id: webhook, delivery: id };
  const again = useAct(
    () => take(api.POST('/api/webhooks/{id}/deliveries/{delivery}/redeliver', { params: { path } })),
    { done: () => t('redelivered'), changes: CHANGES },
  );
  if (status === 'waiting') return null;
  return (
    <Button size="compact-sm" variant="default" onClick={() => again.mutate()} loading={again.isPending}>
      {t('redeliver')}
    </Button>
  );
}
