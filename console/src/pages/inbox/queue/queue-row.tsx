import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../api/types.ts';
import { PriorityLabel, StatusLabel } from '../../../ui/labels.tsx';
import { DueLabel } from '../due-label.tsx';
import classes from './queue.module.css';

interface QueueRowProps {
  ticket: Ticket;
  isCurrent: boolean;
  isSelected: boolean;
  onToggle: (number: number) => void;
}

/** One ticket in the queue: what it is about, whose it is, how long there is. */
export const QueueRow = memo(function QueueRow({ ticket, isCurrent, isSelected, onToggle }: QueueRowProps) {
  const { t } = useTranslation('inbox');
  const { number, subject, status, priority, customer, assignee } = ticket;
  const isPressing = priority === 'urgent' || priority === 'high';
  return (
    <div className={classes.row} data-current={isCurrent || undefined} data-selected={isSelected || undefined}>
      <Checkbox
        size="xs"
        className={classes.tick}
        checked={isSelected}
        onChange={() => onToggle(number)}
        aria-label={t('select', { number })}
      />
      <Link
        to="/inbox/$number"
        params={{ number: String(number) }}
        search={true}
        className={classes.link}
        aria-current={isCurrent ? 'true' : undefined}
        preload={false}
      >
        <span className={classes.line}>
          <span className={classes.subject} data-new={status === 'new' || undefined}>
            {subject}
          </span>
        </span>
        <span className={classes.about}>
          #{number} · {customer?.name ?? t('noCustomer')} · {assignee?.name ?? t('unassigned')}
        </span>
        <span className={classes.labels}>
          <DueLabel ticket={ticket} />
          {isPressing && <PriorityLabel priority={priority} />}
          {status !== 'open' && <StatusLabel status={status} />}
        </span>
      </Link>
    </div>
  );
});
