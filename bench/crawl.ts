import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Crawler } from '../src/crawlers/crawler.ts';
import { crawler as forum } from '../src/crawlers/forum.ts';
import { xenforo2 } from '../src/crawlers/forums/xenforo2.ts';
import { crawler as rss } from '../src/crawlers/rss.ts';
import { noBrowser } from '../src/crawlers/support/browse.ts';
import { createFetch, type Fetch } from '../src/crawlers/support/safe-fetch.ts';

const PAGES = 500;
const POSTS = 20;

const words = 'Mạng nhà em từ hôm qua tới giờ cứ chập chờn, gọi tổng đài mười phút không ai bắt máy. ';

function article(id: number): string {
  return `<article class="message message--post js-post" data-author="Nam ${id}" data-content="post-${id}" id="js-post-${id}">
<div class="message-cell message-cell--user"><section class="message-user"><div class="message-avatar"><a href="/u/nam.${id}/" class="avatar avatar--m"><img src="/data/avatars/${id}.jpg" alt="Nam"></a></div>
<h4 class="message-name"><a href="/u/nam.${id}/" class="username" data-user-id="${id}">Nam ${id}</a></h4><h5 class="userTitle">Thành viên</h5></section></div>
<div class="message-cell message-cell--main"><header class="message-attribution"><a href="/t/x.1/post-${id}"><time class="u-dt" datetime="2026-11-20T09:00:00+0700">20/11/26</time></a></header>
<div class="message-body"><div class="bbWrapper"><blockquote class="bbCodeBlock bbCodeBlock--quote"><div class="bbCodeBlock-content">${words}</div></blockquote>${words.repeat(4)}<br>${words}</div></div>
<aside class="message-signature"><div class="bbWrapper">Chữ ký dài</div></aside><footer class="message-footer"><div class="message-actionBar"><a href="/posts/${id}/react">Thích</a><a href="/posts/${id}/report">Báo</a></div></footer></div></article>`;
}

function threadPage(number: number): string {
  const posts = Array.from({ length: POSTS }, (_, i) => article(number * 100 + i)).join('\n');
  const next =
    number < PAGES ? `<a class="pageNav-jump pageNav-jump--next" href="/t/x.1/page-${number + 1}">Tiếp</a>` : '';
  return `<!DOCTYPE html><html id="XF" data-app="public" data-template="thread_view"><body><h1 class="p-title-value">Mạng chậm</h1>${posts}${next}</body></html>`;
}

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
  const pages = Array.from({ length: PAGES }, (_, i) => threadPage(i + 1));
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
