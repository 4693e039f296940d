import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { refresh } from './refresh.ts';
import { tellTyping } from './typing.ts';

/** Which lists each kind of event makes out of date; the first part of their query keys. */
const TOUCHES: Readonly<Record<string, readonly string[]>> = {
  ticket: ['tickets'],
  queue: ['tickets', 'presence'],
  onlookers: ['onlookers'],
  approval: ['approvals'],
  incident: ['incidents'],
  notification: ['notifications'],
};
/** Events come in bursts: lists are read anew at most this often. */
const TOGETHER_MS = 1000;
/** While the stream is away, everything is asked for this often. */
const POLL_MS = 20_000;

/** Reads lists anew together, a moment after the first of a burst of events. */
function createRefresher(queryClient: QueryClient) {
  const waiting = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    timer = undefined;
    for (const queryKey of waiting.values()) void refresh(queryClient, queryKey);
    waiting.clear();
  };
  return {
    touch(queryKey: readonly unknown[]) {
      waiting.set(JSON.stringify(queryKey), queryKey);
      timer ??= setTimeout(run, TOGETHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Keeps what is shown up to date while the console is open: by the API's events, and by asking while they are away. */
export function useLiveUpdates(isOn: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!isOn) return;
    const refresher = createRefresher(queryClient);
    const stream = new EventSource('/api/live');
    for (const [event, keys] of Object.entries(TOUCHES)) {
      stream.addEventListener(event, ({ data }: MessageEvent<string>) => {
        for (const key of keys) refresher.touch([key]);
        const { ticket } = JSON.parse(data) as { ticket?: number };
        if (ticket !== undefined) refresher.touch(['ticket', ticket]);
      });
    }
    stream.addEventListener('typing', ({ data }: MessageEvent<string>) => {
      const { ticket, typing } = JSON.parse(data) as { ticket: number; typing: boolean };
      tellTyping(ticket, typing);
    });
    const all = () => void refresh(queryClient, []);
    stream.addEventListener('reset', all);
    const poll = setInterval(() => {
      if (stream.readyState !== EventSource.OPEN && !document.hidden) all();
    }, POLL_MS);
    return () => {
      stream.close();
      refresher.stop();
      clearInterval(poll);
    };
  }, [isOn, queryClient]);
}
