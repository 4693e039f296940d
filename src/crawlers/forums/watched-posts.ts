import { z } from 'zod';
import { hash } from '../support/hash.ts';
import type { ForumPost, ThreadPage } from './profile.ts';

const watchedShape = z.object({
  /** When edits and deletions were last looked for, in seconds. */
  lookedAt: z.number(),
  /** By thread id its address, and of each post: id, position of its page, hash of its text, second of its date. */
  watched: z.record(
    z.string(),
    z.tuple([z.string(), z.array(z.tuple([z.number(), z.number(), z.string(), z.number()]))]),
  ),
});
type Saved = z.output<typeof watchedShape>;
type Watched = [position: number, content: string, since: number];
interface WatchedThread {
  url: string;
  posts: Map<number, Watched>;
}

/** Posts are watched for so long. */
const WATCH_SECONDS = 3 * 86_400;
const LOOK_EVERY_SECONDS = 6 * 3600;
/** At most about 40 kB of cursor: the posts read last. */
const MAX_POSTS = 800;
const MAX_THREADS = 150;
const MAX_URL = 150;
/** Pages of one thread that are read again in one look. */
const MAX_PAGES = 3;

/** What posts of the last days said when they were read, to notice those that were edited or deleted since. */
export class WatchedPosts {
  readonly #threads = new Map<string, WatchedThread>();
  readonly #now: number;
  #lookedAt: number;
  /** It is time to look at threads without news too. */
  readonly isLookDue: boolean;

  constructor(cursor: unknown, now: Date) {
    const known = watchedShape.safeParse(cursor).data;
    this.#now = Math.floor(now.getTime() / 1000);
    this.#lookedAt = known?.lookedAt ?? this.#now;
    this.isLookDue = this.#now - this.#lookedAt >= LOOK_EVERY_SECONDS;
    for (const [id, [url, posts]] of Object.entries(known?.watched ?? {}))
      this.#threads.set(id, { url, posts: new Map(posts.map(([post, ...rest]) => [post, rest])) });
  }

  /** The threads with posts of the last days. */
  threads(): { id: string; url: string }[] {
    return [...this.#threads].map(([id, { url }]) => ({ id, url }));
  }

  /** Positions of a thread's pages that are worth another look, the newest first. */
  positionsOf(threadId: string): number[] {
    const young = [...(this.#threads.get(threadId)?.posts.values() ?? [])].filter((post) => this.#isYoung(post));
    return [...new Set(young.map(([position]) => position))].sort((a, b) => b - a).slice(0, MAX_PAGES);
  }

  /** Whether a post says something else than when it was read. */
  isEdited(threadId: string, post: ForumPost): boolean {
    const before = this.#threads.get(threadId)?.posts.get(post.id);
    return before !== undefined && before[1] !== contentOf(post);
  }

  /** Remembers what a post says; `since` is its date in seconds, if it is known. */
  watch(thread: { id: string; url: string }, post: ForumPost, position: number, since = this.#now): void {
    if (this.#now - since >= WATCH_SECONDS || thread.url.length > MAX_URL) return;
    const { posts } = this.#threads.get(thread.id) ?? { posts: new Map<number, Watched>() };
    posts.set(post.id, [position, contentOf(post), since]);
    // The thread watched last stands last.
    this.#threads.delete(thread.id);
    this.#threads.set(thread.id, { url: thread.url, posts });
  }

  /**
   * Ids of watched posts that are gone from a page where they would have to be. What may have moved to the page before,
   * because others were deleted, is looked for there next time.
   */
  takeGone(threadId: string, page: ThreadPage): number[] {
    const posts = this.#threads.get(threadId)?.posts;
    if (!posts || page.ids.length === 0 || !page.whole) return [];
    const shown = new Set(page.posts.map(({ id }) => id));
    const lowest = page.previous === null ? 0 : Math.min(...page.ids);
    const highest = page.next === null ? Number.POSITIVE_INFINITY : Math.max(...page.ids);
    const gone: number[] = [];
    for (const [id, post] of posts) {
      if (shown.has(id)) post[0] = page.position;
      else if (post[0] < page.position || id > highest) continue;
      else if (id >= lowest) gone.push(id);
      else if (post[0] === page.position) post[0] = page.previous ?? 1;
    }
    for (const id of gone) posts.delete(id);
    return gone;
  }

  /** Everything of a thread: it is gone as a whole. */
  takeThread(threadId: string): number[] {
    const ids = [...(this.#threads.get(threadId)?.posts.keys() ?? [])];
    this.#threads.delete(threadId);
    return ids;
  }

  /** The look at all threads is done. */
  looked(): void {
    this.#lookedAt = this.#now;
  }

  toCursor(): Saved {
    const watched: [string, Saved['watched'][string]][] = [];
    let room = MAX_POSTS;
    for (const [id, { url, posts }] of [...this.#threads].reverse()) {
      const young = [...posts].filter(([, post]) => this.#isYoung(post)).slice(-room);
      if (young.length === 0 || room <= 0 || watched.length >= MAX_THREADS) continue;
      room -= young.length;
      watched.push([id, [url, young.map(([post, rest]) => [post, ...rest])]]);
    }
    return { lookedAt: this.#lookedAt, watched: Object.fromEntries(watched.reverse()) };
  }

  readonly #isYoung = ([, , since]: Watched) => this.#now - since < WATCH_SECONDS;
}

const contentOf = ({ text }: ForumPost) => hash(text, 6);
