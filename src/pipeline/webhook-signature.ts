import { createHmac, randomBytes } from 'node:crypto';

/** Standard Webhooks 1.0.0 (standardwebhooks.com): who may be asked, and how a message proves that it is ours. */

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

export const newWebhookSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/** What is signed: any part of it changed, and the signature is wrong. */
export interface SignedMessage {
  id: string;
  /** Of this try, in seconds. */
  timestamp: number;
  body: string;
}

/** One signature for each secret, so that a secret can be changed while messages are on their way. */
export function signatureOf({ id, timestamp, body }: SignedMessage, secrets: readonly string[]): string {
  const content = `${id}.${timestamp}.${body}`;
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
      .update(content)
      .digest('base64');
  return secrets.map((secret) => `v1,${sign(secret)}`).join(' ');
}
