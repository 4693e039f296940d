import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cannedRepliesQuery } from '../inbox/help/help-queries.ts';
import { PRIORITIES } from '../inbox/priorities.ts';
import { agentsQuery } from '../inbox/ticket-queries.ts';
import { TeamSelect } from '../people/team-select.tsx';
import type { Act } from './macro-act.ts';

const STATUSES = ['open', 'pending', 'resolved', 'closed'] as const;
const HOUR = 60;

interface ActFieldsProps {
  act: Act;
  error: string | undefined;
  onChange: (act: Act) => void;
}

/** What one act of a macro sets. */
export function ActFields({ act, error, onChange }: ActFieldsProps) {
  const { t } = useTranslation('answers');
  const { t: label } = useTranslation('labels');
  const shared = { label: t(`act.${act.do}`), error, flex: 1, required: true };
  switch (act.do) {
    case 'status':
      return (
        <Select
          {...shared}
          data={STATUSES.map((value) => ({ value, label: label(`status.${value}`) }))}
          value={act.status}
          onChange={(status) => status !== null && onChange({ do: 'status', status })}
          allowDeselect={false}
        />
      );
    case 'priority':
      return (
        <Select
          {...shared}
          data={PRIORITIES.map((value) => ({ value, label: label(`priority.${value}`) }))}
          value={act.priority}
          onChange={(priority) => priority !== null && onChange({ do: 'priority', priority })}
          allowDeselect={false}
        />
      );
    case 'tag':
    case 'untag':
      return (
        <TextInput
          {...shared}
          value={act.tag}
          onChange={(event) => onChange({ do: act.do, tag: event.currentTarget.value })}
          maxLength={50}
        />
      );
    case 'note':
      return (
        <Textarea
          {...shared}
          value={act.text}
          onChange={(event) => onChange({ do: 'note', text: event.currentTarget.value })}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={5000}
        />
      );
    case 'snooze':
      return (
        <NumberInput
          {...shared}
          description={t('hours')}
          value={act.minutes / HOUR}
          onChange={(hours) => onChange({ do: 'snooze', minutes: Math.round(Number(hours) * HOUR) })}
          min={0.25}
          max={720}
        />
      );
    case 'team':
      return (
        <TeamSelect
          label={shared.label}
          none={t('pickTeam')}
          value={act.team}
          onChange={(team) => onChange({ do: 'team', team: team ?? '' })}
          error={error}
        />
      );
    case 'assign':
      return (
        <AssigneeSelect {...shared} value={act.assignee} onPick={(assignee) => onChange({ do: 'assign', assignee })} />
      );
    case 'reply':
      return (
        <ReplySelect
          {...shared}
          value={act.cannedReply}
          onPick={(cannedReply) => onChange({ do: 'reply', cannedReply })}
        />
      );
    default:
      return null;
  }
}

interface PickProps {
  label: string;
  error: string | undefined;
  flex: number;
  required: boolean;
  value: string;
  onPick: (value: string) => void;
}

function AssigneeSelect({ onPick, ...shared }: PickProps) {
  const { t } = useTranslation('answers');
  const agents = useQuery(agentsQuery).data?.items ?? [];
  const people = agents.filter(({ disabled, role }) => !disabled && role !== 'marketing');
  const data = [
    { value: 'me', label: t('whoRuns') },
    { value: 'nobody', label: t('nobody') },
    ...people.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Select
      {...shared}
      data={data}
      onChange={(picked) => picked !== null && onPick(picked)}
      searchable
      allowDeselect={false}
    />
  );
}

function ReplySelect({ onPick, ...shared }: PickProps) {
  const replies = useQuery(cannedRepliesQuery).data?.items ?? [];
  const data = replies.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Select
      {...shared}
      data={data}
      onChange={(picked) => picked !== null && onPick(picked)}
      searchable
      allowDeselect={false}
    />
  );
}
