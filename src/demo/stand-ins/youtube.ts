import { googleError } from './google-play.ts';
import { type ApiCall, type ApiReply, pageOf, type StandIn, type StandInOptions, startJsonApi } from './json-api.ts';

export interface TubeComment {
  id: string;
  author: string;
  authorChannel: string;
  text: string;
  /** Seconds since 1970. */
  at: number;
  editedAt?: number;
}

export interface TubeThread extends TubeComment {
  videoId: string;
  replies: TubeComment[];
}

export interface TubeVideo {
  id: string;
  title: string;
  description: string;
  channelId: string;
  at: number;
}

export interface TubeState {
  key: string;
  channelId: string;
  threads: TubeThread[];
  videos: TubeVideo[];
  /** Ids of videos whose comments are switched off. */
  closed: string[];
  unitsLeft: number;
  mostPerPage: number;
  instead?: (call: ApiCall) => ApiReply | undefined;
}

const COST: Record<string, number> = { commentThreads: 1, comments: 1, search: 100 };
/** Replies that come along with a thread. */
const ALONG = 5;

/** The YouTube Data API v3: threads of a channel or video, comments by parent or id, search, units counted as documented. */
export async function startYoutube(state: TubeState, options: StandInOptions = {}): Promise<StandIn> {
  return startJsonApi((call) => state.instead?.(call) ?? answer(call, state), options);
}

function answer({ path, query, headers }: ApiCall, state: TubeState): ApiReply {
  const key = headers['x-goog-api-key'] ?? query.get('key');
  if (key !== state.key) {
    return googleError(400, 'INVALID_ARGUMENT', 'badRequest', 'API key not valid. Please pass a valid API key.');
  }
  const [, name = ''] = /^\/youtube\/v3\/(\w+)$/.exec(path) ?? [];
  const cost = COST[name];
  if (cost === undefined) return googleError(404, 'NOT_FOUND', 'notFound');
  if (state.unitsLeft < cost) {
    return googleError(403, 'PERMISSION_DENIED', 'quotaExceeded', 'You have exceeded your <a href="/q">quota</a>.');
  }
  state.unitsLeft -= cost;
  if (name === 'search') return search(query, state);
  return name === 'comments' ? comments(query, state) : threads(query, state);
}

function threads(query: URLSearchParams, state: TubeState): ApiReply {
  const [channel, video] = [query.get('allThreadsRelatedToChannelId'), query.get('videoId')];
  if (channel !== null && channel !== state.channelId) return googleError(404, 'NOT_FOUND', 'channelNotFound');
  if (video !== null && state.closed.includes(video)) {
    return googleError(403, 'PERMISSION_DENIED', 'commentsDisabled', 'The video has disabled comments.');
  }
  const known = [...state.videos.map(({ id }) => id), ...state.threads.map(({ videoId }) => videoId)];
  if (video !== null && !known.includes(video)) return googleError(404, 'NOT_FOUND', 'videoNotFound');
  const found = state.threads.filter(({ videoId }) => video === null || videoId === video);
  return list([...found].sort((a, b) => b.at - a.at).map(threadJson), query, state);
}

function comments(query: URLSearchParams, state: TubeState): ApiReply {
  const [parent, ids] = [query.get('parentId'), query.get('id')];
  if (ids !== null) {
    const all = state.threads.flatMap((thread) => [thread, ...thread.replies]);
    return { json: { items: all.filter(({ id }) => ids.split(',').includes(id)).map(({ id }) => ({ id })) } };
  }
  const thread = state.threads.find(({ id }) => id === parent);
  if (!thread) return googleError(404, 'NOT_FOUND', 'commentNotFound');
  return list(
    thread.replies.map((reply) => commentJson(reply, thread.videoId)),
    query,
    state,
  );
}

function search(query: URLSearchParams, state: TubeState): ApiReply {
  const after = Date.parse(query.get('publishedAfter') ?? '1970-01-01T00:00:00Z') / 1000;
  const words = (query.get('q') ?? '').toLowerCase();
  const found = state.videos.filter(
    ({ at, title, description }) => at > after && `${title} ${description}`.toLowerCase().includes(words),
  );
  const items = [...found]
    .sort((a, b) => b.at - a.at)
    .map(({ id, title, description, channelId, at }) => {
      const escaped = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
      const snippet = { title: escaped, description, channelId, channelTitle: 'Kênh', publishedAt: time(at) };
      return { id: { kind: 'youtube#video', videoId: id }, snippet };
    });
  return list(items, query, state);
}

function list(items: readonly object[], query: URLSearchParams, { mostPerPage }: TubeState): ApiReply {
  const page = pageOf(items, query.get('pageToken'), Math.min(Number(query.get('maxResults') ?? 20), mostPerPage));
  if (page === undefined) return googleError(400, 'INVALID_ARGUMENT', 'invalidPageToken');
  return { json: { items: page.items, ...(page.next && { nextPageToken: page.next }) } };
}

const time = (second: number) => new Date(second * 1000).toISOString().replace('.000Z', 'Z');

function commentJson({ id, author, authorChannel, text, at, editedAt = at }: TubeComment, videoId: string) {
  const by = { authorDisplayName: author, authorChannelId: { value: authorChannel } };
  return { id, snippet: { ...by, videoId, textDisplay: text, publishedAt: time(at), updatedAt: time(editedAt) } };
}

function threadJson(thread: TubeThread) {
  const { id, videoId, replies } = thread;
  const topLevelComment = commentJson(thread, videoId);
  const along = replies.slice(0, ALONG).map((reply) => commentJson(reply, videoId));
  const snippet = { videoId, topLevelComment, totalReplyCount: replies.length };
  return { id, snippet, ...(along.length > 0 && { replies: { comments: along } }) };
}
