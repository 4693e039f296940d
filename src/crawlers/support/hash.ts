import { createHash } from 'node:crypto';

/** The first characters of a SHA-256 in base64url: 6 bits each. */
export const hash = (content: string | Uint8Array, length: number): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, length);
