import { TooManyRequests } from '../errors.ts';

/** Lets at most `width` works run at once and `queue` more wait their turn; the rest is turned away. */
export class Turnstile {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly width: number,
    private readonly queue: number,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.width) this.#running += 1;
    else if (this.#waiting.length >= this.queue) throw new TooManyRequests('Too busy right now: try again soon.', 2000);
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, so that no newcomer can slip in before it.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
