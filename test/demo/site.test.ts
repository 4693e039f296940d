import { afterEach, describe, expect, it } from 'vitest';
import type { Crawler } from '../../src/crawlers/crawler.ts';
import { crawler as forum } from '../../src/crawlers/forum.ts';
import { crawler as rss } from '../../src/crawlers/rss.ts';
import type { FeedItem, Post, SiteContent } from '../../src/demo/content.ts';
import { createSite, type RequestRecord, type RunningSite, serveSite } from '../../src/demo/site.ts';
import { collectOnce } from '../support/collect.ts';

const START = Date.parse('2026-11-20T01:00:00Z');
const at = (minute: number) => new Date(START + minute * 60_000).toISOString();

const post = (id: number, text = `bài số ${id}`): Post => ({
  id,
  author: { id: 10 + (id % 3), name: `Thành viên ${id % 3}` },
  text,
  publishedAt: at(id),
});

const item = (id: number, text = `tin số ${id}`): FeedItem => ({
  id: `tin-${id}`,
  title: id % 2 === 0 ? `Tựa ${id}` : null,
  author: id % 3 === 0 ? null : `Bạn đọc ${id}`,
  text,
  publishedAt: at(id),
});

/** Five threads of one to five posts, fifteen in all. */
function content(): SiteContent {
  let id = 0;
  const threads = [1, 2, 3, 4, 5].map((length) => ({
    id: 100 + length,
    slug: 'chu-de',
    title: `Chủ đề <${length}> & "khác"`,
    posts: Array.from({ length }, () => {
      id += 1;
      return post(id);
    }),
  }));
  return {
    boards: [{ id: 7, slug: 'gop-y', title: 'Góp ý', threads }],
    feed: { title: 'Tin & bài', items: [1, 2, 3].map((each) => item(each)) },
  };
}

const HOSTILE = 'giá <50k & "rẻ" <script>alert(1)</script>\n</div></article> &amp; &lt; <!-- x -->\n\'đơn\' ]]> <3';

let running: RunningSite | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function serve(given: SiteContent, log?: (record: RequestRecord) => void): Promise<string> {
  running = await serveSite(createSite(given, { postsPerPage: 2, threadsPerPage: 2, ...(log ? { log } : {}) }));
  return running.url;
}

const collect = (crawler: Crawler, url: string, cursor?: unknown) =>
  collectOnce(crawler, crawler === rss ? { url } : { url, delaySeconds: 0 }, { cursor });

