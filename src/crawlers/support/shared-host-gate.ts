import { RetryLater } from '../../errors.ts';
import { createHostGate, type HostGate, type Sleep, systemSleep } from './host-gate.ts';

/** A book of turns at hosts that several processes share: see HostTurns of the records. */
export interface TurnBook {
  take(host: string, delayMs: number): Promise<'ours' | { waitMs: number } | { pausedMs: number }>;
  renew(host: string): Promise<void>;
  end(host: string): Promise<void>;
  pause(host: string, ms: number): Promise<void>;
}

const RENEW_MS = 20_000;

/** A gate for all processes together: within one its requests queue in memory, and only the first asks the book. */
export function createSharedHostGate(book: TurnBook, sleep: Sleep = systemSleep): HostGate {
  const queue = createHostGate({ sleep });
  const takeTurn = async (host: string, delayMs: number, signal: AbortSignal | undefined): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted();
      const answer = await book.take(host, delayMs);
      if (answer === 'ours') return;
      if ('pausedMs' in answer) {
        const { pausedMs } = answer;
        throw new RetryLater(`${host} asked for a pause; ${Math.ceil(pausedMs / 1000)} s are left.`, pausedMs);
      }
      // A little apart, or two processes that wait would ask at the same moment for ever.
      await sleep(answer.waitMs * (1 + Math.random() * 0.1), signal);
    }
  };
  return {
    run: (host, { delayMs, signal }, task) =>
      queue.run(host, { delayMs: 0, signal }, async () => {
        await takeTurn(host, delayMs, signal);
        const renewing = setInterval(() => void book.renew(host).catch(() => undefined), RENEW_MS);
        try {
          return await task();
        } finally {
          clearInterval(renewing);
          await book.end(host);
        }
      }),
    pause: (host, ms) => book.pause(host, ms),
  };
}
