import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Crawler } from '../src/crawlers/crawler.ts';
import { crawler as forum } from '../src/crawlers/forum.ts';
import { xenforo2 } from '../src/crawlers/forums/xenforo2.ts';
import { crawler as rss } from '../src/crawlers/rss.ts';
import { noBrowser } from '../src/crawlers/support/browse.ts';
import { createFetch, type Fetch } from '../src/crawlers/support/safe-fetch.ts';
import { POSTS_ON_A_PAGE, threadPage } from './support/forum-pages.ts';

const PAGES = 500;
const POSTS = POSTS_ON_A_PAGE;

const words = 'Mạng nhà em từ hôm qua tới giờ cứ chập chờn, gọi tổng đài mười phút không ai bắt máy. ';

function feed(): string {
  const items = Array.from(
    { length: 1000 },
    (_, i) =>
      `<item><guid>https://tin.example/${i}</guid><title>Bài ${i}</title><description>&lt;p&gt;${words.repeat(5)}&lt;/p&gt;</description><pubDate>Fri, 20 Nov 2026 09:00:00 +0700</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel>${items.join('')}</channel></rss>`;
}

/** Prints the rate of some work that says how much it did. */
async function measure(name: string, unit: string, work: () => number | Promise<number>): Promise<void> {
  const before = process.cpuUsage();
  const started = performance.now();
  const count = await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const cpuSeconds = (user + system) / 1e6;
  const cells = [
    `${count} ${unit}`,
    `${seconds.toFixed(2)} s`,
    `${cpuSeconds.toFixed(2)} s CPU`,
    `${(count / seconds).toFixed(0)} ${unit}/s`,
  ];
  console.log(name.padEnd(36) + cells.map((cell) => cell.padStart(16)).join(''));
}

async function serve(pages: readonly string[], feedText: string) {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const number = Number(/^\/t\/x\.1\/(?:page-(\d+))?$/.exec(path)?.[1] ?? 1);
    if (path === '/feed') response.end(feedText);
    else if (!path.startsWith('/t/')) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pages[number - 1]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function countPosts(crawler: Crawler, settings: unknown, fetch: Fetch): Promise<number> {
  const context = {
    fetch,
    browse: noBrowser,
    cursor: undefined,
    signal: new AbortController().signal,
    now: () => new Date(),
  };
  let count = 0;
  for await (const item of crawler.collect(crawler.settings.parse(settings), context)) if ('post' in item) count += 1;
  return count;
}

/** How fast forum pages of 31 kB and 20 posts, and feeds, are crawled in one thread without a browser. */
export async function run(): Promise<void> {
  const pages = Array.from({ length: PAGES }, (_, i) => threadPage(1, i + 1, PAGES));
  const { server, origin } = await serve(pages, feed());
  const http = createFetch({ allowPrivateHosts: ['127.0.0.1'], defaultDelaySeconds: 0 });
  const parseAll = () => {
    for (const html of pages) xenforo2.readThread(html, `${origin}/t/x.1/`);
    return PAGES;
  };
  console.log(`A forum page: ${POSTS} posts, ${(Buffer.byteLength(pages[0] ?? '') / 1000).toFixed(0)} kB`);
  parseAll();
  await measure('parse forum pages', 'pages', parseAll);
  await measure('crawl forum pages over local HTTP', 'pages', async () => {
    const settings = { url: `${origin}/t/x.1/`, maxPages: 1000, delaySeconds: 0 };
    const count = await countPosts(forum, settings, http.fetch);
    if (count !== PAGES * POSTS) throw new Error(`expected ${PAGES * POSTS} posts, got ${count}`);
    return PAGES;
  });
  await measure('collect a feed', 'items', () => countPosts(rss, { url: `${origin}/feed` }, http.fetch));
  await http.close();
  server.close();
}
