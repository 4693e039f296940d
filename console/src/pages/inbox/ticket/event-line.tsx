import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Priority, TicketEvent, TicketStatus } from '../../../api/types.ts';
import { useFormat } from '../../../i18n/use-format.ts';
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
  return (field, value) => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return t('nothing');
    if (field === 'snoozedUntil') return format.dateTime(String(value));
    if (field === 'status') return label(`status.${value as TicketStatus}`);
    if (field === 'priority') return label(`priority.${value as Priority}`);
    if (Array.isArray(value)) return value.join(', ');
    if (typeof value === 'object') return String((value as { name?: unknown }).name ?? t('somebody'));
    return String(value);
  };
}
