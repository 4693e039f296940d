import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { load } from 'cheerio';
import { xenforo2 } from '../src/crawlers/forums/xenforo2.ts';
import { POSTS_ON_A_PAGE, threadPage } from './support/forum-pages.ts';

const PAGES = 500;
const WORKERS = 2;

/** The same parts of each post by cheerio on its usual parser, parse5. */
function readByCheerio(html: string): number {
  const $ = load(html);
  const posts = $('article.message--post[data-content]').map((_, element) => {
    const post = $(element);
    const body = post.find('.bbWrapper').first();
    body.find('blockquote').remove();
    const name = post.find('.username').first();
    return {
      id: post.attr('data-content'),
      name: name.text(),
      date: post.find('time').attr('datetime'),
      text: body.text(),
    };
  });
  return posts.length + $('h1.p-title-value').length + $('a.pageNav-jump--next').length;
}

/** Pages a second of some reading, the best of three rounds after one to warm up. */
function rate(pages: readonly string[], read: (html: string) => unknown): number {
  const rounds = [0, 1, 2, 3].map(() => {
    const started = performance.now();
    for (const html of pages) read(html);
    return pages.length / ((performance.now() - started) / 1000);
  });
  return Math.max(...rounds.slice(1));
}

/** Serves one thread for each worker. */
async function serve() {
  const threads = Array.from({ length: WORKERS }, (_, thread) =>
    Array.from({ length: PAGES }, (_, page) => Buffer.from(threadPage(thread + 1, page + 1, PAGES))),
  );
  const server = createServer((request, response) => {
    const [, thread = '0', page = '1'] = /^\/t\/x\.(\d+)\/(?:page-(\d+))?$/.exec(request.url ?? '') ?? [];
    const body = threads[Number(thread) - 1]?.[Number(page) - 1];
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Pages a second that workers fetch and read over local HTTP, each its own thread of the forum. */
async function crawl(workers: readonly Worker[], host: string): Promise<number> {
  const started = performance.now();
  const answers = workers.map(async (worker, index) => {
    worker.postMessage(`http://${host}/t/x.${index + 1}/`);
    const [posts] = await once(worker, 'message');
    if (posts !== PAGES * POSTS_ON_A_PAGE) throw new Error(`expected ${PAGES * POSTS_ON_A_PAGE} posts, got ${posts}`);
  });
  await Promise.all(answers);
  return (workers.length * PAGES) / ((performance.now() - started) / 1000);
}

/** How many forum pages of 31 kB and 20 posts are read a second without a browser, and how much faster than by cheerio on parse5. */
export async function run(): Promise<void> {
  const pages = Array.from({ length: PAGES }, (_, i) => threadPage(1, i + 1, PAGES));
  const print = (name: string, value: string) => console.log(name.padEnd(52) + value.padStart(16));
  print('a page', `${(Buffer.byteLength(pages[0] ?? '') / 1000).toFixed(0)} kB, ${POSTS_ON_A_PAGE} posts`);
  const own = rate(pages, (html) => xenforo2.readThread(html, 'http://forum.example/t/x.1/'));
  const cheerio = rate(pages, readByCheerio);
  print('read in one thread', `${own.toFixed(0)} pages/s`);
  print('the same by cheerio on parse5', `${cheerio.toFixed(0)} pages/s`);
  print('ratio', `${(own / cheerio).toFixed(1)}×`);
  const { server, host } = await serve();
  const script = new URL(`./support/forum-worker${import.meta.url.slice(-3)}`, import.meta.url);
  const workers = Array.from({ length: WORKERS }, () => new Worker(script, { workerData: { host } }));
  const rounds = [];
  for (let round = 0; round < 4; round += 1) rounds.push(await crawl(workers, host));
  print(`fetched and read by ${WORKERS} workers over local HTTP`, `${Math.max(...rounds.slice(1)).toFixed(0)} pages/s`);
  await Promise.all(workers.map((worker) => worker.terminate()));
  server.close();
}
