import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Priority, TicketEvent, TicketStatus } from '../../../api/types.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { agentsQuery, teamsQuery } from '../ticket-queries.ts';
import classes from './ticket.module.css';

/** One step of a ticket's history in a line. */
export function EventLine({ event }: { event: TicketEvent }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const wordOf = useWords();
  const actor = event.actor === 'system' ? t('event.system') : event.actor;
  const changes = TOLD.flatMap((field) => {
    const change = event.changes[field] as { to: unknown } | undefined;
    return change === undefined ? [] : [`${t(`field.${field}`)} → ${wordOf(field, change.to)}`];
  });
  return (
    <Text size="xs" c="dimmed" className={classes.event}>
      <span>{t(`event.${event.kind}`, { actor })}</span>
      {changes.length > 0 && <span>: {changes.join('; ')}</span>}
      <span> · {format.dateTime(event.at)}</span>
    </Text>
  );
}

/** Fields that say something to a person; the clocks' own changes don't. */
const TOLD = ['status', 'priority', 'assignee', 'team', 'subject', 'tags', 'snoozedUntil'] as const;

/** A field's value as a person reads it. */
function useWords(): (field: (typeof TOLD)[number], value: unknown) => string {
  const { t } = useTranslation('inbox');
  const { t: label } = useTranslation('labels');
  const format = useFormat();
  const names = useNames();
  return (field, value) => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return t('nothing');
    if (field === 'snoozedUntil') return format.dateTime(String(value));
    if (field === 'status') return label(`status.${value as TicketStatus}`);
    if (field === 'priority') return label(`priority.${value as Priority}`);
    if (field === 'assignee' || field === 'team') return names.get(String(value)) ?? t('somebody');
    if (Array.isArray(value)) return value.join(', ');
    return String(value);
  };
}

/** What the history names by id. */
function useNames(): ReadonlyMap<string, string> {
  const agents = useQuery(agentsQuery).data?.items;
  const teams = useQuery(teamsQuery).data?.items;
  return useMemo(
    () => new Map([...(agents ?? []), ...(teams ?? [])].map(({ id, name }) => [id, name])),
    [agents, teams],
  );
}
