import type { Request } from 'express';
import type { Actor } from '../domain/person.ts';
import { Forbidden, Unauthenticated } from '../errors.ts';
import { findSession, findToken } from '../storage/people.ts';
import type { ApiContext } from './endpoint.ts';

const BEARER = /^Bearer +([\x21-\x7e]{1,500})$/i;

/** Who asks: the machine of the bearer token or the user of the session cookie. Throws Unauthenticated. */
export async function identify(request: Request, { db, clock, cookie }: ApiContext): Promise<Actor> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const secret = BEARER.exec(authorization)?.[1];
    const machine = secret === undefined ? undefined : await findToken(db, secret, clock.now());
    if (machine === undefined) throw new Unauthenticated('The token is unknown or was revoked.');
    return machine;
  }
  const secret = cookie.read(request.headers.cookie);
  if (secret === undefined) throw new Unauthenticated('Sign in first: POST /api/session, or send a bearer token.');
  const user = await findSession(db, secret, clock.now());
  if (user === undefined) throw new Unauthenticated('The session is over: sign in again.');
  return { kind: 'user', id: user.id, name: user.name, role: user.role, team: user.team, reach: user.reach };
}

/**
 * Throws Forbidden for a change that another site's page asks for in the user's name. Tokens are never sent by a browser
 * on its own, so they need no such check; neither do clients that are no browsers and send none of these headers.
 */
export function refuseCrossSite(request: Request, publicUrl: string | undefined): void {
  const { authorization, origin, host } = request.headers;
  if (authorization !== undefined) return;
  const site = request.headers['sec-fetch-site'];
  const ours = site === undefined ? isOwnOrigin(origin, host, publicUrl) : site === 'same-origin' || site === 'none';
  if (!ours) throw new Forbidden('Changes are taken from the program’s own pages only.');
}

function isOwnOrigin(origin: string | undefined, host: string | undefined, publicUrl: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== undefined && new URL(publicUrl).origin === origin) return true;
  return new URL(origin).host === host;
}