describe('the sample forum', () => {
  it('is read by the forum crawler, each post once over all pages', async () => {
    const given = content();
    const url = await serve(given);
    const outcome = await collect(forum as Crawler, `${url}/f/gop-y.7/`);
    expect({ ...outcome, posts: outcome.posts.length }).toMatchObject({ errors: [], warnings: [], thrown: undefined });
    const written = given.boards[0]?.threads.flatMap(({ posts }) => posts) ?? [];
    const byText = (a: { text: string }, b: { text: string }) => a.text.localeCompare(b.text);
    const host = new URL(url).host;
    expect(
      outcome.posts
        .map(({ text, author, publishedAt }) => ({ text, author, at: Date.parse(publishedAt ?? '') }))
        .sort(byText),
    ).toEqual(
      written
        .map(({ text, author, publishedAt }) => ({
          text,
          author: { id: `${host}/users/${author.id}`, name: author.name },
          at: Date.parse(publishedAt),
        }))
        .sort(byText),
    );
    expect(outcome.posts.find(({ text }) => text === 'bài số 1')?.title).toBe('Chủ đề <1> & "khác"');
  });

  it('shows what is posted while it runs, and only that is collected', async () => {
    const given = content();
    const url = `${await serve(given)}/f/gop-y.7/`;
    const first = await collect(forum as Crawler, url);
    given.boards[0]?.threads[2]?.posts.push({
      ...post(900, 'vừa mới viết'),
      quote: { author: 'Thành viên 1', text: 'bài cũ' },
    });
    const second = await collect(forum as Crawler, url, first.cursor);
    // Without the quotation.
    expect(second.posts.map(({ text }) => text)).toEqual(['vừa mới viết']);
    expect((await collect(forum as Crawler, url, second.cursor)).posts).toEqual([]);
  });

  it('takes every address that it links to back to the post', async () => {
    const given = content();
    const url = await serve(given);
    const { posts } = await collect(forum as Crawler, `${url}/f/gop-y.7/`);
    for (const { url: permalink, text } of posts) {
      const page = await fetch(permalink ?? '');
      expect(page.status, permalink ?? '').toBe(200);
      expect(await page.text()).toContain(`<div class="bbWrapper">${text}</div>`);
    }
    const latest = await fetch(`${url}/t/chu-de.105/latest`);
    expect(new URL(latest.url).pathname).toBe('/t/chu-de.105/page-3');
  });

  it('has nothing where nothing is', async () => {
    const url = await serve(content());
    for (const path of [
      '/f/gop-y.8/',
      '/f/gop-y.7/page-9',
      '/t/chu-de.999/',
      '/t/chu-de.105/page-9',
      '/t/chu-de.105/post-1',
      '/news/x',
    ]) {
      expect((await fetch(url + path)).status, path).toBe(404);
    }
  });

  it('writes what people type as text', async () => {
    const given = content();
    given.boards[0]?.threads[0]?.posts.push(post(50, HOSTILE));
    const url = await serve(given);
    const page = await (await fetch(`${url}/t/chu-de.101/`)).text();
    expect(page).not.toContain('<script');
    const { posts } = await collect(forum as Crawler, `${url}/t/chu-de.101/`);
    expect(posts.at(-1)?.text).toBe(HOSTILE);
  });
});

describe('the sample feed', () => {
  it('is read by the feed crawler', async () => {
    const given = content();
    given.feed.items.push(item(4, HOSTILE));
    const outcome = await collect(rss as Crawler, `${await serve(given)}/feed.xml`);
    expect({ ...outcome, posts: [] }).toMatchObject({ errors: [], warnings: [], thrown: undefined });
    const shape = ({ text, title, author }: { text: string; title: string | null; author: string | null }) => ({
      text,
      title,
      author,
    });
    expect(
      outcome.posts.map(({ text, title, author }) => shape({ text, title, author: author.name })).reverse(),
    ).toEqual(given.feed.items.map(shape));
    for (const { url, publishedAt } of outcome.posts) {
      expect((await fetch(url ?? '')).status).toBe(200);
      expect(given.feed.items.map((each) => each.publishedAt)).toContain(publishedAt);
    }
  });

  it('is sent again only after it changed', async () => {
    const given = content();
    const address = `${await serve(given)}/feed.xml`;
    const first = await fetch(address);
    const etag = first.headers.get('etag') ?? '';
    const modified = first.headers.get('last-modified') ?? '';
    expect(Date.parse(modified)).toBe(Date.parse(at(3)));
    const ask = async (headers: Record<string, string>) => (await fetch(address, { headers })).status;
    expect(await ask({ 'if-none-match': etag })).toBe(304);
    expect(await ask({ 'if-modified-since': modified })).toBe(304);
    given.feed.items.push(item(9));
    expect(await ask({ 'if-none-match': etag })).toBe(200);
    expect(await ask({ 'if-modified-since': modified })).toBe(200);
    // The tag decides: the change may be younger than the second that the date shows.
    expect(await ask({ 'if-none-match': etag, 'if-modified-since': new Date().toUTCString() })).toBe(200);
  });
});

describe('the sample site', () => {
  it('keeps a record of its requests', async () => {
    const log: RequestRecord[] = [];
    const url = await serve(content(), (record) => log.push(record));
    await (await fetch(`${url}/robots.txt`)).text();
    await (await fetch(`${url}/nowhere`)).text();
    expect(log.map(({ path, status }) => `${path} ${status}`)).toEqual(['/robots.txt 200', '/nowhere 404']);
  });
});
