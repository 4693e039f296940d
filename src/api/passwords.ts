import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's scrypt setting with 32 MiB a hash (Password Storage Cheat Sheet: N=2^15, r=8, p=3). */
const COST = { ln: 15, r: 8, p: 3 } as const;
const HASH_BYTES = 32;
const STORED = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/;

/** A hash that no password has, checked in place of an unknown account's so that both take the same time. */
export const DECOY_HASH = format(COST, Buffer.alloc(16), Buffer.alloc(HASH_BYTES));

interface Cost {
  ln: number;
  r: number;
  p: number;
}

function format({ ln, r, p }: Cost, salt: Buffer, hash: Buffer): string {
  return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

function derive(password: string, salt: Buffer, { ln, r, p }: Cost, length: number): Promise<Buffer> {
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 128 * N * r + 128 * r * p + 1_048_576 };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** What is kept of a password: scrypt with a salt of its own; the cost is written into it, so it can grow later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return format(COST, salt, await derive(password, salt, COST, HASH_BYTES));
}

/** Whether it is the password behind the hash. Takes as long for a wrong one. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, ln, r, p, salt, hash] = STORED.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('A stored password hash is not in our format');
  const expected = Buffer.from(hash, 'base64url');
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64url'), cost, expected.length), expected);
}

/** A password of 120 random bits that can be typed off a screen: 24 letters and digits in groups, none alike. */
export function newPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789A'; // 32 signs: five bits each
  const signs = Array.from(randomBytes(24), (byte) => alphabet[byte % 32]).join('');
  return signs.replace(/.{6}(?=.)/g, '$&-');
}
