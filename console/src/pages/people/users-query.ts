import { api, take } from '../../api/client.ts';

/** Everybody of the teams that one sees. */
export const usersQuery = {
  queryKey: ['agents'],
  queryFn: ({ signal }: { signal: AbortSignal }) => take(api.GET('/api/agents', { signal })),
};
