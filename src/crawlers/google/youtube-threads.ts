import type { RawPostInput } from '../../domain/raw-post.ts';
import type { ListItem, ListPage } from '../support/api-list.ts';
import { parseInstant } from '../support/dates.ts';
import { htmlToText, tidyLine, tidyText } from '../support/html.ts';
import { GoogleNotFound } from './api.ts';
import { UnitsUsedUp } from './day-quota.ts';
import {
  repliesIn,
  type YoutubeApi,
  type YoutubeComment,
  type YoutubeThread,
  type YoutubeVideo,
} from './youtube-api.ts';

const MAX_REPLY_PAGES = 10;
/** Threads with more replies than come along, whose count is remembered. */
const MAX_COUNTS = 500;

export type ReplyCounts = Map<string, [count: number, full: 0 | 1]>;

export interface ThreadsOf {
  api: YoutubeApi;
  /** `videoId` or `allThreadsRelatedToChannelId`. */
  where: Readonly<Record<string, string>>;
  /** Our own channel, whose words are no mentions. */
  own: string | undefined;
  /** Of each long thread, how many replies it had when they were read, and 1 if that was in a full look. */
  counts: ReplyCounts;
  /** Whether this is one: what is older than the last reading is news only then. */
  isFullLook(): boolean;
  now: Date;
}

/** Loads threads with all their replies: those that don't come along are asked for when a thread counts more than before. */
export function threadLoader(of: ThreadsOf): (token: string | undefined) => Promise<ListPage & { unread: number }> {
  return async (token) => {
    const page = await of.api.threads(of.where, token);
    const items: ListItem[] = [];
    for (const thread of page.items) {
      const { topLevelComment, videoId } = thread.snippet;
      for (const comment of [topLevelComment, ...(await allReplies(thread, of))]) {
        items.push(commentItem(comment, videoId, of));
      }
    }
    return { items, next: page.next, unread: page.unread };
  };
}

async function allReplies(thread: YoutubeThread, of: ThreadsOf): Promise<YoutubeComment[]> {
  const along = repliesIn(thread);
  const { totalReplyCount: count } = thread.snippet;
  const full = of.isFullLook() ? 1 : 0;
  const [known, knownInFull = 0] = of.counts.get(thread.id) ?? [];
  if (count <= along.length || (known === count && knownInFull >= full)) return along;
  try {
    const found = [...along, ...(await askedReplies(thread.id, of.api))];
    of.counts.delete(thread.id);
    of.counts.set(thread.id, [count, full]);
    for (const oldest of [...of.counts.keys()].slice(0, -MAX_COUNTS)) of.counts.delete(oldest);
    return [...new Map(found.map((reply) => [reply.id, reply])).values()];
  } catch (error) {
    // What came along is not lost; the rest is asked for when there are units again.
    if (error instanceof UnitsUsedUp) return along;
    // The thread was deleted since the list was read.
    if (error instanceof GoogleNotFound) return along;
    throw error;
  }
}

async function askedReplies(threadId: string, api: YoutubeApi): Promise<YoutubeComment[]> {
  const found: YoutubeComment[] = [];
  const visited = new Set<string | undefined>();
  for (let token: string | undefined; visited.size < MAX_REPLY_PAGES && !visited.has(token); ) {
    visited.add(token);
    const page = await api.replies(threadId, token);
    found.push(...page.items);
    if (page.next === undefined) break;
    token = page.next;
  }
  return found;
}

function commentItem({ id, snippet }: YoutubeComment, video: string | undefined, { own, now }: ThreadsOf): ListItem {
  const videoId = snippet.videoId ?? video;
  const author = snippet.authorChannelId?.value ?? null;
  const text = tidyText(snippet.textDisplay);
  const publishedAt = parseInstant(snippet.publishedAt, now);
  const post: RawPostInput = {
    externalId: id,
    kind: 'comment',
    url: videoId === undefined ? null : `https://www.youtube.com/watch?v=${videoId}&lc=${id}`,
    author: { id: author, name: tidyLine(snippet.authorDisplayName, 200) },
    text,
    publishedAt,
    threadId: videoId ?? null,
  };
  const ours = own !== undefined && author === own;
  return { id, at: secondOf(publishedAt), post: text === '' || ours ? null : post };
}

/** A video that a search found: its title and description are words about us, too. */
export function videoItem({ id: { videoId }, snippet }: YoutubeVideo, now: Date): ListItem {
  const publishedAt = parseInstant(snippet.publishedAt, now);
  // Titles of search results are HTML.
  const title = tidyLine(htmlToText(snippet.title), 2000);
  const post: RawPostInput = {
    externalId: videoId,
    kind: 'post',
    url: `https://www.youtube.com/watch?v=${videoId}`,
    author: {
      id: snippet.channelId?.slice(0, 100) ?? null,
      name: tidyLine(htmlToText(snippet.channelTitle ?? ''), 200),
    },
    title,
    text: htmlToText(snippet.description) || (title ?? ''),
    publishedAt,
    threadId: videoId,
  };
  return { id: videoId, at: secondOf(publishedAt), post: title === null ? null : post };
}

const secondOf = (instant: string | null) => (instant === null ? null : Math.floor(Date.parse(instant) / 1000));
