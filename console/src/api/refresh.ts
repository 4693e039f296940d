import type { InfiniteData, Query, QueryClient, QueryKey } from '@tanstack/react-query';

/** A list that somebody has gone further down in is not read anew page by page behind their back. */
const FEW_PAGES = 3;

/** Whether a list is short enough to be read anew by itself. */
export const isShort = (query: Pick<Query, 'state'>): boolean =>
  ((query.state.data as Partial<InfiniteData<unknown>> | undefined)?.pages?.length ?? 0) <= FEW_PAGES;

/** Reads anew what is shown of a resource; of long lists it is only noted that they are out of date. */
export async function refresh(queryClient: QueryClient, queryKey: QueryKey): Promise<void> {
  await queryClient.invalidateQueries({ queryKey, refetchType: 'none' });
  await queryClient.refetchQueries({ queryKey, type: 'active', predicate: isShort });
}
