import { z } from 'zod';
import { httpUrl, type RawPostInput } from '../../domain/raw-post.ts';
import type { ListItem, ListPage } from '../support/api-list.ts';
import { parseInstant } from '../support/dates.ts';
import { tidyLine, tidyText } from '../support/html.ts';
import type { GraphClient } from './client.ts';
import { graphId, secondOf } from './page-posts.ts';

const word = z.string().optional().catch(undefined);
const author = z
  .object({ id: z.string().max(100), username: word })
  .optional()
  .catch(undefined);

export const MEDIA_FIELDS = 'id,timestamp,permalink,comments_count';
export const mediaShape = z.object({
  id: graphId,
  timestamp: word,
  permalink: word,
  comments_count: z.number().int().nonnegative().catch(0),
});
export type Media = z.output<typeof mediaShape>;

export const TAG_FIELDS = 'id,caption,timestamp,permalink,username';
export const tagShape = z.object({ id: graphId, caption: word, timestamp: word, permalink: word, username: word });

const WORDS = 'id,text,timestamp,username,from';
const replyShape = z.object({ id: graphId, text: word, timestamp: word, username: word, from: author });
type Reply = z.output<typeof replyShape>;
/** The replies that come along with a comment: all, as Instagram has one level and 50 are many. */
const commentShape = replyShape.extend({
  replies: z
    .object({ data: z.array(z.unknown()), paging: z.object({ next: word }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

const MAX_REPLY_PAGES = 10;

/** Loads the comments below a medium of the account `own`, with all replies. */
export function mediaCommentLoader(of: { graph: GraphClient; media: Media; own: string; now: Date }) {
  return async (after: string | undefined): Promise<ListPage & { unread: number }> => {
    const fields = `${WORDS},replies.limit(50){${WORDS}}`;
    const page = await of.graph.list(`${of.media.id}/comments`, commentShape, { fields, limit: 50, after });
    const items: ListItem[] = [];
    for (const comment of page.items) {
      const replies = comment.replies?.paging?.next ? await repliesOf(comment.id, of.graph) : readReplies(comment);
      items.push(...[comment, ...replies].map((each) => commentItem(each, of.media, of.own, of.now)));
    }
    return { items, next: page.next, unread: page.unread };
  };
}

const readReplies = ({ replies }: z.output<typeof commentShape>): Reply[] =>
  (replies?.data ?? []).flatMap((each) => replyShape.safeParse(each).data ?? []);

async function repliesOf(id: string, graph: GraphClient): Promise<Reply[]> {
  const found: Reply[] = [];
  const visited = new Set<string | undefined>();
  for (let after: string | undefined; visited.size < MAX_REPLY_PAGES && !visited.has(after); ) {
    visited.add(after);
    const page = await graph.list(`${id}/replies`, replyShape, { fields: WORDS, after });
    found.push(...page.items);
    if (page.next === undefined) break;
    after = page.next;
  }
  return found;
}

function commentItem(comment: Reply, media: Media, own: string, now: Date): ListItem {
  const { id, text, timestamp, username, from } = comment;
  const name = from?.username ?? username;
  const said = { id, text, time: timestamp, link: media.permalink, name, authorId: from?.id };
  return { id, at: secondOf(timestamp, now), post: toMention(said, 'comment', media.id, own, now) };
}

/** A medium of somebody else's that tags the account. */
export function tagItem(tag: z.output<typeof tagShape>, own: string, now: Date): ListItem {
  const { id, caption, timestamp, permalink, username } = tag;
  const said = { id, text: caption, time: timestamp, link: permalink, name: username, authorId: undefined };
  return { id, at: secondOf(timestamp, now), post: toMention(said, 'post', id, own, now) };
}

interface Words {
  id: string;
  text: string | undefined;
  time: string | undefined;
  link: string | undefined;
  name: string | undefined;
  authorId: string | undefined;
}

function toMention(said: Words, kind: 'post' | 'comment', thread: string, own: string, now: Date): RawPostInput | null {
  const text = tidyText(said.text ?? '');
  if (text === '' || said.authorId === own) return null;
  return {
    externalId: said.id,
    kind,
    url: httpUrl.safeParse(said.link).data ?? null,
    author: { id: said.authorId ?? null, name: tidyLine(said.name, 200) },
    text,
    publishedAt: parseInstant(said.time, now),
    threadId: thread,
  };
}
