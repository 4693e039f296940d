import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, systemClock } from '../../clock.ts';
import { RetryLater } from '../../errors.ts';

/** Waits; rejects with the signal's reason when it aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const systemSleep: Sleep = async (ms, signal) => {
  try {
    await delay(ms, undefined, signal && { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
};

export interface Turn {
  /** Least time between the end of the host's last request and the start of this one. */
  delayMs: number;
  signal?: AbortSignal | undefined;
}

/** Where every request of a host queues, whichever source it is for: one at a time, with a pause between. */
export interface HostGate {
  /** Runs the task when it is its turn; throws RetryLater at once while the host is paused. */
  run<T>(host: string, turn: Turn, task: () => Promise<T>): Promise<T>;
  /** The host asked to be left alone (Retry-After): nobody gets a turn for so long. */
  pause(host: string, ms: number): Promise<void>;
}

/** A gate that stands open: for requests whose pace is kept elsewhere. */
export const openGate: HostGate = { run: (_host, _turn, task) => task(), pause: async () => undefined };

interface HostState {
  tail: Promise<void>;
  waiting: number;
  lastEnd: number;
  pausedUntil: number;
}

/** States older than this no longer hold anybody back; they are swept when there are many. */
const FORGET_AFTER_MS = 5 * 60_000;
const MANY_HOSTS = 1000;

/** A gate for one process. */
export function createHostGate(options: { clock?: Clock; sleep?: Sleep } = {}): HostGate {
  const { clock = systemClock, sleep = systemSleep } = options;
  const hosts = new Map<string, HostState>();
  const now = () => clock.now().getTime();

  const stateOf = (host: string): HostState => {
    const known = hosts.get(host);
    if (known) return known;
    if (hosts.size >= MANY_HOSTS) forgetIdle(hosts, now());
    const state = { tail: Promise.resolve(), waiting: 0, lastEnd: Number.NEGATIVE_INFINITY, pausedUntil: 0 };
    hosts.set(host, state);
    return state;
  };

  const assertNotPaused = (host: string, state: HostState) => {
    const left = state.pausedUntil - now();
    if (left > 0) throw new RetryLater(`${host} asked for a pause; ${Math.ceil(left / 1000)} s are left.`, left);
  };

  return {
    async run(host, { delayMs, signal }, task) {
      const state = stateOf(host);
      const before = state.tail;
      const { promise, resolve: release } = deferred();
      state.tail = before.then(() => promise);
      state.waiting += 1;
      try {
        await abortable(before, signal);
        assertNotPaused(host, state);
        // No more than the delay itself, even if the clock is set back.
        const wait = Math.min(delayMs, state.lastEnd + delayMs - now());
        if (wait > 0) await sleep(wait, signal);
        signal?.throwIfAborted();
        try {
          return await task();
        } finally {
          state.lastEnd = now();
        }
      } finally {
        state.waiting -= 1;
        release();
      }
    },
    async pause(host, ms) {
      const state = stateOf(host);
      state.pausedUntil = Math.max(state.pausedUntil, now() + ms);
    },
  };
}

function forgetIdle(hosts: Map<string, HostState>, now: number): void {
  for (const [host, state] of hosts) {
    const idle = state.waiting === 0 && state.pausedUntil <= now && state.lastEnd + FORGET_AFTER_MS <= now;
    if (idle) hosts.delete(host);
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function abortable(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return promise;
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
