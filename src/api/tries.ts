import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from '../errors.ts';
import { networkOf } from './sign-in.ts';

/** Counts what comes from each network, in this process: so many in so many seconds. */
export class Tries {
  readonly #networks: RateLimiterMemory;

  constructor(points: number, seconds: number) {
    this.#networks = new RateLimiterMemory({ points, duration: seconds });
  }

  /** Throws TooManyRequests when there were too many. */
  async count(address: string): Promise<void> {
    try {
      await this.#networks.consume(networkOf(address));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new TooManyRequests('Too many requests: wait a while.', error.msBeforeNext, { cause: error });
    }
  }
}
