import { z } from 'zod';
import type { ThreadLink } from './profile.ts';

const progressShape = z.object({
  /**
   * By thread id: its last activity when it was read (seconds), the last page read, the highest post id yielded,
   * and 1 if nothing was left.
   */
  threads: z.record(z.string(), z.tuple([z.number(), z.number(), z.number(), z.union([z.literal(0), z.literal(1)])])),
  /** Threads were left over: the next run must look beyond the first pages without news. */
  backlog: z.boolean(),
});
type Shape = z.output<typeof progressShape>;

/** About 70 kB of cursor. A thread that was quiet for longer and wakes up is read from its start again: harmless. */
const MAX_THREADS = 2000;
/** A post in the same second as the last one seen must not be lost. */
const SETTLED_SECONDS = 2;

export interface ThreadProgress {
  page: number;
  /** Highest post id yielded. */
  post: number;
}

/** How far a forum has been read: the cursor of a source. */
export class ForumProgress {
  readonly #threads: Map<string, Shape['threads'][string]>;
  /** Threads were left over by the run before. */
  readonly hadBacklog: boolean;
  readonly isFirstRun: boolean;

  constructor(cursor: unknown) {
    const known = progressShape.safeParse(cursor).data;
    this.#threads = new Map(Object.entries(known?.threads ?? {}));
    this.hadBacklog = known?.backlog ?? true;
    this.isFirstRun = known === undefined;
  }

  isDue({ id, lastActivity }: ThreadLink): boolean {
    const [activity, , , done] = this.#threads.get(id) ?? [0, 0, 0, 0];
    return done === 0 || lastActivity === null || lastActivity > activity;
  }

  of(id: string): ThreadProgress {
    const [, page, post] = this.#threads.get(id) ?? [0, 1, 0, 0];
    return { page, post };
  }

  /** A page was read; more may follow. */
  reached(id: string, { page, post }: ThreadProgress): void {
    const [activity] = this.#threads.get(id) ?? [0];
    this.#threads.set(id, [activity, page, post, 0]);
  }

  /** Nothing is left of the thread until it shows newer activity. */
  finished({ id, lastActivity }: ThreadLink, now: Date): void {
    const { page, post } = this.of(id);
    const nowSeconds = Math.floor(now.getTime() / 1000);
    const activity = Math.min(lastActivity ?? 0, nowSeconds - SETTLED_SECONDS);
    this.#threads.set(id, [activity, page, post, 1]);
  }

  /** The cursor; `backlog` says that threads are left over, as they are in the middle of a run. */
  toCursor(backlog: boolean): Shape {
    if (this.#threads.size > MAX_THREADS) {
      const quietest = [...this.#threads].sort(([, a], [, b]) => b[0] - a[0]).slice(MAX_THREADS);
      for (const [id] of quietest) this.#threads.delete(id);
    }
    return { threads: Object.fromEntries(this.#threads), backlog };
  }
}
