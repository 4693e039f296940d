import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id],
    queryFn: ({ signal }) => take(api.GET('/api/customers/{id}', { params: { path: { id } }, signal })),
  });

/** What there was with a customer, the newest first. */
export const customerHistoryQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', id, 'history'],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 20, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return take(api.GET('/api/customers/{id}/history', { params: { path: { id }, query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Who may be the same person, and nobody has said yet. */
export const customerMatchesQuery = (customer: string) =>
  queryOptions({
    queryKey: ['customers', customer, 'matches'],
    queryFn: ({ signal }) => take(api.GET('/api/customer-matches', { params: { query: { customer } }, signal })),
  });
