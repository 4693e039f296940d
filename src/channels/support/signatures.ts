import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether two secrets are the same, in a time that tells nothing of where they differ. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** HMAC-SHA-256 over the parts in their order, in hexadecimal digits. */
export function hmacSha256(key: string, ...parts: readonly (string | Uint8Array)[]): string {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** SHA-256 of bytes in base64url: names a request that has no id of its own. */
export const fingerprintOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');
