import { z } from 'zod';
import { tidyLine } from '../support/html.ts';
import { pathOf } from './addresses.ts';
import { matcher } from './elements.ts';
import { ACCEPT_JSON, count, nameOf, numericId, pagesAround, readAnswer, secondsOf, wordsOf } from './json-answers.ts';
import type { ForumPost, ForumProfile } from './profile.ts';

const NAME = 'Discourse';
const THREAD = /\/t\/(?:[^/?]*[^/?\d][^/?]*\/)?(\d{1,15})(?:[/?.]|$)/;
const BOARD = /^(.*?)\/(?:(c|tag)\/([^?]+?)|latest|top|new|categories)?(?:\.json)?\/?(?:\?|$)/;
const isNotTheirs = matcher(
  'aside.quote, aside.onebox, blockquote, .lightbox-wrapper .meta, .poll, .discourse-local-date .t',
);

/** Regular posts and those of moderators; not notes of the system ("closed the topic"). */
const SPOKEN = [1, 2];

const listShape = z.object({
  topic_list: z.object({
    more_topics_url: z.string().nullish(),
    topics: z.array(
      z.object({
        id: count,
        slug: z.string().max(500).catch('-'),
        last_posted_at: z.string().nullish(),
        bumped_at: z.string().nullish(),
        posts_count: count.optional(),
      }),
    ),
  }),
});

const postShape = z.object({
  id: numericId,
  post_number: count.optional(),
  post_type: z.number().default(1),
  username: z.string().nullish(),
  name: z.string().nullish(),
  user_id: z.number().nullish(),
  created_at: z.string().nullish(),
  cooked: z.string().default(''),
  hidden: z.boolean().nullish(),
  user_deleted: z.boolean().nullish(),
  deleted_at: z.string().nullish(),
});
type Post = z.output<typeof postShape>;

const topicShape = z.object({
  title: z.string().nullish(),
  slug: z.string().max(500).catch('-'),
  posts_count: count.default(0),
  chunk_size: z.number().int().min(1).max(1000).default(20),
  post_stream: z.object({ posts: z.array(postShape) }),
});

/** The folder that the forum lives in. */
const baseOf = (url: URL) =>
  url.origin +
  (/^(.*?)\/(?:t|c|tag|latest|top|new|categories)(?:[/.?]|$)/.exec(url.pathname)?.[1] ??
    url.pathname.replace(/\/$/, ''));
const threadIdOf = (url: URL) => THREAD.exec(pathOf(url))?.[1] ?? null;
const pageNumber = (url: URL) => Math.max(1, Number(/^\d{1,7}$/.exec(url.searchParams.get('page') ?? '')?.[0] ?? 1));

const isSaid = (post: Post) =>
  SPOKEN.includes(post.post_type) && !post.hidden && !post.user_deleted && !post.deleted_at;

/** Discourse, by the JSON of its pages. */
export const discourse: ForumProfile = {
  name: NAME,
  accept: ACCEPT_JSON,
  kindOf: (url) => (threadIdOf(url) !== null ? 'thread' : BOARD.test(url.pathname) ? 'board' : null),
  threadIdOf,

  listOf(boardUrl) {
    const url = new URL(boardUrl);
    const [, , kind, rest] = BOARD.exec(url.pathname) ?? [];
    const list = kind && rest ? `${kind}/${rest.replace(/\/l\/latest$/, '')}/l/latest` : 'latest';
    return `${baseOf(url)}/${list}.json`;
  },

  pageOf(threadUrl, position) {
    const url = new URL(threadUrl);
    return `${baseOf(url)}/t/${threadIdOf(url)}.json${position > 1 ? `?page=${position}` : ''}`;
  },

  readBoard(text, address) {
    const { topic_list: list } = readAnswer(text, address, NAME, listShape);
    const url = new URL(address);
    const threads = list.topics.map((topic) => ({
      id: String(topic.id),
      url: `${baseOf(url)}/t/${encodeURIComponent(topic.slug)}/${topic.id}`,
      lastActivity: secondsOf(topic.last_posted_at ?? topic.bumped_at),
      replies: topic.posts_count ?? null,
    }));
    url.searchParams.set('page', String(Number(url.searchParams.get('page') ?? 0) + 1));
    return { threads, next: list.more_topics_url && threads.length > 0 ? url.href : null };
  },

  readThread(text, address) {
    const topic = readAnswer(text, address, NAME, topicShape);
    const url = new URL(address);
    const position = pageNumber(url);
    const known = topic.post_stream.posts.flatMap((post) => (post.id === undefined ? [] : [{ ...post, id: post.id }]));
    const base = `${baseOf(url)}/t/${encodeURIComponent(topic.slug || '-')}/${threadIdOf(url)}`;
    return {
      title: tidyLine(topic.title, 2000),
      position,
      posts: known.filter(isSaid).map(
        (post): ForumPost => ({
          id: post.id,
          url: `${base}/${post.post_number ?? ''}`,
          author: { id: post.user_id ? String(post.user_id) : null, name: nameOf(post.name, post.username) },
          date: post.created_at ?? null,
          text: wordsOf(post.cooked, isNotTheirs),
        }),
      ),
      ids: known.map(({ id }) => id),
      withoutId: topic.post_stream.posts.length - known.length,
      whole: true,
      ...pagesAround(position, 1, Math.ceil(topic.posts_count / topic.chunk_size)),
      vietnamese: false,
    };
  },
};
