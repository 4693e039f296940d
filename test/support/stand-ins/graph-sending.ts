import { type GraphState, graphError, startGraphApi } from '../../../src/demo/stand-ins/graph-api.ts';
import type { ApiCall, ApiReply, StandIn } from '../../../src/demo/stand-ins/json-api.ts';

/** Something that the page sent: a direct message, an answer to somebody’s comment in private, or a comment. */
export interface GraphSent {
  id: string;
  edge: 'messages' | 'comments';
  to: string;
  text: string;
  tag?: string;
}

export interface GraphSending {
  server: StandIn;
  state: GraphState;
  sent: GraphSent[];
  /** Answers instead of the API. */
  instead: ((call: ApiCall) => ApiReply | undefined) | undefined;
}

export const GRAPH_PAGE = { pageId: '1000', token: 'EAAG-page-token', appSecret: 'app-secret-0123456789' };

/** The Graph API of one page that also takes messages (Send API, 2,000 characters) and comments. */
export async function startGraphSending(): Promise<GraphSending> {
  const state: GraphState = {
    ...GRAPH_PAGE,
    appId: '77',
    proofRequired: true,
    feed: [],
    tagged: [],
    tokenEnds: 0,
    tokenValid: true,
    usage: {},
    mostPerPage: 100,
  };
  const sending: Omit<GraphSending, 'server'> = { state, sent: [], instead: undefined };
  const take = (call: ApiCall): ApiReply | undefined => {
    const [, , from = '', edge] = call.path.split('/');
    if (call.method !== 'POST' || call.headers.authorization !== `Bearer ${GRAPH_PAGE.token}`) return undefined;
    const body = JSON.parse(call.body);
    const id = `m_${sending.sent.length + 1}`;
    if (edge === 'comments') {
      sending.sent.push({ id, edge, to: from, text: body.message });
      return { json: { id } };
    }
    if (edge !== 'messages' || from !== GRAPH_PAGE.pageId) return graphError(100, undefined, 'Unknown path components');
    if (body.message.text.length > 2000)
      return graphError(100, 2018109, '(#100) Length of param message[text] must be less than or equal to 2000');
    const to = body.recipient.id ?? body.recipient.comment_id;
    sending.sent.push({ id, edge, to, text: body.message.text, ...(body.tag && { tag: body.tag }) });
    return { json: { recipient_id: to, message_id: id } };
  };
  state.instead = (call) => sending.instead?.(call) ?? take(call);
  const server = await startGraphApi(state);
  return Object.assign(sending, { server });
}
