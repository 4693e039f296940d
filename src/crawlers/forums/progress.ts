import { z } from 'zod';
import type { ThreadLink } from './profile.ts';

const state = z
  .tuple([z.number(), z.number(), z.number(), z.union([z.literal(0), z.literal(1)])])
  .rest(z.number())
  .transform(([activity, page, post, done, replies = -1, older = 0, below = 0, left = 0, above = 0]): State => {
    return [activity, page, post, done, replies, older, below, left, above];
  });
const progressShape = z.object({
  /**
   * By thread id: its last activity when it was read (seconds), the position read last, the highest post id yielded, and 1
   * if nothing was left; the replies it then had; where older pages go on (0: nowhere), below which post id, how many
   * of them, and above which post id.
   */
  threads: z.record(z.string(), state),
  /** Threads were left over: the next run must look beyond the first pages without news. */
  backlog: z.boolean(),
});
type State = [number, number, number, 0 | 1, number, number, number, number, number];

/** About 55 kB of cursor. A thread that was quiet for longer and wakes up is read from its start again: harmless. */
const MAX_THREADS = 1300;
/** A post in the same second as the last one seen must not be lost. */
const SETTLED_SECONDS = 2;

export interface ThreadProgress {
  /** Position of the newest page read. */
  page: number;
  /** Highest post id yielded. */
  post: number;
  /** Where reading goes on backwards in a long thread; undefined when there is nothing older to read. */
  older?: OlderPages | undefined;
}
export interface OlderPages {
  /** Position of the next page to read. */
  page: number;
  /** Only posts between these ids are still unread. */
  above: number;
  below: number;
  /** Pages that may still be read. */
  left: number;
}

/** How far the threads of a forum have been read. */
export class ForumProgress {
  readonly #threads: Map<string, State>;
  /** Threads were left over by the run before. */
  readonly hadBacklog: boolean;
  readonly isFirstRun: boolean;

  constructor(cursor: unknown) {
    const known = progressShape.safeParse(cursor).data;
    this.#threads = new Map(Object.entries(known?.threads ?? {}));
    this.hadBacklog = known?.backlog ?? true;
    this.isFirstRun = known === undefined;
  }

  /** Has news or was not read to its end. A list that tells neither times nor replies hides nothing: it is looked at. */
  isDue({ id, lastActivity, replies }: ThreadLink): boolean {
    const [activity, , , done, counted] = this.#threads.get(id) ?? [0, 0, 0, 0, -1];
    if (done === 0 || (lastActivity === null && replies === null)) return true;
    return (lastActivity !== null && lastActivity > activity) || (replies !== null && replies !== counted);
  }

  of(id: string): ThreadProgress {
    const [, page, post, , , older, below, left, above] = this.#threads.get(id) ?? [0, 1, 0, 0, -1, 0, 0, 0, 0];
    return { page, post, older: older > 0 ? { page: older, above, below, left } : undefined };
  }

  /** A page was read; more may follow. */
  reached(id: string, { page, post, older }: ThreadProgress): void {
    const [activity, , , , replies] = this.#threads.get(id) ?? [0, 0, 0, 0, -1];
    const rest = [older?.page ?? 0, older?.below ?? 0, older?.left ?? 0, older?.above ?? 0] as const;
    this.#threads.set(id, [activity, page, post, 0, replies, ...rest]);
  }

  /** Nothing is left of the thread until it shows newer activity. */
  finished({ id, lastActivity, replies }: ThreadLink, now: Date): void {
    const { page, post } = this.of(id);
    const nowSeconds = Math.floor(now.getTime() / 1000);
    const activity = Math.min(lastActivity ?? 0, nowSeconds - SETTLED_SECONDS);
    this.#threads.set(id, [activity, page, post, 1, replies ?? -1, 0, 0, 0, 0]);
  }

  /** The cursor; `backlog` says that threads are left over, as they are in the middle of a run. */
  toCursor(backlog: boolean): z.input<typeof progressShape> {
    if (this.#threads.size > MAX_THREADS) {
      const quietest = [...this.#threads].sort(([, a], [, b]) => b[0] - a[0]).slice(MAX_THREADS);
      for (const [id] of quietest) this.#threads.delete(id);
    }
    const threads = [...this.#threads].map(([id, whole]) => [id, whole[5] === 0 ? whole.slice(0, 5) : whole]);
    return { threads: Object.fromEntries(threads), backlog };
  }
}
