import type { ListPage } from '../support/api-list.ts';
import type { GraphClient } from './client.ts';
import { GraphNotFound } from './errors.ts';
import { COMMENT_FIELDS, commentItem, commentShape, type GraphComment, secondOf } from './page-posts.ts';

/** Facebook shows fewer levels; more would be a loop. */
const MAX_DEPTH = 5;
const MAX_REPLY_PAGES = 20;

export interface CommentsOf {
  graph: GraphClient;
  /** The post whose comments are read. */
  thread: string;
  /** The page's own id. */
  own: string;
  now: Date;
  /** What is older was read before: its replies are not asked for one by one. */
  until(): number;
}

/**
 * Loads the comments of a post, replies of all levels included, newest first. `filter=stream` gives them flat; replies that
 * a comment counts but the stream did not bring are fetched from the comment itself, level by level.
 */
export function commentLoader(of: CommentsOf): (token: string | undefined) => Promise<ListPage & { unread: number }> {
  const met = new Set<string>();
  const repliesMet = new Map<string, number>();
  const note = (comment: GraphComment) => {
    if (met.has(comment.id)) return false;
    met.add(comment.id);
    const parent = comment.parent?.id;
    if (parent !== undefined) repliesMet.set(parent, (repliesMet.get(parent) ?? 0) + 1);
    return true;
  };
  let fromNewest = false;
  return async (token) => {
    if (token === undefined) {
      fromNewest = true;
      met.clear();
      repliesMet.clear();
    }
    const asked = { fields: COMMENT_FIELDS, filter: 'stream', order: 'reverse_chronological', after: token };
    const page = await of.graph.list(`${of.thread}/comments`, commentShape, asked);
    const found = page.items.filter(note);
    const budget = { pages: MAX_REPLY_PAGES };
    for (const comment of [...found]) {
      // From the newest on, replies come before what they reply to.
      const lacking = comment.comment_count > (repliesMet.get(comment.id) ?? 0);
      const recent = (secondOf(comment.created_time, of.now) ?? 0) >= of.until();
      if (fromNewest && lacking && recent) {
        for (const reply of await repliesTo(comment.id, of, budget, 1)) if (note(reply)) found.push(reply);
      }
    }
    const items = found.map((comment) => commentItem(comment, of.thread, of.own, of.now));
    return { items, next: page.next, unread: page.unread };
  };
}

/** All replies below a comment; none if it was deleted meanwhile. */
async function repliesTo(
  id: string,
  of: CommentsOf,
  budget: { pages: number },
  depth: number,
): Promise<GraphComment[]> {
  const found: GraphComment[] = [];
  const visited = new Set<string | undefined>();
  for (let after: string | undefined; budget.pages > 0 && !visited.has(after); ) {
    budget.pages -= 1;
    visited.add(after);
    const page = await pageOfReplies(id, after, of);
    found.push(...page.items);
    if (page.next === undefined) break;
    after = page.next;
  }
  if (depth >= MAX_DEPTH) return found;
  for (const reply of [...found]) {
    if (reply.comment_count > 0) found.push(...(await repliesTo(reply.id, of, budget, depth + 1)));
  }
  return found;
}

async function pageOfReplies(id: string, after: string | undefined, { graph }: CommentsOf) {
  try {
    return await graph.list(`${id}/comments`, commentShape, { fields: COMMENT_FIELDS, after });
  } catch (error) {
    if (!(error instanceof GraphNotFound)) throw error;
    return { items: [], next: undefined };
  }
}
