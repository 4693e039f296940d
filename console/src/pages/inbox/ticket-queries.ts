import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';
import { isShort } from '../../api/refresh.ts';
import type { Ticket, TicketDetail } from '../../api/types.ts';
import { type InboxSearch, ticketQuery } from './inbox-search.ts';
import { type TicketPage, type TicketPages, withTicket } from './ticket-pages.ts';

/** The queue in the API's order: the clock that ends first comes first. */
export const queueQuery = (search: InboxSearch) =>
  infiniteQueryOptions({
    queryKey: ['tickets', ticketQuery(search)],
    queryFn: ({ pageParam, signal }): Promise<TicketPage> => {
      const query = { ...ticketQuery(search), limit: 200, ...(pageParam === '' ? {} : { cursor: pageParam }) };
      return take(api.GET('/api/tickets', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchOnWindowFocus: isShort,
    refetchOnReconnect: isShort,
    refetchOnMount: isShort,
  });

export const ticketDetailQuery = (number: number) =>
  queryOptions({
    queryKey: ['ticket', number],
    queryFn: ({ signal }): Promise<TicketDetail> =>
      take(api.GET('/api/tickets/{number}', { params: { path: { number } }, signal })),
  });

export const historyQuery = (number: number) =>
  queryOptions({
    queryKey: ['ticket', number, 'history'],
    queryFn: ({ signal }) => take(api.GET('/api/tickets/{number}/history', { params: { path: { number } }, signal })),
  });

export const linksQuery = (number: number) =>
  queryOptions({
    queryKey: ['ticket', number, 'links'],
    queryFn: ({ signal }) => take(api.GET('/api/tickets/{number}/links', { params: { path: { number } }, signal })),
  });

export const routesQuery = (number: number) =>
  queryOptions({
    queryKey: ['ticket', number, 'routes'],
    queryFn: ({ signal }) =>
      take(api.GET('/api/tickets/{number}/reply-routes', { params: { path: { number } }, signal })),
  });

export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  staleTime: 60_000,
  queryFn: ({ signal }) => take(api.GET('/api/agents', { signal })),
});

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  staleTime: 60_000,
  queryFn: ({ signal }) => take(api.GET('/api/teams', { signal })),
});

/** Puts what is known of a ticket wherever it is shown; where it stands in a queue is left to the next reading. */
export function putTicket(queryClient: QueryClient, ticket: Ticket | TicketDetail): void {
  if ('messages' in ticket) queryClient.setQueryData(ticketDetailQuery(ticket.number).queryKey, ticket);
  queryClient.setQueriesData<TicketPages>({ queryKey: ['tickets'] }, (pages) => pages && withTicket(pages, ticket));
}
