import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from '../errors.ts';
import { networkOf } from './sign-in.ts';

/** Counts what comes from each network or visitor, in this process: so many in so many seconds. */
export class Tries {
  readonly #counts: RateLimiterMemory;

  constructor(points: number, seconds: number) {
    this.#counts = new RateLimiterMemory({ points, duration: seconds });
  }

  /** Counts by the network of an address. Throws TooManyRequests when there were too many. */
  count(address: string): Promise<void> {
    return this.countBy(networkOf(address));
  }

  /** Counts by any name. Throws TooManyRequests when there were too many. */
  async countBy(name: string): Promise<void> {
    try {
      await this.#counts.consume(name);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new TooManyRequests('Too many requests: wait a while.', error.msBeforeNext, { cause: error });
    }
  }
}
