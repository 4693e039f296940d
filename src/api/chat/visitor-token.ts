import { parseCookie, stringifySetCookie } from 'cookie';
import { sameSecret } from '../../channels/support/signatures.ts';
import type { Vault } from '../../storage/secrets.ts';

/**
 * Who a visitor is, as a word that only the program can make: "<visitor>.<end, seconds since 1970>.<proof>". It is a cookie
 * out of reach of scripts where the page with the widget is of our own site; elsewhere browsers keep such cookies back, and
 * the widget's frame keeps the word itself.
 */

const DAY_S = 86_400;
/** For whom the page vouches is known to it the next time, too. */
const LASTS_S = { anonymous: 365 * DAY_S, vouched: 30 * DAY_S };
const COOKIE = 'langnghe-chat';
const FORM = /^([0-9a-f-]{36})\.(\d{1,12})\.([\w-]{32})$/;

const proofOf = (vault: Vault, channel: string, visitor: string, ends: string) =>
  vault.tokenFor({ purpose: 'chat visitor', id: `${channel} ${visitor} ${ends}` });

export function issueToken(
  vault: Vault,
  { channel, visitor, isVouched }: { channel: string; visitor: string; isVouched: boolean },
  now: Date,
): string {
  const ends = String(Math.floor(now.getTime() / 1000) + (isVouched ? LASTS_S.vouched : LASTS_S.anonymous));
  return `${visitor}.${ends}.${proofOf(vault, channel, visitor, ends)}`;
}

/** The visitor of a channel whom a token names; undefined for one that is not ours or has ended. */
export function readToken(vault: Vault, channel: string, token: string, now: Date): string | undefined {
  const [, visitor, ends, proof] = FORM.exec(token) ?? [];
  if (visitor === undefined || ends === undefined || proof === undefined) return undefined;
  if (!sameSecret(proof, proofOf(vault, channel, visitor, ends))) return undefined;
  return Number(ends) * 1000 > now.getTime() ? visitor : undefined;
}

/** The token among the cookies of a request. */
export const tokenInCookies = (header: string | undefined): string | undefined => parseCookie(header ?? '')[COOKIE];

/** The Set-Cookie header that keeps a token for the pages of its channel. */
export function tokenCookie(channel: string, token: string, publicUrl: string | undefined): string {
  const secure = publicUrl?.startsWith('https:') ?? false;
  const rules = {
    path: `/chat/${channel}`,
    httpOnly: true,
    sameSite: 'strict',
    secure,
    maxAge: LASTS_S.anonymous,
  } as const;
  return stringifySetCookie(COOKIE, token, rules);
}
