import { Alert, MultiSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import { useAct } from '../../api/use-act.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { CopyLine } from '../../ui/copy-line.tsx';
import { TeamSelect } from '../people/team-select.tsx';
import { WEBHOOK_KINDS, type WebhookKind } from './webhook-kinds.ts';

/** A new address that is told of events; its secret is shown this once. */
export function WebhookForm() {
  const { t } = useTranslation('system');
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [kinds, setKinds] = useState<WebhookKind[]>(['ticket.opened', 'ticket.changed']);
  const [team, setTeam] = useState<string | null>(null);
  const make = useAct(() => take(api.POST('/api/webhooks', { body: { name, url, kinds, team } })), {
    done: () => t('webhookMade', { name }),
    changes: ['webhooks'],
  });
  const errors = refusedFields(make.error);
  if (make.data !== undefined) return <Secret secret={make.data.secret} />;
  return (
    <ActForm act={make}>
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name}
        maxLength={200}
        data-autofocus
        required
      />
      <TextInput
        label={t('url')}
        type="url"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        error={errors.url}
        required
      />
      <MultiSelect
        label={t('kinds')}
        data={[...WEBHOOK_KINDS]}
        value={kinds}
        onChange={(chosen) => setKinds(WEBHOOK_KINDS.filter((each) => chosen.includes(each)))}
        error={errors.kinds}
        searchable
        required
      />
      <TeamSelect label={t('ofTeam')} none={t('allTeams')} value={team} onChange={setTeam} error={errors.team} />
    </ActForm>
  );
}

/** What messages are signed with: it can't be asked for again. */
export function Secret({ secret }: { secret: string }) {
  const { t } = useTranslation('system');
  return (
    <Alert variant="light" color="gray" title={t('secretOnce')}>
      <Text size="sm" mb="xs">
        {t('secretHint')}
      </Text>
      <CopyLine label={t('secret')} text={secret} />
    </Alert>
  );
}
