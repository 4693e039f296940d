import {
  type ApiCall,
  type ApiReply,
  type StandIn,
  type StandInOptions,
  startJsonApi,
} from '../../../src/demo/stand-ins/json-api.ts';
import { byActivity, lastAt, type ModelPost, type ModelThread } from './forum-model.ts';

const NOT_FOUND: ApiReply = { status: 404, json: { errors: [{ status: '404', code: 'not_found' }] } };
const MAX = 50;

/** Flarum 1: /api/discussions with links, and /api/discussions/ID with the ids of all posts and some of them, by offset. */
export function startFlarum(forum: { threads: ModelThread[] }, options: StandInOptions = {}): Promise<StandIn> {
  return startJsonApi((call) => answer(forum.threads, call), options);
}

function answer(threads: readonly ModelThread[], { path, query }: ApiCall): ApiReply {
  const window = {
    offset: Number(query.get('page[offset]') ?? 0),
    limit: Math.min(MAX, Number(query.get('page[limit]') ?? 20)),
  };
  const id = /^\/api\/discussions\/(\d+)$/.exec(path)?.[1];
  if (id)
    return discussionReply(
      threads.find((thread) => String(thread.id) === id),
      window,
    );
  if (path === '/api/discussions') return listReply(threads, window);
  const text =
    '<!DOCTYPE html><html lang="vi"><body><div id="flarum-loading"></div><script>flarum.core.app.load({});</script></body></html>';
  return path.startsWith('/api/') ? NOT_FOUND : { text };
}

interface Window {
  offset: number;
  limit: number;
}

const discussionOf = (thread: ModelThread) => ({
  type: 'discussions',
  id: String(thread.id),
  attributes: {
    title: thread.title,
    slug: `${thread.id}-chu-de`,
    commentCount: thread.posts.length,
    lastPostedAt: lastAt(thread),
    lastPostNumber: thread.posts.length,
  },
});

function listReply(threads: readonly ModelThread[], { offset, limit }: Window): ApiReply {
  const next = offset + limit < threads.length && { next: `/api/discussions?page%5Boffset%5D=${offset + limit}` };
  return {
    json: {
      links: { first: '/api/discussions', ...next },
      data: byActivity(threads)
        .slice(offset, offset + limit)
        .map(discussionOf),
    },
  };
}

function discussionReply(thread: ModelThread | undefined, { offset, limit }: Window): ApiReply {
  if (!thread) return NOT_FOUND;
  const visible = thread.posts.filter(({ state }) => state !== 'deleted');
  const shown = visible.slice(offset, offset + limit);
  const users = new Map(shown.flatMap(({ author }) => (author ? [[author.id, author.name]] : [])));
  return {
    json: {
      data: {
        ...discussionOf(thread),
        relationships: { posts: { data: visible.map(({ id }) => ({ type: 'posts', id: String(id) })) } },
      },
      included: [...shown.map(postOf), ...[...users].map(userOf)],
    },
  };
}

const postOf = ({ id, author, html, at, state }: ModelPost) => ({
  type: 'posts',
  id: String(id),
  attributes: {
    number: id,
    createdAt: at.replace('.000Z', '+00:00'),
    contentType: state === 'note' ? 'discussionRenamed' : 'comment',
    ...(state === 'note' ? { content: ['cũ', 'mới'] } : { contentHtml: html }),
  },
  ...(author && { relationships: { user: { data: { type: 'users', id: String(author.id) } } } }),
});

const userOf = ([id, name]: [number, string]) => ({
  type: 'users',
  id: String(id),
  attributes: { username: `u${id}`, displayName: name, slug: `u${id}` },
});
