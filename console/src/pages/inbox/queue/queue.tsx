import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { ReloadIcon } from '@radix-ui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../api/types.ts';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import type { InboxSearch } from '../inbox-search.ts';
import { queueQuery } from '../ticket-queries.ts';
import { BulkBar } from './bulk-bar.tsx';
import classes from './queue.module.css';
import { QueueFilters } from './queue-filters.tsx';
import { QueueRow } from './queue-row.tsx';
import type { Selection } from './use-selection.ts';

/** As high as a row is, so that ten thousand need no measuring. */
const ROW_PX = 76;

interface QueueProps {
  search: InboxSearch;
  tickets: readonly Ticket[];
  current: number | null;
  selection: Selection;
}

/** What is to be done, the clock that ends first on top. */
export function Queue({ search, tickets, current, selection }: QueueProps) {
  const { t } = useTranslation('inbox');
  const query = useInfiniteQuery(queueQuery(search));
  return (
    <section className={classes.queue} aria-label={t('queue')}>
      <QueueFilters search={search} />
      {selection.numbers.size > 0 ? (
        <BulkBar tickets={tickets} selection={selection} />
      ) : (
        <Group justify="space-between" px="sm" py={4} className={classes.count}>
          <Text size="xs" c="dimmed" role="status">
            {query.data && t('count', { count: tickets.length, more: query.hasNextPage ? '+' : '' })}
          </Text>
          <Tooltip label={t('reload')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('reload')}
              loading={query.isRefetching}
              onClick={() => void query.refetch()}
            >
              <ReloadIcon />
            </ActionIcon>
          </Tooltip>
        </Group>
      )}
      {query.isError && query.data === undefined && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Loading />}
      {query.data && tickets.length === 0 && <NothingHere search={search} />}
      {tickets.length > 0 && (
        <Rows
          tickets={tickets}
          current={current}
          selection={selection}
          onEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        />
      )}
    </section>
  );
}

function NothingHere({ search }: { search: InboxSearch }) {
  const { t } = useTranslation('inbox');
  const isFiltered = Object.keys(search).length > 0;
  return isFiltered ? (
    <Empty title={t('noMatch')} hint={t('noMatchHint')} />
  ) : (
    <Empty title={t('allDone')} hint={t('allDoneHint')} />
  );
}

type RowsProps = Omit<QueueProps, 'search'> & { onEnd: () => void };

/** Only the rows in sight are drawn. */
function Rows({ tickets, current, selection, onEnd }: RowsProps) {
  const { t } = useTranslation('inbox');
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    getItemKey: (index) => tickets[index]?.number ?? index,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= tickets.length - 20) onEnd();
  }, [last, tickets.length, onEnd]);
  // Only when another ticket is opened: one that is answered moves down the queue, and the agent's eyes stay here.
  const shown = useRef<number | null>(null);
  useEffect(() => {
    if (shown.current === current) return;
    const place = tickets.findIndex(({ number }) => number === current);
    if (place < 0) return;
    shown.current = current;
    rows.scrollToIndex(place, { align: 'auto' });
  }, [current, tickets, rows]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={t('list')}>
      <ul className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const ticket = tickets[index];
          if (ticket === undefined) return null;
          return (
            <li
              key={key}
              aria-setsize={tickets.length}
              aria-posinset={index + 1}
              className={classes.item}
              style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
            >
              <QueueRow
                ticket={ticket}
                isCurrent={ticket.number === current}
                isSelected={selection.numbers.has(ticket.number)}
                onToggle={selection.toggle}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
