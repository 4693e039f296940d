import { z } from 'zod';
import { quotaDay } from './api.ts';

/** The bound that the settings set is reached: nothing more is asked for today. */
export class UnitsUsedUp extends Error {}

export const quotaShape = z.object({ day: z.string(), used: z.number().int().nonnegative() });

/** Counts the units that a source spends on a quota day, which begins at midnight in California. */
export class DayQuota {
  readonly #day: string;
  readonly #most: number;
  #used: number;
  /** Something was not asked for, because of the bound. */
  refused = false;

  constructor(saved: z.output<typeof quotaShape> | undefined, most: number, now: Date) {
    this.#day = quotaDay(now);
    this.#most = most;
    this.#used = saved?.day === this.#day ? saved.used : 0;
  }

  /** Throws UnitsUsedUp rather than pass the bound. */
  spend(units: number): void {
    this.refused ||= this.#used + units > this.#most;
    if (this.refused) throw new UnitsUsedUp();
    this.#used += units;
  }

  toCursor = (): z.output<typeof quotaShape> => ({ day: this.#day, used: this.#used });
}
