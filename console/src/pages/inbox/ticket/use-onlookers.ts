import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, take } from '../../../api/client.ts';

export type Doing = 'viewing' | 'answering';

/** The API forgets who has not said so for 45 seconds. */
const SAY_MS = 20_000;

/** Who else is at the ticket, told that one is there oneself. */
export function useOnlookers(number: number) {
  const queryClient = useQueryClient();
  const [doing, say] = useState<Doing>('viewing');
  const path = { number };
  const { data } = useQuery({
    queryKey: ['onlookers', number, doing],
    queryFn: () => take(api.PUT('/api/tickets/{number}/onlookers', { params: { path }, body: { doing } })),
    refetchInterval: SAY_MS,
    staleTime: 0,
    placeholderData: (before) => before,
    // Machines look at nothing.
    retry: false,
  });
  useEffect(
    () => () => {
      const body = { doing: 'nothing' } as const;
      void api
        .PUT('/api/tickets/{number}/onlookers', { params: { path: { number } }, body, keepalive: true })
        .catch(() => undefined);
      queryClient.removeQueries({ queryKey: ['onlookers', number] });
    },
    [number, queryClient],
  );
  return { others: data?.items ?? [], say };
}
