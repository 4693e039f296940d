import { createHmac } from 'node:crypto';
import { type ApiCall, type ApiReply, pageOf, type StandIn, type StandInOptions, startJsonApi } from './json-api.ts';

export interface GraphPerson {
  id: string;
  name: string;
}

/** A comment, with the replies below it. Times are seconds since 1970. */
export interface GraphStandInComment {
  id: string;
  from: GraphPerson;
  message: string;
  at: number;
  replies?: GraphStandInComment[];
  /** Left out of `filter=stream`, as some replies are. */
  hiddenFromStream?: boolean;
}

export interface GraphStandInPost {
  id: string;
  from: GraphPerson;
  message?: string;
  at: number;
  /** Of the last edit. */
  editedAt?: number;
  comments: GraphStandInComment[];
}

export interface GraphState {
  pageId: string;
  token: string;
  appId: string;
  appSecret: string;
  /** Requests must carry `appsecret_proof`. */
  proofRequired: boolean;
  feed: GraphStandInPost[];
  tagged: GraphStandInPost[];
  /** Second when the token ends; 0: never. */
  tokenEnds: number;
  tokenValid: boolean;
  /** Sent with every answer. */
  usage: Record<string, string>;
  /** Items a page, whatever is asked for. */
  mostPerPage: number;
  /** Answers of other parts of the API, once the token is checked, by the path behind the version. */
  more?: (path: readonly string[], query: URLSearchParams) => ApiReply | undefined;
  /** Answers in place of the usual one, by path; undefined lets it be. */
  instead?: (call: ApiCall) => ApiReply | undefined;
}

/** An error as the Graph API answers it. */
export const graphError = (code: number, subcode?: number, message = 'Stand-in error', status = 400): ApiReply => ({
  status,
  json: { error: { message, type: 'OAuthException', code, error_subcode: subcode, fbtrace_id: 'A1' } },
});

/** `X-Hub-Signature-256` of a webhook's raw body. */
export const signWebhook = (body: string | Buffer, appSecret: string): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

const time = (second: number) => new Date(second * 1000).toISOString().replace('.000Z', '+0000');
const flat = (comments: readonly GraphStandInComment[]): GraphStandInComment[] =>
  comments.flatMap((comment) => [comment, ...flat(comment.replies ?? [])]);
const newestFirst = <Item extends { at: number }>(items: readonly Item[]) => [...items].sort((a, b) => b.at - a.at);

/**
 * Facebook's Graph API for one page: `/feed`, `/tagged`, `/comments` of posts and comments (both filters and orders), single
 * objects, `debug_token`, cursors, errors by code, the proof of the app's secret and usage headers.
 */
export async function startGraphApi(state: GraphState, options: StandInOptions = {}): Promise<StandIn> {
  return startJsonApi((call) => {
    const reply = state.instead?.(call) ?? answer(call, state);
    return { ...reply, headers: { ...state.usage, ...reply.headers } };
  }, options);
}

function answer(call: ApiCall, state: GraphState): ApiReply {
  const token = call.headers.authorization?.replace(/^Bearer /, '') ?? call.query.get('access_token') ?? '';
  const [, version = '', ...path] = call.path.split('/');
  if (!/^v\d+\.\d$/.test(version)) return graphError(2500, undefined, 'Unknown path components');
  const isApp = token === `${state.appId}|${state.appSecret}`;
  if (token !== state.token && !isApp) return graphError(190, undefined, 'Invalid OAuth access token.', 401);
  if (path[0] === 'debug_token') return debugToken(call, state);
  if (!state.tokenValid) return graphError(190, 463, 'Error validating access token: Session has expired', 401);
  const proof = createHmac('sha256', state.appSecret).update(token).digest('hex');
  if (state.proofRequired && call.query.get('appsecret_proof') !== proof) {
    return graphError(100, undefined, 'API calls from the server require an appsecret_proof argument');
  }
  return state.more?.(path, call.query) ?? read(path, call.query, state);
}

function debugToken({ query }: ApiCall, { token, appId, tokenEnds, tokenValid }: GraphState): ApiReply {
  if (query.get('input_token') !== token)
    return graphError(100, undefined, 'The App_id in the input_token did not match');
  const error = tokenValid ? {} : { error: { code: 190, subcode: 463, message: 'Session has expired' } };
  const data = { app_id: appId, type: 'PAGE', expires_at: tokenEnds, data_access_expires_at: 0, is_valid: tokenValid };
  return { json: { data: { ...data, ...error } } };
}

function read([id = '', edge]: string[], query: URLSearchParams, state: GraphState): ApiReply {
  if (id === state.pageId && (edge === 'feed' || edge === 'tagged')) {
    return list(newestFirst(state[edge]).map(postJson), query, state);
  }
  const posts = [...state.feed, ...state.tagged];
  const found =
    posts.find((post) => post.id === id) ?? flat(posts.flatMap(({ comments }) => comments)).find((c) => c.id === id);
  if (found === undefined) {
    return graphError(100, 33, `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded`);
  }
  if (edge === undefined) return { json: { id } };
  if (edge !== 'comments') return graphError(2500, undefined, 'Unknown path components');
  const own = 'comments' in found ? found.comments : (found.replies ?? []);
  const parents = parentsOf('comments' in found ? undefined : id, own);
  const all = query.get('filter') === 'stream' ? flat(own).filter((comment) => !comment.hiddenFromStream) : own;
  const ordered = newestFirst(all);
  if (query.get('order') !== 'reverse_chronological') ordered.reverse();
  return list(
    ordered.map((comment) => commentJson(comment, parents.get(comment.id))),
    query,
    state,
  );
}

function parentsOf(
  parent: string | undefined,
  comments: readonly GraphStandInComment[],
): Map<string, string | undefined> {
  return new Map(
    comments.flatMap((comment) => [[comment.id, parent] as const, ...parentsOf(comment.id, comment.replies ?? [])]),
  );
}

function list(items: readonly object[], query: URLSearchParams, state: GraphState): ApiReply {
  const limit = Number(query.get('limit') ?? 25);
  if (!(limit >= 1 && limit <= 100)) return graphError(100, undefined, 'Param limit must be at most 100');
  const page = pageOf(items, query.get('after'), Math.min(limit, state.mostPerPage));
  if (page === undefined) return graphError(100, undefined, 'Invalid cursors values');
  const { items: data, next } = page;
  if (data.length === 0) return { json: { data } };
  const cursors = { before: 'b', after: next ?? 'end' };
  return { json: { data, paging: { cursors, ...(next && { next: `https://graph.example/?after=${next}` }) } } };
}

function postJson({ id, from, message, at, editedAt = at, comments }: GraphStandInPost) {
  const updated = Math.max(at, editedAt, ...flat(comments).map((comment) => comment.at));
  const permalink_url = `https://www.facebook.com/${id.replace('_', '/posts/')}`;
  return { id, message, created_time: time(at), updated_time: time(updated), permalink_url, from };
}

function commentJson({ id, from, message, at, replies = [] }: GraphStandInComment, parent: string | undefined) {
  const permalink_url = `https://www.facebook.com/${id.replace('_', '/?comment_id=')}`;
  const below = { ...(parent !== undefined && { parent: { id: parent } }), comment_count: replies.length };
  return { id, message, created_time: time(at), permalink_url, from, ...below };
}
