import { z } from 'zod';
import { httpUrl, type RawPostInput } from '../../domain/raw-post.ts';
import type { ListItem } from '../support/api-list.ts';
import { parseInstant } from '../support/dates.ts';
import { tidyLine, tidyText } from '../support/html.ts';

/** Ids are strings of digits, joined by `_`; anything else never comes into an address. */
export const graphId = z.string().regex(/^\d{1,40}(_\d{1,40}){0,2}$/);
const text = z.string().optional().catch(undefined);
const person = z
  .object({ id: z.string().max(100), name: text })
  .optional()
  .catch(undefined);

export const POST_FIELDS = 'id,message,created_time,updated_time,permalink_url,from';
export const postShape = z.object({
  id: graphId,
  message: text,
  created_time: text,
  updated_time: text,
  permalink_url: text,
  from: person,
});
export type GraphPost = z.output<typeof postShape>;

export const COMMENT_FIELDS = 'id,message,created_time,permalink_url,from,parent{id},comment_count';
export const commentShape = z.object({
  id: graphId,
  message: text,
  created_time: text,
  permalink_url: text,
  from: person,
  parent: z.object({ id: z.string() }).optional().catch(undefined),
  comment_count: z.number().catch(0),
});
export type GraphComment = z.output<typeof commentShape>;

/** Seconds since 1970 of a time as the Graph API writes it, or null. */
export function secondOf(time: string | undefined, now: Date): number | null {
  const instant = parseInstant(time, now);
  return instant === null ? null : Math.floor(Date.parse(instant) / 1000);
}

interface Words {
  id: string;
  kind: 'post' | 'comment';
  text: string | undefined;
  time: string | undefined;
  link: string | undefined;
  from: { id: string; name?: string | undefined } | undefined;
  thread: string;
}

/** A mention, or null for what the page itself said and for what has no words. */
function toMention({ id, kind, text: said, time, link, from, thread }: Words, own: string, now: Date) {
  const words = tidyText(said ?? '');
  if (words === '' || from?.id === own) return null;
  return {
    externalId: id,
    kind,
    url: httpUrl.safeParse(link).data ?? `https://www.facebook.com/${id}`,
    author: { id: from?.id ?? null, name: tidyLine(from?.name, 200) },
    text: words,
    publishedAt: parseInstant(time, now),
    threadId: thread,
  } satisfies RawPostInput;
}

/** A post on the page `own`, or one that tags it. */
export function postItem(post: GraphPost, own: string, now: Date): ListItem {
  const { id, message, created_time: time, permalink_url: link, from } = post;
  const words: Words = { id, kind: 'post', text: message, time, link, from, thread: id };
  return { id, at: secondOf(time, now), post: toMention(words, own, now) };
}

/** A comment or reply below the post `thread` of the page `own`. */
export function commentItem(comment: GraphComment, thread: string, own: string, now: Date): ListItem {
  const { id, message, created_time: time, permalink_url: link, from } = comment;
  const words: Words = { id, kind: 'comment', text: message, time, link, from, thread };
  return { id, at: secondOf(time, now), post: toMention(words, own, now) };
}
