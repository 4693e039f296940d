import { type GraphState, graphError } from '../../../src/demo/stand-ins/graph-api.ts';
import { type ApiReply, pageOf } from '../../../src/demo/stand-ins/json-api.ts';

export interface InstagramComment {
  id: string;
  username: string;
  authorId: string;
  text: string;
  /** Seconds since 1970. */
  at: number;
  replies?: InstagramComment[];
}

export interface InstagramState {
  accountId: string;
  media: { id: string; at: number; comments: InstagramComment[] }[];
  tags: { id: string; username: string; caption: string; at: number }[];
  mostPerPage: number;
}

const time = (second: number) => new Date(second * 1000).toISOString().replace('.000Z', '+0000');
const newestFirst = <Item extends { at: number }>(items: readonly Item[]) => [...items].sort((a, b) => b.at - a.at);

/** Instagram's part of the Graph API: media, their comments with replies, and tags of one business account. */
export function instagramPart(state: InstagramState): NonNullable<GraphState['more']> {
  return ([id = '', edge], query) => {
    const all = state.media.flatMap(({ comments }) => comments);
    const medium = state.media.find((each) => each.id === id);
    const comment = [...all, ...all.flatMap(({ replies = [] }) => replies)].find((each) => each.id === id);
    if (id === state.accountId && edge === 'media') return list(newestFirst(state.media).map(mediumJson), query, state);
    if (id === state.accountId && edge === 'tags') {
      const tags = newestFirst(state.tags).map(({ at, ...tag }) => ({
        ...tag,
        timestamp: time(at),
        permalink: linkTo(tag.id),
      }));
      return list(tags, query, state);
    }
    if (medium && edge === 'comments') return list(newestFirst(medium.comments).map(commentJson(state)), query, state);
    if (comment && edge === 'replies') return list((comment.replies ?? []).map(commentJson(state)), query, state);
    return edge === undefined && (medium || comment) ? { json: { id } } : undefined;
  };
}

function list(items: readonly object[], query: URLSearchParams, state: InstagramState): ApiReply {
  const page = pageOf(items, query.get('after'), Math.min(Number(query.get('limit') ?? 25), state.mostPerPage));
  if (page === undefined) return graphError(100, undefined, 'Invalid cursors values');
  const cursors = { before: 'b', after: page.next ?? 'end' };
  const paging = { cursors, ...(page.next && { next: 'https://graph.example/next' }) };
  return { json: { data: page.items, ...(page.items.length > 0 && { paging }) } };
}

const linkTo = (id: string) => `https://www.instagram.com/p/${id}/`;
const mediumJson = ({ id, at, comments }: InstagramState['media'][number]) => ({
  ...{ id, timestamp: time(at), permalink: linkTo(id) },
  comments_count: comments.reduce((sum, { replies = [] }) => sum + 1 + replies.length, 0),
});

function commentJson({ mostPerPage }: InstagramState) {
  const plain = ({ id, username, authorId, text, at }: InstagramComment) => ({
    ...{ id, text, username, timestamp: time(at), from: { id: authorId, username } },
  });
  return (comment: InstagramComment) => {
    const { replies = [] } = comment;
    if (replies.length === 0) return plain(comment);
    const paging = replies.length > mostPerPage ? { paging: { next: 'https://graph.example/next' } } : {};
    return { ...plain(comment), replies: { data: replies.slice(0, mostPerPage).map(plain), ...paging } };
  };
}
