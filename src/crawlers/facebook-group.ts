import { z } from 'zod';
import type { RawPostInput } from '../domain/raw-post.ts';
import { GiveUp } from '../errors.ts';
import type { Collected, Crawler } from './crawler.ts';
import { type GroupPost, readGroup } from './sites/facebook-group-page.ts';
import { hash } from './support/hash.ts';
import { parseLocalInstant } from './support/local-dates.ts';
import { redactUrl } from './support/redact-url.ts';
import { secret } from './support/secret.ts';
import { sourceUrl } from './support/source-url.ts';

const settings = z
  .strictObject({
    /** A public group: `https://www.facebook.com/groups/<id or name>`. */
    url: sourceUrl.refine((url) => !URL.canParse(url) || /\/groups\/[^/]+/.test(new URL(url).pathname), {
      error: 'must be the address of a group (…/groups/name)',
    }),
    /** Cookies of the operator's own session, as a browser sends them: `c_user=…; xs=…`. */
    cookies: secret().optional(),
    scrolls: z.number().int().min(0).max(10).default(3),
    delaySeconds: z.number().min(0).max(60).default(30),
  })
  .refine(({ url, cookies }) => cookies === undefined || isFacebook(url), {
    path: ['cookies'],
    error: 'are for facebook.com over https alone: no other site gets a session of yours',
  });
type Settings = z.output<typeof settings>;

const cursorShape = z.object({ seen: z.array(z.tuple([z.string(), z.string()])) });
const MAX_SEEN = 2500;

export const crawler: Crawler<Settings> = {
  kind: 'facebook-group',
  summary: 'A public Facebook group in a browser, with your own session, where the law and the site allow it.',
  settings,
  example: { url: 'https://nhom.example/groups/khach-hang/', delaySeconds: 0 },

  async *collect({ url, cookies, scrolls, delaySeconds }, { browse, cursor, signal, now }): AsyncIterable<Collected> {
    signal.throwIfAborted();
    const options = { waitFor: '[role="article"], form', scrolls, delaySeconds, signal, cookies: readCookies(cookies) };
    const page = await browse(url, options);
    const posts = readGroup(page.html, page.url);
    if (posts.length === 0 && cursor === undefined) {
      throw new GiveUp(`${redactUrl(url)} shows no posts: is the group public, and may this session see it?`);
    }
    const seen = new Map(cursorShape.safeParse(cursor).data?.seen);
    for (const post of posts) {
      signal.throwIfAborted();
      const [id, content] = [hash(post.id, 12), hash(post.text, 8)];
      if (seen.get(id) !== content) yield { post: toPost(post, now()) };
      seen.delete(id);
      seen.set(id, content);
    }
    yield { checkpoint: { seen: [...seen].slice(-MAX_SEEN) } };
  },
};

function isFacebook(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && /(?:^|\.)facebook\.com$/.test(hostname);
}

const readCookies = (text = '') =>
  text.split(';').flatMap((pair) => {
    const [name = '', ...value] = pair.trim().split('=');
    return name === '' ? [] : [{ name, value: value.join('=') }];
  });

const toPost = ({ id, thread, url, author, text, date }: GroupPost, now: Date): RawPostInput => ({
  externalId: id,
  kind: id === thread ? 'post' : 'comment',
  url,
  author: { id: null, name: author },
  text,
  publishedAt: parseLocalInstant(date, now, { zone: undefined, order: 'dmy' }),
  threadId: thread,
});
