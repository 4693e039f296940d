import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Label, type Tone } from '../../ui/labels.tsx';
import { Part } from '../../ui/part.tsx';
import { RefuseButton } from '../../ui/refuse-button.tsx';
import { WrittenText } from '../../ui/written-text.tsx';
import { type Broadcast, INCIDENT_CHANGES, type IncidentDetail } from './incident-queries.ts';
import { TextForm } from './text-form.tsx';

const TONES: Record<Broadcast['status'], Tone> = { waiting: 'warning', sending: 'good', refused: 'bad' };

/** Answers to all customers of an incident at once, and how far each has come. */
export function Broadcasts({ incident: { id, status, broadcasts, unsolved } }: { incident: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const mayWrite = useMay('incidents:write');
  if (status !== 'open' && broadcasts.length === 0) return null;
  return (
    <Part title={t('broadcasts.title')}>
      <Stack gap="md">
        {broadcasts.map((each) => (
          <Sent key={each.id} broadcast={each} />
        ))}
        {status === 'open' && mayWrite && (
          <TextForm
            label={t('broadcasts.label')}
            hint={t('broadcasts.hint', { count: unsolved })}
            submit={t('broadcasts.submit')}
            done={t('broadcasts.done')}
            send={(body) => api.POST('/api/incidents/{id}/broadcast', { params: { path: { id } }, body })}
          />
        )}
      </Stack>
    </Part>
  );
}

function Sent({ broadcast }: { broadcast: Broadcast }) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const { status, text, author, createdAt, sent, left, failed, reason } = broadcast;
  return (
    <Stack gap={4} component="article">
      <Group gap="xs">
        <Label tone={TONES[status]} text={t(`broadcasts.${status}`)} />
        <Text size="xs" c="dimmed">
          {author.name} · {format.dateTime(createdAt)}
        </Text>
      </Group>
      <WrittenText text={text} />
      {status === 'sending' && <Text size="xs">{t('broadcasts.progress', { sent, left, failed })}</Text>}
      {reason !== null && <Text size="xs">{t('broadcasts.because', { reason })}</Text>}
      {status === 'waiting' && <Decide broadcast={broadcast} />}
    </Stack>
  );
}

/** Another person's word; nobody decides on their own. */
function Decide({ broadcast: { id, author } }: { broadcast: Broadcast }) {
  const { t } = useTranslation('incidents');
  const { id: me } = useSession();
  const mayApprove = useMay('replies:approve');
  const params = { path: { id } };
  const approve = useAct(() => take(api.POST('/api/broadcasts/{id}/approve', { params })), {
    done: () => t('broadcasts.approved'),
    changes: INCIDENT_CHANGES,
  });
  const refuse = useAct(
    (reason: string) => take(api.POST('/api/broadcasts/{id}/refuse', { params, body: { reason } })),
    { done: () => t('broadcasts.wasRefused'), changes: INCIDENT_CHANGES },
  );
  if (author.id === me || !mayApprove) return null;
  return (
    <Group justify="flex-end" gap="xs">
      <RefuseButton
        label={t('broadcasts.refuse')}
        name={t('broadcasts.refuse')}
        hint={t('broadcasts.reasonHint')}
        minLength={1}
        maxLength={2000}
        onRefuse={refuse.mutate}
        loading={refuse.isPending}
      />
      <Button size="compact-sm" onClick={() => approve.mutate()} loading={approve.isPending}>
        {t('broadcasts.approve')}
      </Button>
    </Group>
  );
}
