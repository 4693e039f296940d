import { z } from 'zod';
import { hash } from './hash.ts';

const shape = z.object({
  /** By list: the second up to which everything was read, the second of the last full look, and a floor (see `until`). */
  lists: z.record(z.string(), z.tuple([z.number(), z.number(), z.number()])),
  /** Id, hash of the content, second of its date and hash of its list, the newest last. */
  seen: z.array(z.tuple([z.string(), z.string(), z.number(), z.string()])),
  /** By list: where a walk was left, the newest second that it had met, and the floor that it will leave. */
  walks: z.record(z.string(), z.tuple([z.string(), z.number(), z.number()])),
});
type Saved = z.output<typeof shape>;

export interface ProgressOptions {
  now: Date;
  /** How far back a list is read at first. */
  backfillDays: number;
}

export interface DatedItem {
  id: string;
  content: string;
  /** Seconds since 1970; null if the API tells none that can be read. */
  at: number | null;
}

/** Items may show up later than they are dated: each run reads so much again. */
const OVERLAP = 3600;
/** Edits and deletions are looked for in so much, at every full look. */
const WINDOW = 3 * 86_400;
const FULL_LOOK_EVERY = 6 * 3600;
/** Characters of the cursor that may go to what was seen. */
const MAX_SEEN = 60_000;
const MAX_LISTS = 400;

/**
 * How far lists that come newest first have been read: the cursor of a source with an API. Lists are named by the crawler
 * (a country's reviews, the comments of a post).
 */
export class ApiProgress {
  readonly #lists: Map<string, [upTo: number, lookedAt: number, floor: number]>;
  readonly #seen: Map<string, [content: string, at: number, list: string]>;
  readonly #walks: Map<string, [token: string, top: number, floor: number]>;
  readonly #met = new Set<string>();
  readonly #walked = new Map<string, { until: number; full: boolean; done: boolean }>();
  readonly #now: number;
  readonly #backfill: number;

  constructor(saved: unknown, { now, backfillDays }: ProgressOptions) {
    const known = shape.safeParse(saved).data;
    this.#lists = new Map(Object.entries(known?.lists ?? {}));
    this.#seen = new Map(known?.seen.map(([id, ...rest]) => [id, rest]));
    this.#walks = new Map(Object.entries(known?.walks ?? {}));
    this.#now = Math.floor(now.getTime() / 1000);
    this.#backfill = this.#now - backfillDays * 86_400;
  }

  /** The second up to which everything of a list was read; undefined before its first reading was done. */
  upTo(list: string): number | undefined {
    return this.#lists.get(list)?.[0];
  }

  /** Whether a list is to be read although nothing tells of news: it was left, or was active lately and may have changed. */
  isLookDue(list: string): boolean {
    const known = this.#lists.get(list);
    if (known === undefined || this.#walks.has(list)) return true;
    const [upTo, lookedAt] = known;
    return this.#now - lookedAt >= FULL_LOOK_EVERY && this.#now - upTo < WINDOW;
  }

  /** Starts a walk: where one was left, else from the newest item. A full look goes `window` seconds back. */
  begin(list: string, window = WINDOW): { token: string | undefined; top: number } {
    const [upTo, lookedAt, floor] = this.#lists.get(list) ?? [undefined, 0, 0];
    const full = this.#now - lookedAt >= FULL_LOOK_EVERY;
    const until = upTo === undefined ? this.#backfill : Math.max(upTo - (full ? window : OVERLAP), floor);
    const [token, top] = this.#walks.get(list) ?? [undefined, Number.NEGATIVE_INFINITY];
    this.#walked.set(list, { until, full: full && token === undefined, done: false });
    return { token, top };
  }

  /** What is dated before this second was read by earlier runs. */
  until(list: string): number {
    return this.#walked.get(list)?.until ?? this.#backfill;
  }

  /** The walk goes through all of the last days, not only through what is new. */
  isFullLook(list: string): boolean {
    return this.#walked.get(list)?.full ?? false;
  }

  /** New, or changed since it was last met; remembered either way. */
  isNews(list: string, { id, content, at }: DatedItem): boolean {
    const before = this.#seen.get(id);
    if (before === undefined && at !== null && at < this.until(list)) return false;
    const key = hash(content, 8);
    this.#met.add(id);
    this.#seen.delete(id);
    this.#seen.set(id, [key, at ?? this.#now, hash(list, 6)]);
    return before?.[0] !== key;
  }

  /** The walk goes on at this page, in the next run if not in this one. */
  stopAt(list: string, token: string, top: number): void {
    this.#walks.set(list, [token, top, this.#walks.get(list)?.[2] ?? 0]);
  }

  /** The token of a walk is no longer taken: it starts anew. */
  restart(list: string): void {
    this.#walks.delete(list);
  }

  /** Everything of the list up to this second has been read. */
  complete(list: string, upTo: number): void {
    const [, , risen = 0] = this.#walks.get(list) ?? [];
    this.#walks.delete(list);
    const [before, lookedAt, floor] = this.#lists.get(list) ?? [this.#backfill, 0, 0];
    // A date ahead of the clock must not hide what comes until then.
    const reached = Math.max(before, Math.min(upTo, this.#now));
    const walked = this.#walked.get(list);
    if (walked) walked.done = true;
    this.#lists.set(list, [reached, walked?.full ? this.#now : lookedAt, Math.max(floor, risen)]);
  }

  /** Items that should have been met in a full look at the list that is done, but were not: perhaps deleted. */
  unmet(list: string): string[] {
    const looked = this.#walked.get(list);
    if (!looked?.full || !looked.done) return [];
    const key = hash(list, 6);
    return [...this.#seen].flatMap(([id, [, at, of]]) =>
      of === key && at >= looked.until && !this.#met.has(id) ? [id] : [],
    );
  }

  /** Nothing was ever met. */
  get isEmpty(): boolean {
    return this.#seen.size === 0;
  }

  knows(id: string): boolean {
    return this.#seen.has(id);
  }

  forget(id: string): void {
    this.#seen.delete(id);
  }

  toCursor(): Saved {
    this.#dropOldest();
    const lists = [...this.#lists].sort(([, a], [, b]) => b[0] - a[0]).slice(0, MAX_LISTS);
    const seen = [...this.#seen].map(([id, rest]): Saved['seen'][number] => [id, ...rest]);
    return { lists: Object.fromEntries(lists), seen, walks: Object.fromEntries([...this.#walks].slice(-50)) };
  }

  /** What is forgotten must not count as new again: the floor of its list rises, once no walk is below it. */
  #dropOldest(): void {
    let size = [...this.#seen.keys()].reduce((sum, id) => sum + id.length + 36, 0);
    if (size <= MAX_SEEN) return;
    const lists = new Map([...this.#lists.keys(), ...this.#walks.keys()].map((name) => [hash(name, 6), name]));
    for (const [id, [, at, key]] of [...this.#seen].sort(([, a], [, b]) => a[1] - b[1])) {
      if (size <= MAX_SEEN) return;
      size -= id.length + 36;
      this.#seen.delete(id);
      const name = lists.get(key);
      const list = name === undefined ? undefined : (this.#walks.get(name) ?? this.#lists.get(name));
      if (list) list[2] = Math.max(list[2], at + 1);
    }
  }
}
