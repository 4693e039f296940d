import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { httpUrl, type RawPostInput } from '../../domain/raw-post.ts';
import { Forbidden, InvalidInput } from '../../errors.ts';
import { parseInstant } from '../support/dates.ts';
import { tidyLine, tidyText } from '../support/html.ts';
import { graphId } from './page-posts.ts';

/** Facebook sends up to 1,000 updates in one request; the web server's own limit should not be above this. */
export const MAX_WEBHOOK_BYTES = 4_000_000;
const MAX_UPDATES = 5000;

/** What a webhook told of one page: a post or comment that is there (new or edited), or is no longer. */
export type PageUpdate = { pageId: string; at: string | null } & (
  | { post: RawPostInput }
  | { gone: { externalId: string } }
);

/**
 * The answer to Facebook's question whether the address is ours (GET with `hub.*` parameters): the challenge to send back
 * as plain text. Throws Forbidden unless the token is the one that was agreed on.
 */
export function answerChallenge(query: Readonly<Record<string, unknown>>, verifyToken: string): string {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  const known = verifyToken !== '' && typeof token === 'string' && sameText(token, verifyToken);
  if (mode !== 'subscribe' || !known) throw new Forbidden('The verify token is not the one of this source.');
  // Sent back to whoever asks: letters and digits only, so that it can't be a page.
  if (typeof challenge !== 'string' || !/^[\w-]{1,200}$/.test(challenge)) {
    throw new InvalidInput('hub.challenge is missing or is not a plain word.');
  }
  return challenge;
}

/**
 * Throws Forbidden unless `signature` (the header X-Hub-Signature-256) is that of the raw body, before anything is parsed.
 * A repeated request passes: what it tells is told again, which changes nothing.
 */
export function verifySignature(rawBody: Uint8Array, signature: string | undefined, appSecret: string): void {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(signature ?? '')?.[1];
  const expected = createHmac('sha256', appSecret).update(rawBody).digest();
  // The comparison takes the same time whatever is sent.
  const right = timingSafeEqual(Buffer.from(given ?? '0'.repeat(64), 'hex'), expected);
  if (appSecret === '' || given === undefined || !right) {
    throw new Forbidden('The signature is not the one of this body: check the app secret.');
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
const sameText = (a: string, b: string) => timingSafeEqual(sha256(a), sha256(b));

const text = z.string().optional().catch(undefined);
const id = graphId.optional().catch(undefined);
const valueShape = z.object({
  item: z.string(),
  verb: z.string(),
  post_id: id,
  comment_id: id,
  message: text,
  /** Seconds since 1970. */
  created_time: z.number().optional().catch(undefined),
  permalink_url: text,
  from: z
    .object({ id: z.string().max(100), name: text })
    .optional()
    .catch(undefined),
  post: z.object({ permalink_url: text }).optional().catch(undefined),
});
type Value = z.output<typeof valueShape>;
const bodyShape = z.object({
  object: z.literal('page'),
  entry: z.array(
    z.object({ id: z.string().max(100), time: z.number().catch(0), changes: z.array(z.unknown()).catch([]) }),
  ),
});

const POSTS = new Set(['status', 'post', 'photo', 'video', 'share', 'album', 'link', 'note']);
const THERE = new Set(['add', 'edit', 'edited']);
/** Not `hide`: what a page hides was said all the same. */
const GONE = new Set(['remove', 'delete']);

/**
 * The updates in the body of a webhook for `object: page`, field `feed`, of each post or comment only the last state: a
 * removal beats what was said of the thing in the same body, in whatever order. The page's own words are left out, and so
 * is what can't be read. Throws InvalidInput if the body is none of Facebook's or too large.
 */
export function readPageUpdates(rawBody: Uint8Array, now: Date): PageUpdate[] {
  if (rawBody.length > MAX_WEBHOOK_BYTES)
    throw new InvalidInput(`The body is larger than ${MAX_WEBHOOK_BYTES / 1e6} MB.`);
  const body = bodyShape.safeParse(parse(rawBody));
  if (!body.success) throw new InvalidInput('The body is no webhook of a page.', [], { cause: body.error });
  const entries = [...body.data.entry].sort((a, b) => a.time - b.time);
  const changes = entries.flatMap(({ id: pageId, time, changes: list }) =>
    list.map((change) => ({ pageId, time, value: feedValue(change) })),
  );
  const last = new Map<string, PageUpdate>();
  for (const { pageId, time, value } of changes.slice(0, MAX_UPDATES)) {
    const update = value && toUpdate(pageId, instantOf(time, now), value, now);
    if (update === undefined) continue;
    const externalId = 'gone' in update ? update.gone.externalId : update.post.externalId;
    const before = last.get(externalId);
    if (before === undefined || !('gone' in before)) last.set(externalId, update);
  }
  return [...last.values()];
}

function parse(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString('utf8'));
  } catch (cause) {
    throw new InvalidInput('The body is no JSON.', [], { cause });
  }
}

const changeShape = z.object({ field: z.literal('feed'), value: valueShape });
const feedValue = (change: unknown): Value | undefined => changeShape.safeParse(change).data?.value;

function toUpdate(pageId: string, at: string | null, value: Value, now: Date): PageUpdate | undefined {
  const isComment = value.item === 'comment';
  const externalId = isComment ? value.comment_id : value.post_id;
  if (externalId === undefined || !(isComment || POSTS.has(value.item))) return undefined;
  if (GONE.has(value.verb)) return { pageId, at, gone: { externalId } };
  if (value.from?.id === pageId) return undefined;
  const words = tidyText(value.message ?? '');
  if (!THERE.has(value.verb) || words === '') return undefined;
  const link = value.permalink_url ?? (isComment ? undefined : value.post?.permalink_url);
  const post: RawPostInput = {
    externalId,
    kind: isComment ? 'comment' : 'post',
    url: httpUrl.safeParse(link).data ?? `https://www.facebook.com/${externalId}`,
    author: { id: value.from?.id ?? null, name: tidyLine(value.from?.name, 200) },
    text: words,
    publishedAt: instantOf(value.created_time ?? 0, now),
    threadId: value.post_id ?? null,
  };
  return { pageId, at, post };
}

/** An instant from seconds (or, as some events have it, milliseconds) since 1970; null if there is none or it is absurd. */
function instantOf(time: number, now: Date): string | null {
  const milliseconds = time > 1e11 ? time : time * 1000;
  if (!(milliseconds > 0) || milliseconds > 8.64e15) return null;
  return parseInstant(new Date(milliseconds).toISOString(), now);
}
