import { z } from 'zod';
import { httpUrl, type RawPostInput } from '../domain/raw-post.ts';
import { GiveUp } from '../errors.ts';
import type { Collected, Crawler } from './crawler.ts';
import { parseInstant } from './support/dates.ts';
import { FeedNotes } from './support/feed-notes.ts';
import { type Feed, type FeedItem, readFeed } from './support/feed-reader.ts';
import { FetchFailed } from './support/fetch-failed.ts';
import { hash } from './support/hash.ts';
import { htmlToText, tidyLine } from './support/html.ts';
import { PostIds } from './support/post-ids.ts';
import { redactUrl } from './support/redact-url.ts';
import type { FetchedPage } from './support/safe-fetch.ts';
import { sourceUrl } from './support/source-url.ts';
import { timeZone } from './support/time-zone.ts';

const settings = z.strictObject({
  url: sourceUrl,
  /** Whose clock the feed's dates follow where they name no zone; without it such dates are left out. */
  timeZone: timeZone.optional(),
});
type Settings = z.output<typeof settings>;

const cursorShape = z.object({
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** When the feed was last asked for unconditionally: some servers say "not modified" although it is. */
  fullAt: z.iso.datetime(),
  bodyHash: z.string(),
  /** Hashes of the id and of the content of items already yielded, the newest last. */
  seen: z.array(z.tuple([z.string(), z.string()])),
});
type Cursor = z.output<typeof cursorShape>;

const FULL_FETCH_MS = 6 * 3_600_000;
const MAX_ITEMS = 1500;
const MAX_SEEN = 2500;
const ACCEPT = 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';

export const crawler: Crawler<Settings> = {
  kind: 'rss',
  summary: 'A feed: RSS, Atom, RDF or JSON Feed. Only new and changed items are collected.',
  settings,
  example: { url: 'https://tin-mang.example/gop-y.rss' },

  async *collect({ url, timeZone: zone }, { fetch, cursor, signal, now }): AsyncIterable<Collected> {
    const known = cursorShape.safeParse(cursor).data;
    const full = !known || now().getTime() - Date.parse(known.fullAt) > FULL_FETCH_MS;
    const validators = full ? {} : { etag: known.etag, lastModified: known.lastModified };
    const page = await fetch(url, { accept: ACCEPT, ...validators, signal });
    if (page.notModified) return;
    const next = { etag: page.etag, lastModified: page.lastModified, fullAt: now().toISOString() };
    const bodyHash = hash(page.body, 22);
    if (known?.bodyHash === bodyHash) {
      yield { checkpoint: { ...next, bodyHash, seen: known.seen } satisfies Cursor };
      return;
    }
    const feed = await feedOf(page, known === undefined);
    const seen = new Map(known?.seen);
    const notes = new FeedNotes(redactUrl(url), feed.warnings);
    const ids = new PostIds(url, feed.items, notes);
    for (const item of newestItems(feed, notes, (date) => parseInstant(date, now(), zone))) {
      signal.throwIfAborted();
      const post = toPost(item, page.url, ids, notes);
      if (post && isNew(post, seen)) yield { post };
    }
    yield* notes.warnings();
    yield { checkpoint: { ...next, bodyHash, seen: [...seen].slice(-MAX_SEEN) } satisfies Cursor };
  },
};

/** The feed of a page. What never was a feed is the administrator's to mend; what was one may be one again. */
async function feedOf(page: FetchedPage, firstRun: boolean): Promise<Feed> {
  const text = page.text();
  const feed = await readFeed(text);
  if (feed) return feed;
  const message = `${redactUrl(page.url)} should be a feed, but is ${whatItIs(text)}.${feedHint(text, page.url)}`;
  throw firstRun ? new GiveUp(message) : new FetchFailed(message);
}

function whatItIs(text: string): string {
  if (text.trim() === '') return 'empty';
  return /<html|<!doctype html/i.test(text.slice(0, 5000)) ? 'a web page (HTML)' : 'something else';
}

function feedHint(text: string, base: string): string {
  const found = /<link\b[^>]{0,300}type=["']application\/(?:rss|atom)\+xml["'][^>]{0,300}>/i.exec(text)?.[0];
  const href = found && /href=["']([^"']{1,1000})["']/i.exec(found)?.[1]?.replaceAll('&amp;', '&');
  if (!href || !URL.canParse(href, base)) return '';
  return ` The page names its feed: ${redactUrl(new URL(href, base))}`;
}

interface DatedItem extends FeedItem {
  publishedAt: string | null;
}

/** The items with their dates, at most MAX_ITEMS: beyond that only the newest, because feeds differ in their order. */
function newestItems(feed: Feed, notes: FeedNotes, read: (date: string | undefined) => string | null): DatedItem[] {
  const items = feed.items.map((item) => ({ ...item, publishedAt: read(item.date) }));
  for (const { date, publishedAt } of items) if (publishedAt === null) notes.undated(date);
  if (items.length <= MAX_ITEMS) return items;
  notes.add(`The feed has ${items.length} items; the newest ${MAX_ITEMS} are read.`);
  return items.sort((a, b) => (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '')).slice(0, MAX_ITEMS);
}

function toPost(item: DatedItem, base: string, ids: PostIds, notes: FeedNotes): RawPostInput | undefined {
  const title = tidyLine(htmlToText(item.title ?? ''), 2000);
  const text = htmlToText(item.html ?? '') || title;
  if (!text) {
    notes.empty += 1;
    return undefined;
  }
  const url = absolute(item.link, base) ?? absolute(item.id, undefined);
  return {
    externalId: ids.of(item, url, `${title}\n${text}`),
    kind: 'post',
    url,
    author: { id: null, name: tidyLine(htmlToText(item.author ?? ''), 200) },
    title,
    text,
    publishedAt: item.publishedAt,
    threadId: null,
  };
}

/** Not seen yet, or changed since; remembers it as the newest either way. */
function isNew(post: RawPostInput, seen: Map<string, string>): boolean {
  const id = hash(post.externalId, 12);
  const content = hash(`${post.title}\n${post.text}`, 8);
  const before = seen.get(id);
  seen.delete(id);
  seen.set(id, content);
  return before !== content;
}

function absolute(link: string | undefined, base: string | undefined): string | null {
  const text = link?.trim() ?? '';
  if (text === '' || !URL.canParse(text, base)) return null;
  return httpUrl.safeParse(new URL(text, base).href).data ?? null;
}
