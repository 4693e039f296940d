import { GiveUp } from '../../errors.ts';
import type { Read } from './page-reader.ts';
import type { ForumPost, ThreadPage } from './profile.ts';
import type { ForumProgress, OlderPages } from './progress.ts';

export interface ThreadWalk {
  id: string;
  progress: ForumProgress;
  load(position: number): Promise<Read<ThreadPage>>;
  /** Pages read in this run. */
  maxPages: number;
  /** Older pages of a long thread that are read in all. */
  historyPages: number;
}

/** A page of a thread and what of it was not read before. */
export interface WalkedPage extends Read<ThreadPage> {
  fresh: ForumPost[];
  /** Why reading goes no further. */
  warning?: string;
}

const REPEATS = 'The page repeats posts of the pages before: reading of the thread ends here.';

/**
 * Walks through a thread: first what is new since the last run, then, from the newest page backwards, what is older. A
 * thread that has more news than one run reads is entered at its end. Returns whether nothing is left.
 */
export async function* walkThread(walk: ThreadWalk): AsyncGenerator<WalkedPage, boolean> {
  const seen = new Set<number>();
  const pagesLeft = yield* walkNews(walk, seen);
  if (pagesLeft === undefined) return false;
  return yield* walkHistory(walk, seen, pagesLeft);
}

/** Gives how many pages this run may still read; undefined if there is more news than it may. */
async function* walkNews(walk: ThreadWalk, seen: Set<number>): AsyncGenerator<WalkedPage, number | undefined> {
  const { id, progress } = walk;
  const start = progress.of(id);
  // The page read last is read again: the limit must leave room for one more.
  const maxPages = start.post > 0 ? Math.max(2, walk.maxPages) : walk.maxPages;
  let { older } = start;
  let newest = start.post;
  let position: number | null = start.page;
  let entered: number | null = null;
  let pages = 0;
  for (; position !== null; pages += 1) {
    if (pages >= maxPages && entered === null) return undefined;
    const read: Read<ThreadPage> = await (pages === 0 ? firstPage(walk, start.page) : walk.load(position));
    const { page } = read;
    const fresh = unmet(page, seen).filter((post) => post.id > start.post);
    const repeats = page.ids.length > 0 && page.ids.every((post) => seen.has(post));
    if (entered !== null) older = olderThan(page, walk.historyPages, start.post === 0 ? 0 : newest);
    entered = pages === 0 && older === undefined && pagesAfter(page) >= maxPages ? page.last : null;
    for (const post of page.ids) seen.add(post);
    newest = page.ids.reduce((highest, post) => Math.max(highest, post), newest);
    progress.reached(id, { page: page.position, post: newest, older });
    yield { ...read, fresh, ...(repeats && { warning: REPEATS }) };
    position = repeats ? null : (entered ?? page.next);
  }
  return maxPages - pages;
}

async function* walkHistory(
  walk: ThreadWalk,
  seen: Set<number>,
  pagesLeft: number,
): AsyncGenerator<WalkedPage, boolean> {
  const { page: newestPage, post: newest, older: start } = walk.progress.of(walk.id);
  let older = start;
  for (let pages = 0; older !== undefined; pages += 1) {
    if (pages >= pagesLeft) return false;
    const { page: position, above, below, left }: OlderPages = older;
    const read = await walk.load(position);
    const { page } = read;
    const fresh = unmet(page, seen).filter((post) => post.id < below && post.id > above);
    const repeats = !page.ids.some((post) => post < below);
    const isRead = page.ids.some((post) => post <= above);
    const more: OlderPages | undefined = repeats || isRead ? undefined : olderThan(page, left - 1, above);
    older = more && more.page < position ? { ...more, below: Math.min(below, more.below) } : undefined;
    const ends = older !== undefined && older.left <= 0;
    if (ends) older = undefined;
    walk.progress.reached(walk.id, { page: newestPage, post: newest, older });
    const warning = repeats ? REPEATS : 'Older pages of this long thread are not read: historyPages says how many are.';
    yield { ...read, fresh, ...((repeats || ends) && { warning }) };
  }
  return true;
}

/** Posts that no page before had, each once. */
function unmet({ posts }: ThreadPage, seen: ReadonlySet<number>): ForumPost[] {
  const here = new Map<number, ForumPost>();
  for (const post of posts) if (!seen.has(post.id) && !here.has(post.id)) here.set(post.id, post);
  return [...here.values()];
}

const pagesAfter = ({ position, next, last }: ThreadPage): number =>
  next === null || last === null ? 0 : Math.ceil((last - position) / (next - position));

/** What is before a page, the first page excepted: that one is read when a thread is entered. */
function olderThan(page: ThreadPage, left: number, above: number): OlderPages | undefined {
  const below = page.ids.reduce((lowest, post) => Math.min(lowest, post), Number.MAX_SAFE_INTEGER);
  return page.previous === null || page.previous <= 1 ? undefined : { page: page.previous, above, below, left };
}

/** The page to go on from; the beginning if the thread has become shorter and that page is gone. */
async function firstPage({ load }: ThreadWalk, position: number): Promise<Read<ThreadPage>> {
  try {
    return await load(position);
  } catch (error) {
    if (position === 1 || !(error instanceof GiveUp)) throw error;
    return load(1);
  }
}
