import { QueryCache, QueryClient } from '@tanstack/react-query';
import { asProblem } from './problem.ts';

/** Refusals that asking again won't change are not asked again. */
const retry = (failures: number, error: Error) => {
  const { status } = asProblem(error);
  return (status === 0 || status >= 500) && failures < 2;
};

/** The cache of what was read. `onSignedOut` runs when the API says that the session is over. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (asProblem(error).status === 401 && query.queryKey[0] !== 'session') onSignedOut();
      },
    }),
    defaultOptions: {
      queries: { retry, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
