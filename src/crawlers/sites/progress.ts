import { z } from 'zod';
import { hash } from '../support/hash.ts';

const shape = z.object({
  /** By hash of the address: hash of the content, seconds since 1970 of the last and of the first reading. */
  articles: z.record(z.string(), z.tuple([z.string(), z.number(), z.number()])),
  /** Hashes of comments already yielded, the newest last. */
  comments: z.array(z.string()),
});

const MAX_ARTICLES = 1000;
const MAX_COMMENTS = 2000;
/** Corrections and comments come in the first days. */
const WINDOW_SECONDS = 3 * 86_400;
const AGAIN_SECONDS = 6 * 3600;

/** What of a site has been read: the cursor of a source. */
export class SiteProgress {
  readonly #articles: Map<string, [string, number, number]>;
  readonly #comments: Set<string>;

  constructor(cursor: unknown) {
    const known = shape.safeParse(cursor).data;
    this.#articles = new Map(Object.entries(known?.articles ?? {}));
    this.#comments = new Set(known?.comments);
  }

  /** 0: new; 1: to be read again; undefined: nothing to do. */
  dueAs(url: string, now: Date): 0 | 1 | undefined {
    const known = this.#articles.get(hash(url, 12));
    if (!known) return 0;
    const seconds = now.getTime() / 1000;
    return seconds - known[2] < WINDOW_SECONDS && seconds - known[1] >= AGAIN_SECONDS ? 1 : undefined;
  }

  /** Notes that the article was read; true if it is new or has changed. */
  read(url: string, content: string, now: Date): boolean {
    const id = hash(url, 12);
    const seconds = Math.floor(now.getTime() / 1000);
    const before = this.#articles.get(id);
    this.#articles.delete(id);
    this.#articles.set(id, [hash(content, 8), seconds, before?.[2] ?? seconds]);
    return before?.[0] !== hash(content, 8);
  }

  isNewComment(id: string): boolean {
    const key = hash(id, 10);
    const known = this.#comments.delete(key);
    this.#comments.add(key);
    return !known;
  }

  toCursor(): z.output<typeof shape> {
    const articles = Object.fromEntries([...this.#articles].slice(-MAX_ARTICLES));
    return { articles, comments: [...this.#comments].slice(-MAX_COMMENTS) };
  }
}
