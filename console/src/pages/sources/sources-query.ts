import { api, take } from '../../api/client.ts';

/** The sources that one sees, at most 200. */
export const sourcesQuery = {
  queryKey: ['sources'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    take(api.GET('/api/sources', { params: { query: { limit: 200 } }, signal })),
};
