import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ReloadIcon } from '@radix-ui/react-icons';
import { type UseInfiniteQueryResult, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../api/types.ts';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import type { InboxSearch } from '../inbox-search.ts';
import { firstPage, type TicketPages } from '../ticket-pages.ts';
import { queueQuery } from '../ticket-queries.ts';
import { BulkBar } from './bulk-bar.tsx';
import classes from './queue.module.css';
import { QueueFilters } from './queue-filters.tsx';
import { Rows } from './rows.tsx';
import type { Selection } from './use-selection.ts';

interface QueueProps {
  search: InboxSearch;
  tickets: readonly Ticket[];
  current: number | null;
  selection: Selection;
}

const SETTLE_MS = 40;

/** What is to be done, the clock that ends first on top. */
export const Queue = memo(function Queue({ search, tickets, current, selection }: QueueProps) {
  const { t } = useTranslation('inbox');
  const query = useInfiniteQuery(queueQuery(search));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  // The tick is seen first, what can be done with it right after.
  const [ticked] = useDebouncedValue(selection, SETTLE_MS);
  return (
    <section className={classes.queue} aria-label={t('queue')}>
      <QueueFilters search={search} />
      {ticked.numbers.size > 0 ? (
        <BulkBar tickets={tickets} selection={ticked} />
      ) : (
        <Count query={query} count={tickets.length} search={search} />
      )}
      {query.isError && query.data === undefined && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Loading />}
      {query.data && tickets.length === 0 && <NothingHere search={search} />}
      {tickets.length > 0 && <Rows tickets={tickets} current={current} selection={selection} onEnd={readOn} />}
    </section>
  );
});

type CountProps = { query: UseInfiniteQueryResult<TicketPages>; count: number; search: InboxSearch };

/** How many there are; a long queue that has changed is read anew, from its start, only when that is wanted. */
function Count({ query, count, search }: CountProps) {
  const { t } = useTranslation('inbox');
  const queryClient = useQueryClient();
  const reload = () => {
    queryClient.setQueryData(queueQuery(search).queryKey, (before) => before && firstPage(before));
    void query.refetch();
  };
  const hasChanged = query.isStale && (query.data?.pages.length ?? 0) > 3;
  return (
    <Group justify="space-between" px="sm" py={4} className={classes.count}>
      <Text size="xs" c="dimmed" role="status">
        {query.data && t('count', { count, more: query.hasNextPage ? '+' : '' })}
        {hasChanged && ` · ${t('outOfDate')}`}
      </Text>
      <Tooltip label={t('reload')}>
        <ActionIcon
          variant={hasChanged ? 'light' : 'subtle'}
          color={hasChanged ? 'brand' : 'gray'}
          size="sm"
          aria-label={t('reload')}
          loading={query.isRefetching}
          onClick={reload}
        >
          <ReloadIcon />
        </ActionIcon>
      </Tooltip>
    </Group>
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
