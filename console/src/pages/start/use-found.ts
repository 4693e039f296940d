import { useQueries } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';
import { channelsQuery } from '../channels/channel-queries.ts';
import { usersQuery } from '../people/users-query.ts';
import { sourcesQuery } from '../sources/sources-query.ts';
import type { Found } from './first-steps.ts';

/** While somebody waits for the first post and the first ticket. */
const LOOK_MS = 4000;
const params = { query: { limit: 200 } };

/** What there is by now; undefined while it is read for the first time. */
export function useFound(): Found | undefined {
  const [queries, sources, mentions, users, channels, tickets] = useQueries({
    queries: [
      { queryKey: ['queries'], queryFn: ({ signal }) => take(api.GET('/api/queries', { params, signal })) },
      { ...sourcesQuery, refetchInterval: LOOK_MS },
      {
        queryKey: ['mentions', 'first'],
        queryFn: ({ signal }) => take(api.GET('/api/mentions', { params: { query: { limit: 1 } }, signal })),
        refetchInterval: LOOK_MS,
      },
      usersQuery,
      channelsQuery,
      {
        queryKey: ['tickets', 'first'],
        queryFn: ({ signal }) => take(api.GET('/api/tickets', { params: { query: { limit: 1 } }, signal })),
        refetchInterval: LOOK_MS,
      },
    ],
  });
  if (!queries.data || !sources.data || !mentions.data || !users.data || !channels.data || !tickets.data)
    return undefined;
  // A channel's messages come under a source of its own kind, which nobody added.
  const own = new Set(channels.data.items.map(({ kind, source }) => `${kind} ${source}`));
  return {
    queries: queries.data.items.length,
    sources: sources.data.items.filter(({ id, kind }) => !own.has(`${kind} ${id}`)).length,
    mentions: mentions.data.items.length,
    people: users.data.items.filter(({ role, disabled }) => role !== 'administrator' && !disabled).length,
    channels: channels.data.items.length,
    tickets: tickets.data.items.length,
  };
}
