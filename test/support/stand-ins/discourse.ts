import {
  type ApiCall,
  type ApiReply,
  type StandIn,
  type StandInOptions,
  startJsonApi,
} from '../../../src/demo/stand-ins/json-api.ts';
import { byActivity, lastAt, type ModelPost, type ModelThread, slice } from './forum-model.ts';

const TOPICS = 30;
const CHUNK = 20;
const NOT_FOUND: ApiReply = {
  status: 404,
  json: { errors: ['The requested URL or resource could not be found.'], error_type: 'not_found' },
};

/** Discourse: /latest.json and /c/…/l/latest.json in pages from 0, /t/ID.json in pages from 1, 20 posts each. */
export function startDiscourse(forum: { threads: ModelThread[] }, options: StandInOptions = {}): Promise<StandIn> {
  return startJsonApi((call) => answer(forum.threads, call), options);
}

function answer(threads: readonly ModelThread[], { path, query }: ApiCall): ApiReply {
  const topic = /^\/t\/(\d+)\.json$/.exec(path)?.[1];
  if (topic)
    return topicReply(
      threads.find(({ id }) => String(id) === topic),
      Number(query.get('page') ?? 1),
    );
  if (/^\/(?:latest|c\/.+\/l\/latest)\.json$/.test(path))
    return listReply(threads, Number(query.get('page') ?? 0), path);
  const text =
    '<!DOCTYPE html><html lang="vi"><head><meta name="generator" content="Discourse 3.4.0"></head><body></body></html>';
  return path.endsWith('.json') ? NOT_FOUND : { text };
}

function listReply(threads: readonly ModelThread[], page: number, path: string): ApiReply {
  const shown = slice(byActivity(threads), page + 1, TOPICS);
  const more = (page + 1) * TOPICS < threads.length;
  const topics = shown.map((thread) => ({
    id: thread.id,
    title: thread.title,
    slug: `chu-de-${thread.id}`,
    posts_count: spoken(thread).length,
    last_posted_at: lastAt(thread),
    bumped_at: lastAt(thread),
    pinned: false,
  }));
  return {
    json: {
      users: [],
      topic_list: {
        per_page: TOPICS,
        topics,
        ...(more && { more_topics_url: `${path.replace('.json', '')}?page=${page + 1}` }),
      },
    },
  };
}

function topicReply(thread: ModelThread | undefined, page: number): ApiReply {
  if (!thread) return NOT_FOUND;
  const posts = spoken(thread);
  const chunk = slice(posts, page, CHUNK);
  if (chunk.length === 0) return NOT_FOUND;
  return {
    json: {
      id: thread.id,
      title: thread.title,
      slug: `chu-de-${thread.id}`,
      posts_count: posts.length,
      chunk_size: CHUNK,
      post_stream: { posts: chunk.map((post) => postOf(post, thread)), stream: posts.map(({ id }) => id) },
    },
  };
}

/** Visitors are not shown what was deleted. */
const spoken = ({ posts }: ModelThread) => posts.filter(({ state }) => state !== 'deleted');

const postOf = ({ id, author, html, at, state }: ModelPost, thread: ModelThread) => ({
  id,
  post_number: thread.posts.findIndex((post) => post.id === id) + 1,
  post_type: state === 'note' ? 3 : 1,
  topic_id: thread.id,
  user_id: author?.id ?? null,
  username: author?.name.replaceAll(' ', '_') ?? null,
  name: author?.name ?? '',
  created_at: at,
  updated_at: at,
  cooked: html,
  hidden: false,
  user_deleted: false,
});
