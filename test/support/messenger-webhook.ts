import type { WebhookRequest } from '../../src/channels/channel.ts';
import { signWebhook } from '../../src/demo/stand-ins/graph-api.ts';
import { GRAPH_PAGE } from './stand-ins/graph-sending.ts';

/** A request as Facebook signs it, with events of the Messenger Platform for one page. */
export function signedMessaging(messaging: readonly object[], now: Date, page = GRAPH_PAGE.pageId): WebhookRequest {
  const time = Math.max(0, ...messaging.map((each) => ('timestamp' in each ? Number(each.timestamp) : now.getTime())));
  const body = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: page, time, messaging }] }));
  const headers = {
    'content-type': 'application/json',
    'x-hub-signature-256': signWebhook(body, GRAPH_PAGE.appSecret),
  };
  return { method: 'POST', headers, query: {}, body, address: '127.0.0.1' };
}

/** What somebody writes to the page. */
export const messengerMessage = (mid: string, from: string, text: string, at: Date) => ({
  sender: { id: from },
  recipient: { id: GRAPH_PAGE.pageId },
  timestamp: at.getTime(),
  message: { mid, text },
});
