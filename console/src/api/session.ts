import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take } from './client.ts';
import { asProblem } from './problem.ts';
import type { Session } from './types.ts';

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  async queryFn(): Promise<Session | null> {
    try {
      return await take(api.GET('/api/session'));
    } catch (error) {
      if (asProblem(error).status === 401) return null;
      throw error;
    }
  },
});

/** Who is signed in, on pages that only they see. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('Nobody is signed in: this is for pages within the shell.');
  return data;
}

/** Whether the one who is signed in has a right (`x-permission` of the API's operations). */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission);
}
