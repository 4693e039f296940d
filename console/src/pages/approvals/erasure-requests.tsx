import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Answer, api, take } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Label, type Tone } from '../../ui/labels.tsx';
import { RefuseButton } from '../../ui/refuse-button.tsx';
import { Loaded } from '../../ui/states.tsx';

type Request = Answer<'/api/erasure-requests', 'get'>['items'][number];
type OpenRequest = Request & { identity: string };

const TONES: Record<Request['status'], Tone> = { open: 'warning', done: 'good', refused: 'neutral' };
const CHANGES = ['erasure-requests', 'customer', 'tickets'];

/** The address or number that they proved, without the word before it. */
const provedBy = (identity: string) => identity.slice(identity.indexOf('/') + 1);

/** Customers who asked in the portal to have their data erased: what is open first. */
export function ErasureRequests() {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const requests = useQuery({
    queryKey: ['erasure-requests'],
    queryFn: ({ signal }) => take(api.GET('/api/erasure-requests', { signal })),
  });
  const columns: Column<Request>[] = [
    {
      id: 'who',
      title: t('erasure.who'),
      cell: ({ identity }) => (identity === null ? t('erasure.erased') : provedBy(identity)),
    },
    { id: 'asked', title: t('erasure.asked'), cell: ({ askedAt }) => format.dateTime(askedAt) },
    { id: 'status', title: t('erasure.status'), cell: (request) => <Status request={request} /> },
    {
      id: 'acts',
      title: t('erasure.acts'),
      cell: (request) => (isOpen(request) ? <Decide request={request} /> : null),
    },
  ];
  return (
    <Loaded query={requests}>
      {({ items }) =>
        items.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('erasure.none')}
          </Text>
        ) : (
          <DataTable caption={t('erasure.title')} columns={columns} rows={items} rowKey={({ id }) => id} />
        )
      }
    </Loaded>
  );
}

const isOpen = (request: Request): request is OpenRequest => request.status === 'open' && request.identity !== null;

function Status({ request: { status, decidedAt, decidedBy, reason } }: { request: Request }) {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  return (
    <Stack gap={2} align="flex-start">
      <Label tone={TONES[status]} text={t(`erasure.${status}`)} />
      {decidedAt !== null && (
        <Text size="xs" maw={320}>
          {format.dateTime(decidedAt)} · {decidedBy}
          {status === 'refused' && reason !== null && ` · ${reason}`}
        </Text>
      )}
    </Stack>
  );
}

function Decide({ request: { id, identity, customers } }: { request: OpenRequest }) {
  const { t } = useTranslation('approvals');
  const params = { path: { id } };
  const who = provedBy(identity);
  const carryOut = useAct(() => take(api.POST('/api/erasure-requests/{id}/carry-out', { params })), {
    done: () => t('erasure.carriedOut'),
    changes: CHANGES,
  });
  const refuse = useAct(
    (reason: string) => take(api.POST('/api/erasure-requests/{id}/refuse', { params, body: { reason } })),
    { done: () => t('erasure.wasRefused'), changes: CHANGES },
  );
  return (
    <Group gap="xs" wrap="nowrap">
      <RefuseButton
        label={t('refuse')}
        name={t('erasure.refuseNamed', { who })}
        hint={t('erasure.reasonHint')}
        minLength={3}
        maxLength={500}
        onRefuse={refuse.mutate}
        loading={refuse.isPending}
      />
      <ConfirmButton
        label={t('erasure.erase')}
        name={t('erasure.eraseNamed', { who })}
        question={t('erasure.question', { who, count: customers.length })}
        onConfirm={() => carryOut.mutate()}
        loading={carryOut.isPending}
      />
    </Group>
  );
}
