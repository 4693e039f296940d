import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../api/types.ts';
import { historyQuery } from '../ticket-queries.ts';
import { ConversationEntry } from './conversation-entry.tsx';
import classes from './ticket.module.css';
import { filesOf, timelineOf } from './timeline.ts';

/** All that was written and done, the oldest first, seen from its end. */
export function Conversation({ ticket }: { ticket: TicketDetail }) {
  const { t } = useTranslation('inbox');
  const [withEvents, setWithEvents] = useState(true);
  const history = useQuery(historyQuery(ticket.number));
  const entries = useMemo(
    () => timelineOf(ticket, withEvents ? (history.data?.items ?? []) : []),
    [ticket, history.data, withEvents],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const count = entries.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: to the end whenever something is added
  useEffect(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [count]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section ref={scroller} className={classes.conversation} tabIndex={0} aria-label={t('conversation')}>
      <Switch
        size="xs"
        className={classes.switch}
        label={t('withEvents')}
        checked={withEvents}
        onChange={(event) => setWithEvents(event.currentTarget.checked)}
      />
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <ConversationEntry entry={entry} files={filesOf(ticket, entry.id)} />
          </li>
        ))}
      </ol>
    </section>
  );
}
