import {
  type ApiCall,
  type ApiReply,
  type StandIn,
  type StandInOptions,
  startJsonApi,
} from '../../../src/demo/stand-ins/json-api.ts';
import { byActivity, lastAt, type ModelPost, type ModelThread, slice } from './forum-model.ts';

const SIZE = 20;
const NOT_FOUND: ApiReply = {
  status: 404,
  json: { status: { code: 'not-found', message: 'Not Found' }, response: {} },
};

/** NodeBB: /api/recent, /api/category/ID and /api/topic/ID in pages from 1, 20 items each. */
export function startNodebb(forum: { threads: ModelThread[] }, options: StandInOptions = {}): Promise<StandIn> {
  return startJsonApi((call) => answer(forum.threads, call), options);
}

function answer(threads: readonly ModelThread[], { path, query }: ApiCall): ApiReply {
  const page = Math.max(1, Number(query.get('page') ?? 1));
  const topic = /^\/api\/topic\/(\d+)$/.exec(path)?.[1];
  if (topic)
    return topicReply(
      threads.find(({ id }) => String(id) === topic),
      page,
    );
  if (/^\/api\/(?:recent|category\/\d+)$/.test(path)) return listReply(threads, page);
  const text =
    '<!DOCTYPE html><html lang="vi"><body><script defer src="/assets/nodebb.min.js?v=1"></script></body></html>';
  return path.startsWith('/api/') ? NOT_FOUND : { text };
}

const pagination = (currentPage: number, items: number) => ({
  currentPage,
  pageCount: Math.max(1, Math.ceil(items / SIZE)),
});

function listReply(threads: readonly ModelThread[], page: number): ApiReply {
  const topics = slice(byActivity(threads), page, SIZE).map((thread) => ({
    tid: thread.id,
    slug: `${thread.id}/chu-de`,
    title: thread.title,
    titleRaw: thread.title,
    postcount: thread.posts.length,
    lastposttime: Date.parse(lastAt(thread)),
    deleted: 0,
  }));
  return { json: { topics, topicCount: threads.length, pagination: pagination(page, threads.length) } };
}

function topicReply(thread: ModelThread | undefined, page: number): ApiReply {
  if (!thread) return NOT_FOUND;
  return {
    json: {
      tid: thread.id,
      slug: `${thread.id}/chu-de`,
      title: thread.title,
      postcount: thread.posts.length,
      posts: slice(thread.posts.filter(isPost), page, SIZE).map(postOf),
      pagination: pagination(page, thread.posts.length),
    },
  };
}

/** What moderators did is no post here. */
const isPost = ({ state }: ModelPost) => state !== 'note';

const postOf = ({ id, author, html, at, state }: ModelPost, index: number) => ({
  pid: id,
  uid: author?.id ?? 0,
  content: state === 'deleted' ? '[[topic:post-is-deleted]]' : html,
  timestamp: Date.parse(at),
  timestampISO: at,
  deleted: state === 'deleted' ? 1 : 0,
  index,
  user: author
    ? { uid: author.id, username: author.name, displayname: author.name }
    : { uid: 0, username: '[[global:guest]]' },
  ...(!author && { handle: 'Khách' }),
});
