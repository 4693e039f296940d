import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Label, type Tone } from '../../ui/labels.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Broadcasts } from './broadcasts.tsx';
import { BurstText } from './burst-text.tsx';
import { INCIDENT_CHANGES, type IncidentDetail, incidentQuery } from './incident-queries.ts';
import { IncidentTickets } from './incident-tickets.tsx';
import { IncidentUpdates } from './incident-updates.tsx';

const TONES: Record<IncidentDetail['status'], Tone> = {
  proposed: 'warning',
  open: 'bad',
  closed: 'good',
  dismissed: 'neutral',
};

/** One incident: what it is, what can be done about it, what was said of it inside and outside. */
export function IncidentSheet({ id }: { id: string }) {
  return (
    <Loaded query={useQuery(incidentQuery(id))}>
      {(incident) => (
        <Stack gap="lg">
          <Facts incident={incident} />
          <Broadcasts incident={incident} />
          <IncidentUpdates incident={incident} />
          <IncidentTickets incident={incident} />
        </Stack>
      )}
    </Loaded>
  );
}

function Facts({ incident }: { incident: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const { t: label } = useTranslation('labels');
  const format = useFormat();
  const { status, title, topic, province, startsAt, tickets, unsolved } = incident;
  const where = [topic === null ? undefined : label(`topic.${topic}`), province ?? t('everywhere')];
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Label tone={TONES[status]} text={t(`state.${status}`)} />
        <Title order={2} size="h4">
          {title}
        </Title>
      </Group>
      <Text size="sm" c="dimmed">
        {where.filter((each) => each !== undefined).join(' · ')} · {t('from', { at: format.dateTime(startsAt) })}
      </Text>
      <BurstText incident={incident} />
      <Text size="sm">{t('counts', { tickets, unsolved })}</Text>
      <Acts incident={incident} />
    </Stack>
  );
}

function Acts({ incident: { id, status, unsolved } }: { incident: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const mayWrite = useMay('incidents:write');
  const params = { path: { id } };
  const accept = useAct(() => take(api.POST('/api/incidents/{id}/accept', { params })), {
    done: () => t('accepted'),
    changes: INCIDENT_CHANGES,
  });
  const dismiss = useAct(() => take(api.POST('/api/incidents/{id}/dismiss', { params })), {
    done: () => t('dismissed'),
    changes: INCIDENT_CHANGES,
  });
  const close = useAct(() => take(api.POST('/api/incidents/{id}/close', { params })), {
    done: () => t('closed'),
    changes: INCIDENT_CHANGES,
  });
  if (!mayWrite) return null;
  if (status === 'proposed')
    return (
      <Group gap="xs">
        <Button size="compact-md" onClick={() => accept.mutate()} loading={accept.isPending}>
          {t('accept')}
        </Button>
        <ConfirmButton
          label={t('dismiss')}
          question={t('dismissQuestion')}
          variant="default"
          size="compact-md"
          onConfirm={() => dismiss.mutate()}
          loading={dismiss.isPending}
        />
      </Group>
    );
  if (status !== 'open') return null;
  return (
    <Group gap="xs">
      <ConfirmButton
        label={t('close')}
        question={t('closeQuestion', { count: unsolved })}
        variant="default"
        size="compact-md"
        onConfirm={() => close.mutate()}
        loading={close.isPending}
      />
    </Group>
  );
}
