import { z } from 'zod';
import { tidyLine } from '../support/html.ts';
import { pathOf } from './addresses.ts';
import { matcher } from './elements.ts';
import { count, nameOf, numericId, pagesAround, readAnswer, secondsOf, wordsOf } from './json-answers.ts';
import type { ForumPost, ForumProfile } from './profile.ts';

const NAME = 'Flarum';
const THREAD = /\/(?:d|api\/discussions)\/(\d{1,15})(?:[-/?]|$)/;
const TAG = /\/t\/([^/?]{1,100})/;
const isNotTheirs = matcher('blockquote, .PostMention');
const PAGE = 20;

const id = z.union([z.string(), z.number()]).transform(String);
const identifier = z.object({ type: z.string(), id });

const discussion = z.object({
  id,
  attributes: z.object({
    title: z.string().nullish(),
    slug: z.string().max(500).catch(''),
    commentCount: count.optional(),
    lastPostedAt: z.string().nullish(),
    isHidden: z.boolean().nullish(),
  }),
});

const listShape = z.object({
  data: z.array(discussion),
  links: z.object({ next: z.string().nullish() }).default({}),
});

const postShape = z.object({
  type: z.literal('posts'),
  id: numericId,
  attributes: z.object({
    number: count.optional(),
    createdAt: z.string().nullish(),
    contentType: z.string().nullish(),
    contentHtml: z.string().nullish(),
    isHidden: z.boolean().nullish(),
  }),
  relationships: z.object({ user: z.object({ data: identifier.nullish() }).nullish() }).default({}),
});
const userShape = z.object({
  type: z.literal('users'),
  id,
  attributes: z.object({ username: z.string().nullish(), displayName: z.string().nullish() }),
});

const threadShape = z.object({
  data: discussion.extend({
    relationships: z.object({ posts: z.object({ data: z.array(z.object({ id: numericId })) }) }),
  }),
  included: z.array(z.unknown()).default([]),
});

const baseOf = (url: URL) =>
  url.origin + (/^(.*?)\/(?:d|t|all|tags|api)(?:\/|$)/.exec(url.pathname)?.[1] ?? url.pathname.replace(/\/$/, ''));
const threadIdOf = (url: URL) => THREAD.exec(pathOf(url))?.[1] ?? null;
const offsetOf = (url: URL) => Number(/^\d{1,9}$/.exec(url.searchParams.get('page[offset]') ?? '')?.[0] ?? 0);

/** Flarum 1, by its JSON:API. An answer of a discussion names all of its posts, whichever of them it holds. */
export const flarum: ForumProfile = {
  name: NAME,
  accept: 'application/vnd.api+json, application/json;q=0.9',
  kindOf(url) {
    if (threadIdOf(url) !== null) return 'thread';
    return /\/(?:all|tags|t\/[^/]+)?\/?$/.test(url.pathname) ? 'board' : null;
  },
  threadIdOf,

  listOf(boardUrl) {
    const url = new URL(boardUrl);
    const list = new URL(`${baseOf(url)}/api/discussions`);
    const tag = TAG.exec(pathOf(url))?.[1];
    if (tag) list.searchParams.set('filter[tag]', tag);
    list.searchParams.set('sort', '-lastPostedAt');
    list.searchParams.set('page[limit]', String(PAGE));
    list.searchParams.set('page[offset]', '0');
    return list.href;
  },

  pageOf(threadUrl, position) {
    const url = new URL(threadUrl);
    const page = new URL(`${baseOf(url)}/api/discussions/${threadIdOf(url)}`);
    page.searchParams.set('page[limit]', String(PAGE));
    page.searchParams.set('page[offset]', String(position - 1));
    return page.href;
  },

  readBoard(text, address) {
    const { data, links } = readAnswer(text, address, NAME, listShape);
    const url = new URL(address);
    const threads = data
      .filter(({ attributes }) => !attributes.isHidden)
      .map(({ id: own, attributes }) => ({
        id: own,
        url: `${baseOf(url)}/d/${encodeURIComponent(own)}`,
        lastActivity: secondsOf(attributes.lastPostedAt),
        replies: attributes.commentCount ?? null,
      }));
    url.searchParams.set('page[offset]', String(offsetOf(url) + PAGE));
    return { threads, next: links.next && threads.length > 0 ? url.href : null };
  },

  readThread(text, address) {
    const { data, included } = readAnswer(text, address, NAME, threadShape);
    const url = new URL(address);
    const base = `${baseOf(url)}/d/${data.id}`;
    const users = new Map(
      included.flatMap((each) => {
        const user = userShape.safeParse(each).data;
        return user ? [[user.id, nameOf(user.attributes.displayName, user.attributes.username)]] : [];
      }),
    );
    const position = offsetOf(url) + 1;
    const all = data.relationships.posts.data.map((post) => post.id);
    const shown = new Set(all.slice(position - 1, position - 1 + PAGE));
    const posts = included.flatMap((each): ForumPost[] => {
      const post = postShape.safeParse(each).data;
      // "comment" is what people write; the others tell of renaming, locking and the like.
      if (post?.id === undefined || post.attributes.contentType !== 'comment' || post.attributes.isHidden) return [];
      if (!shown.has(post.id)) return [];
      const author = post.relationships.user?.data?.id ?? null;
      return [
        {
          id: post.id,
          url: `${base}/${post.attributes.number ?? ''}`,
          author: { id: author, name: (author !== null && users.get(author)) || null },
          date: post.attributes.createdAt ?? null,
          text: wordsOf(post.attributes.contentHtml ?? '', isNotTheirs),
        },
      ];
    });
    const ids = [...shown].filter((post) => post !== undefined);
    return {
      title: tidyLine(data.attributes.title, 2000),
      position,
      posts: posts.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
      ids,
      withoutId: shown.size - ids.length,
      whole: true,
      ...pagesAround(position, PAGE, lastOffset(all.length) + 1),
      vietnamese: false,
    };
  },
};

/** The offset of the last page of so many posts. */
const lastOffset = (posts: number) => Math.max(0, Math.ceil(posts / PAGE) - 1) * PAGE;
