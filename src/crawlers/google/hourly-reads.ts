import { RetryLater } from '../../errors.ts';

/** Counts reads over a sliding hour. */
export class HourlyReads {
  readonly #most: number;
  readonly #now: number;
  #reads: number[];

  constructor(reads: readonly number[], most: number, now: Date) {
    this.#now = Math.floor(now.getTime() / 1000);
    this.#most = most;
    this.#reads = reads.filter((second) => second > this.#now - 3600 && second <= this.#now);
  }

  /** Throws RetryLater when there are none left, until the oldest is an hour old. */
  spend(): void {
    const oldest = this.#reads[0] ?? this.#now;
    if (this.#reads.length >= this.#most) {
      const ms = (oldest + 3600 - this.#now + 1) * 1000;
      throw new RetryLater(`All ${this.#most} reads of this hour are used (readsPerHour).`, ms);
    }
    this.#reads.push(this.#now);
  }

  toCursor = (): number[] => this.#reads;
}
