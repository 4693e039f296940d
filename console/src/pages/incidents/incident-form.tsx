import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, take } from '../../api/client.ts';
import { refusedFields } from '../../api/problem.ts';
import type { Topic } from '../../api/types.ts';
import { useAct } from '../../api/use-act.ts';
import { TOPICS } from '../../mention/labels.ts';
import { ActForm } from '../../ui/act-form.tsx';
import { INCIDENT_CHANGES } from './incident-queries.ts';
import { numbersIn } from './numbers-in.ts';

interface IncidentFormProps {
  onDone: () => void;
  onOpened: (id: string) => void;
}

/** Opens an incident by hand, with its first tickets. */
export function IncidentForm({ onDone, onOpened }: IncidentFormProps) {
  const { t } = useTranslation('incidents');
  const { t: label } = useTranslation('labels');
  const [title, setTitle] = useState('');
  const [topic, setTopic] = useState<Topic | null>(null);
  const [province, setProvince] = useState('');
  const [tickets, setTickets] = useState('');
  const open = useAct(
    () => {
      const place = province.trim() === '' ? null : province;
      const body = { title, topic, province: place, tickets: numbersIn(tickets) };
      return take(api.POST('/api/incidents', { body }));
    },
    { done: () => t('opened'), changes: INCIDENT_CHANGES, after: ({ id }) => onOpened(id) },
  );
  const refused = refusedFields(open.error);
  return (
    <ActForm act={open} onCancel={onDone} label={t('open')}>
      <TextInput
        label={t('name')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={refused.title}
        maxLength={300}
        data-autofocus
        required
      />
      <TextInput
        label={t('firstTickets')}
        description={t('ticketsHint')}
        value={tickets}
        onChange={(event) => setTickets(event.currentTarget.value)}
        error={refused.tickets}
        placeholder="12, 15"
        required
      />
      <Select
        label={t('topic')}
        description={t('topicHint')}
        data={TOPICS.map((value) => ({ value, label: label(`topic.${value}`) }))}
        value={topic}
        onChange={setTopic}
        clearable
      />
      <TextInput
        label={t('province')}
        description={t('provinceHint')}
        value={province}
        onChange={(event) => setProvince(event.currentTarget.value)}
        error={refused.province}
        maxLength={100}
      />
    </ActForm>
  );
}
