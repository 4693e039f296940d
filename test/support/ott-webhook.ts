import type { WebhookRequest } from '../../src/channels/channel.ts';
import { ottSignature } from '../../src/channels/ott/signed.ts';

export const OTT_SECRETS = { webhookSecret: 'a secret for what comes in', apiSecret: 'a secret for what goes out' };

/** A request as a network of docs/channels.md signs it. */
export function signedOtt(events: readonly object[], now: Date): WebhookRequest {
  const body = Buffer.from(JSON.stringify({ events }));
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const headers = {
    'content-type': 'application/json',
    'x-ott-timestamp': timestamp,
    'x-ott-signature': ottSignature(OTT_SECRETS.webhookSecret, timestamp, body),
  };
  return { method: 'POST', headers, query: {}, body, address: '127.0.0.1' };
}

/** What a customer writes there. */
export const ottMessage = (id: string, from: string, text: string, at: Date) => ({
  type: 'message',
  id,
  at,
  text,
  from: { id: from, name: `Khách ${from}` },
});
