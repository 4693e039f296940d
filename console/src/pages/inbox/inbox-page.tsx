import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../commands/commands.ts';
import { usePageTitle } from '../../ui/page.tsx';
import { Empty, Loading } from '../../ui/states.tsx';
import classes from './inbox.module.css';
import { Queue } from './queue/queue.tsx';
import { useNeighbours } from './queue/use-neighbours.ts';
import { useSelection } from './queue/use-selection.ts';
import { queueQuery } from './ticket-queries.ts';

// The queue is there first; the code of a ticket is fetched while one looks for it.
const loadPane = async () => ({ default: (await import('./ticket/ticket-pane.tsx')).TicketPane });
const TicketPane = lazy(loadPane);

/** Who goes through the queue faster than this reads no conversation. */
const SKIM_MS = 60;

/** The agent's desk: the queue, the ticket, the customer; on a narrow screen one of them at a time. */
export function InboxPage() {
  const { t } = useTranslation('inbox');
  const search = useSearch({ from: '/shell/inbox' });
  const { number } = useParams({ strict: false });
  const current = number !== undefined && /^\d{1,9}$/.test(number) ? Number(number) : null;
  const { data } = useInfiniteQuery(queueQuery(search));
  const tickets = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const numbers = useMemo(() => tickets.map((ticket) => ticket.number), [tickets]);
  const selection = useSelection();
  // The row answers to the key at once; the conversation follows when one stays.
  const [shown] = useDebouncedValue(current, SKIM_MS);
  useEffect(() => void loadPane(), []);
  usePageTitle(current === null ? t('title') : `#${current}`);
  useQueueKeys(numbers, current, selection.toggle);
  return (
    <div className={classes.inbox} data-open={current !== null || undefined}>
      <h1 className={classes.hidden}>{t('title')}</h1>
      <div className={classes.queue}>
        <Queue search={search} tickets={tickets} current={current} selection={selection} />
      </div>
      <div className={classes.ticket}>
        {shown === null ? (
          <Empty title={t('pick')} hint={t('pickHint')} />
        ) : (
          <Suspense fallback={<Loading />}>
            <TicketPane key={shown} number={shown} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

/** j and k go through the queue, x ticks, u leaves the ticket. */
function useQueueKeys(numbers: readonly number[], current: number | null, onToggle: (number: number) => void): void {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const open = (number: number | undefined) =>
    number !== undefined && void navigate({ to: '/inbox/$number', params: { number: String(number) }, search: true });
  const { next, previous } = useNeighbours(numbers, current);
  const group = t('title');
  useCommands([
    { id: 'next', label: t('next'), group, keys: 'j', isHidden: true, run: () => open(next) },
    {
      id: 'previous',
      label: t('previous'),
      group,
      keys: 'k',
      isHidden: true,
      run: () => open(previous),
    },
    {
      id: 'tick',
      label: t('tick'),
      group,
      keys: 'x',
      isHidden: true,
      run: () => current !== null && onToggle(current),
    },
    {
      id: 'leave',
      label: t('leave'),
      group,
      keys: 'u',
      isHidden: true,
      run: () => void navigate({ to: '/inbox', search: true }),
    },
  ]);
}
