import type { RawPostInput } from '../../domain/raw-post.ts';
import { GiveUp } from '../../errors.ts';
import type { Collected } from '../crawler.ts';
import type { ApiProgress } from './api-progress.ts';

/** An item of a list: what of it is a mention, or null if nothing is (our own words, a picture alone). */
export interface ListItem {
  id: string;
  /** Seconds since 1970; null if unknown. */
  at: number | null;
  post: RawPostInput | null;
}

export interface ListPage {
  items: readonly ListItem[];
  /** The token of the next page. */
  next: string | undefined;
}

export interface ListWalk {
  /** The name of the list in the progress. */
  list: string;
  progress: ApiProgress;
  /** Loads the page of a token, the first without one. */
  load(token: string | undefined): Promise<ListPage>;
  signal: AbortSignal;
  /** Pages read in one run; what is left is read by the next. */
  maxPages: number;
  /** What a checkpoint holds. */
  cursor(): unknown;
  /** The list is known to hold nothing newer than this second. */
  upTo?: number;
  /** Seconds that a full look goes back, if not three days. */
  window?: number;
}

/**
 * Collects what is new in a list that comes newest first, with a checkpoint after every page. A run that is broken off, or
 * reaches its bound of pages, is gone on with at the next page; then what came meanwhile is read.
 */
export async function* collectList(walk: ListWalk): AsyncIterable<Collected> {
  const { list, progress, signal } = walk;
  for await (const items of pagesOf(walk)) {
    for (const { id, at, post } of items) {
      signal.throwIfAborted();
      const isNews = post !== null && progress.isNews(list, { id, at, content: contentOf(post) });
      if (isNews) yield { post };
    }
    signal.throwIfAborted();
    yield { checkpoint: walk.cursor() };
  }
}

async function* pagesOf(walk: ListWalk): AsyncIterable<readonly ListItem[]> {
  const { list, progress, window, upTo = Number.NEGATIVE_INFINITY } = walk;
  let { token, top } = progress.begin(list, window);
  let resumed = token !== undefined;
  const visited = new Set<string | undefined>();
  for (let pages = 0; pages < walk.maxPages; pages += 1) {
    walk.signal.throwIfAborted();
    visited.add(token);
    const page = await loadFrom(walk, token, pages === 0);
    if (page === undefined) {
      [token, top, resumed] = [undefined, progress.begin(list, window).top, false];
      continue;
    }
    top = Math.max(top, ...page.items.map(({ at }) => at ?? Number.NEGATIVE_INFINITY));
    const ends = page.next === undefined || visited.has(page.next) || isRead(page, progress.until(list));
    if (ends) progress.complete(list, Math.max(top, upTo));
    else progress.stopAt(list, page.next ?? '', top);
    yield page.items;
    if (ends && !resumed) return;
    if (ends) visited.clear();
    token = ends ? progress.begin(list, window).token : page.next;
    resumed &&= !ends;
  }
}

/** The page, or undefined if the token that the last run left is no longer taken. */
async function loadFrom(walk: ListWalk, token: string | undefined, first: boolean): Promise<ListPage | undefined> {
  try {
    return await walk.load(token);
  } catch (error) {
    if (!first || token === undefined || !(error instanceof GiveUp)) throw error;
    walk.progress.restart(walk.list);
    return undefined;
  }
}

/** Lists are not always in strict order, so only a page without anything newer ends a walk. */
const isRead = ({ items }: ListPage, until: number) =>
  items.length > 0 && items.every(({ at }) => at !== null && at < until);

/** What of a post makes it another one when it changes. */
export const contentOf = ({ title, text, rating }: RawPostInput) => `${rating ?? ''}\n${title ?? ''}\n${text}`;

/** Tells of items that are no longer there, once `missing` has said which of them are really gone. */
export async function* collectGone(
  walk: Pick<ListWalk, 'list' | 'progress' | 'signal' | 'cursor'>,
  most: number,
  missing: (ids: readonly string[]) => Promise<readonly string[]>,
): AsyncIterable<Collected> {
  const asked = walk.progress.unmet(walk.list).slice(0, most);
  if (asked.length === 0) return;
  for (const externalId of await missing(asked)) {
    walk.signal.throwIfAborted();
    walk.progress.forget(externalId);
    yield { gone: { externalId } };
  }
  yield { checkpoint: walk.cursor() };
}
