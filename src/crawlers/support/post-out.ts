import { type Clock, systemClock } from '../../clock.ts';
import { allowedHosts, checkUrl, type Resolve } from './address-guard.ts';
import { createExchange, type Limits } from './http-exchange.ts';
import { retryAfterMs } from './retry-after.ts';

/** What an address answered: any status is an answer. */
export interface PostAnswer {
  status: number;
  /** The first bytes of the body. */
  text: string;
  /** What `Retry-After` asks for. */
  retryAfterMs: number | undefined;
}

/** Sends messages to addresses that people named. */
export interface PostOut {
  /** Throws GiveUp unless the address is http or https, without credentials and not private as far as one can see. */
  check(url: string): void;
  /**
   * Sends one message and follows no redirect. Throws GiveUp for an address that is refused, FetchFailed when there is no
   * answer in time, and the signal's reason.
   */
  post(
    url: string,
    message: { headers: Readonly<Record<string, string>>; body: string; signal?: AbortSignal | undefined },
  ): Promise<PostAnswer>;
  close(): Promise<void>;
}

/** An answer that takes longer is none; what is beyond the first bytes is not read. */
const LIMITS: Limits = { connectMs: 5000, headersMs: 15_000, totalMs: 20_000, maxBytes: 1000 };

export interface PostOutOptions {
  /** `host` or `host:port` that may be reached although private. */
  allowPrivateHosts?: readonly string[];
  userAgent: string;
  limits?: Partial<Limits>;
  clock?: Clock;
  /** Name resolution, for tests. */
  resolve?: Resolve;
}

export function createPostOut(options: PostOutOptions): PostOut {
  const { userAgent, resolve, clock = systemClock } = options;
  const allowed = allowedHosts(options.allowPrivateHosts ?? []);
  const limits = { ...LIMITS, ...options.limits };
  const exchange = createExchange({ allowed, limits, resolve });
  const check = (url: string) => checkUrl(new URL(url), allowed);
  return {
    check,
    async post(url, { headers, body, signal }) {
      check(url);
      const sent = { 'user-agent': userAgent, 'accept-encoding': 'identity', ...headers };
      const outgoing = { method: 'POST', headers: sent, body, firstBytes: limits.maxBytes } as const;
      const answer = await exchange.send(new URL(url), outgoing, signal);
      return {
        status: answer.status,
        text: new TextDecoder().decode(answer.body),
        retryAfterMs: retryAfterMs(answer.header('retry-after'), clock.now()),
      };
    },
    close: () => exchange.close(),
  };
}
