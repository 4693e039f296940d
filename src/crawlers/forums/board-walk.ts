import type { PublicError } from '../../errors.ts';
import type { PageReader, Read } from './page-reader.ts';
import type { BoardPage, ForumProfile, ThreadLink } from './profile.ts';
import type { ForumProgress } from './progress.ts';

export interface BoardWalk {
  profile: ForumProfile;
  reader: PageReader;
  progress: ForumProgress;
  /** The board's address. */
  url: string;
  maxPages: number;
  /** Whether an error concerns one page, and not the source as a whole. */
  isLocal(error: unknown): error is PublicError;
}

/** The threads that are to be read, and the page that ended the list before its end. */
export interface DueThreads {
  due: ThreadLink[];
  failure?: { url: string; error: PublicError };
}

/**
 * Walks the list of threads and gathers those with news, until a page has none or the limit is reached. A page that
 * fails after the first ends the list, not the run.
 */
export async function listDue(walk: BoardWalk): Promise<DueThreads> {
  const { profile, progress, maxPages } = walk;
  const due: ThreadLink[] = [];
  const listed = new Set<string>();
  const visited = new Set<string>();
  for (let url: string | null = profile.listOf(walk.url); url && !visited.has(url); ) {
    if (visited.size >= maxPages) break;
    visited.add(url);
    const read: Read<BoardPage> | { error: PublicError } = await readList(walk, url, visited.size === 1);
    if ('error' in read) return { due, failure: { url, error: read.error } };
    const fresh = read.page.threads.filter(({ id }) => !listed.has(id));
    const news = fresh.filter((each) => progress.isDue(each));
    for (const { id } of fresh) listed.add(id);
    due.push(...news);
    // Lists are sorted by last activity, so a page without news ends them; so does one that only repeats.
    if (fresh.length === 0 || (news.length === 0 && !progress.hadBacklog)) break;
    url = read.page.next;
  }
  return { due };
}

async function readList({ reader, profile, isLocal }: BoardWalk, url: string, isFirst: boolean) {
  try {
    return await reader.board(url, profile.readBoard);
  } catch (error) {
    if (isFirst || !isLocal(error)) throw error;
    return { error };
  }
}
