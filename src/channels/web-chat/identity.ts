import { z } from 'zod';
import { Forbidden } from '../../errors.ts';
import { hmacSha256, sameSecret } from '../support/signatures.ts';

/** One line: what is signed stands on lines of its own. */
const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line')
    .default('');

/** Who a page says that its visitor is, and its proof. */
export const chatIdentity = z.strictObject({
  id: line(200).pipe(z.string().min(1)).meta({ description: 'The visitor’s id at the page.' }),
  name: line(200),
  email: line(254),
  phone: line(30),
  expires: z.int().meta({ description: 'Seconds since 1970.' }),
  hash: z.string().regex(/^[0-9a-f]{64}$/i),
});
export type ChatIdentity = z.output<typeof chatIdentity>;

/** A proof that is good for longer is one that somebody will find. */
const LONGEST_S = 30 * 86_400;

/** What a page signs: a version, id, name, e-mail, phone and the end, each on a line of its own, empty where not known. */
export const signedForm = ({ id, name, email, phone, expires }: Omit<ChatIdentity, 'hash'>): string =>
  ['v1', id, name, email, phone, String(expires)].join('\n');

/** Throws Forbidden for what the page did not sign, or not for now. */
export function checkIdentity(secret: string | undefined, { hash, ...claimed }: ChatIdentity, now: Date): void {
  const right = sameSecret(hash.toLowerCase(), hmacSha256(secret ?? '', signedForm(claimed)));
  if (secret === undefined) throw new Forbidden('This chat takes no identities: set its identitySecret.');
  if (!right) throw new Forbidden('The hash is not the one of this identity: see docs/channels.md.');
  const left = claimed.expires - now.getTime() / 1000;
  if (left <= 0) throw new Forbidden('The identity has expired: the page must sign a new one.');
  if (left > LONGEST_S) throw new Forbidden('The identity is good for more than 30 days: let it expire sooner.');
}
