import { createVerify, generateKeyPairSync } from 'node:crypto';
import { type ApiCall, type ApiReply, pageOf, type StandIn, type StandInOptions, startJsonApi } from './json-api.ts';

export interface PlayReview {
  id: string;
  author: string;
  text: string;
  stars: number;
  /** Seconds since 1970 of the last change. */
  at: number;
  version?: string;
  device?: string;
  /** What the developer answered. */
  answer?: string;
}

export interface PlayState {
  package: string;
  reviews: PlayReview[];
  /** Seconds since 1970. */
  now: number;
  readsAllowed: number;
  mostPerPage: number;
  instead?: (call: ApiCall) => ApiReply | undefined;
}

const EMAIL = 'reviews@mang-xanh.iam.gserviceaccount.com';
const SCOPE = 'https://www.googleapis.com/auth/androidpublisher';
const TOKEN = 'ya29.stand-in-token';
/** Reviews that were not changed for so long are no longer told. */
const REACH = 7 * 86_400;

/** An error as Google's APIs answer it. */
export const googleError = (code: number, status: string, reason: string, message = 'Stand-in error.'): ApiReply => ({
  status: code,
  json: { error: { code, message, status, errors: [{ message, domain: 'global', reason }] } },
});

/** Google's token endpoint and the reviews of one app in the Play Developer API, with a key file that fits them. */
export async function startGooglePlay(
  state: PlayState,
  options: StandInOptions = {},
): Promise<StandIn & { keyFile: string }> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' });
  const reads: number[] = [];
  let origin = '';
  const server = await startJsonApi((call) => {
    const instead = state.instead?.(call);
    if (instead) return instead;
    if (call.path === '/token') return grant(call, publicKey, `${origin}/token`, state.now);
    if (call.headers.authorization !== `Bearer ${TOKEN}`) {
      return googleError(401, 'UNAUTHENTICATED', 'authError', 'Request had invalid authentication credentials.');
    }
    while ((reads[0] ?? state.now) <= state.now - 3600) reads.shift();
    if (reads.length >= state.readsAllowed) return googleError(403, 'PERMISSION_DENIED', 'rateLimitExceeded');
    reads.push(state.now);
    return answer(call, state);
  }, options);
  origin = server.origin;
  const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const file = { type: 'service_account', client_email: EMAIL, private_key: key, token_uri: `${origin}/token` };
  return { ...server, keyFile: JSON.stringify({ ...file, private_key_id: 'k1' }) };
}

const refused = (why: string): ApiReply => ({ status: 400, json: { error: 'invalid_grant', error_description: why } });

function grant({ method, body }: ApiCall, publicKey: string | Buffer, audience: string, now: number): ApiReply {
  const form = new URLSearchParams(body);
  const assertion = form.get('assertion') ?? '';
  const [header = '', claims = '', signature = ''] = assertion.split('.');
  if (method !== 'POST' || form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    return { status: 400, json: { error: 'unsupported_grant_type' } };
  }
  const right = createVerify('RSA-SHA256').update(`${header}.${claims}`).verify(publicKey, signature, 'base64url');
  if (!right) return refused('Invalid JWT Signature.');
  const { iss, scope, aud, iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  if (iss !== EMAIL || scope !== SCOPE || aud !== audience) return refused('Invalid JWT claims.');
  if (Math.abs(iat - now) > 300 || exp - iat > 3600) return refused('Invalid JWT: Token must be a short-lived token.');
  return { json: { access_token: TOKEN, expires_in: 3599, token_type: 'Bearer' } };
}

function answer({ path, query }: ApiCall, state: PlayState): ApiReply {
  const [, id] = new RegExp(`^/androidpublisher/v3/applications/${state.package}/reviews(?:/(.+))?$`).exec(path) ?? [
    null,
  ];
  if (id === null) return googleError(404, 'NOT_FOUND', 'applicationNotFound', 'No application was found.');
  const told = state.reviews.filter(({ at }) => at > state.now - REACH).sort((a, b) => b.at - a.at);
  if (id !== undefined) {
    const found = told.find((review) => review.id === decodeURIComponent(id));
    return found ? { json: reviewJson(found) } : googleError(404, 'NOT_FOUND', 'reviewNotFound');
  }
  const page = pageOf(told, query.get('token'), Math.min(Number(query.get('maxResults') ?? 10), state.mostPerPage));
  if (page === undefined) return googleError(400, 'INVALID_ARGUMENT', 'invalid', 'Invalid token.');
  // Google leaves empty fields out.
  const reviews = page.items.length > 0 ? { reviews: page.items.map(reviewJson) } : {};
  return { json: { ...reviews, ...(page.next && { tokenPagination: { nextPageToken: page.next } }) } };
}

function reviewJson({ id, author, text, stars, at, version, device, answer: reply }: PlayReview) {
  const lastModified = { seconds: `${at}`, nanos: 5_000_000 };
  const about = { appVersionName: version, device, reviewerLanguage: 'vi', androidOsVersion: 33, thumbsUpCount: 1 };
  const userComment = { text, lastModified, starRating: stars, ...about };
  const developerComment = { text: reply, lastModified };
  return { reviewId: id, authorName: author, comments: [{ userComment }, ...(reply ? [{ developerComment }] : [])] };
}
