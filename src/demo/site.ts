import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import express, { type Express, type Response } from 'express';
import { html } from '../reports/html.ts';
import type { Board, FeedItem, SiteContent, Thread } from './content.ts';
import { asMarkup, boardPage, homePage, newsPage, threadPage } from './forum-pages.ts';

/** One request that the site got, for proofs of politeness. */
export interface RequestRecord {
  at: number;
  path: string;
  status: number;
}

export interface SiteOptions {
  postsPerPage?: number;
  threadsPerPage?: number;
  /** Gets a record of each answered request. */
  log?: (record: RequestRecord) => void;
}

const MAX_FEED_ITEMS = 1000;

/** A description is markup, so that what it says in signs is escaped twice. */
function feedXml(content: SiteContent, base: string): string {
  const item = ({ id, title, author, text, publishedAt }: FeedItem) => html`<item>
<title>${title ?? ''}</title><link>${base}/news/${id}</link><guid isPermaLink="false">${id}</guid>
${author !== null && html`<dc:creator>${author}</dc:creator>`}
<pubDate>${new Date(publishedAt).toUTCString()}</pubDate><description>${asMarkup(text).toString()}</description></item>
`;
  const items = [...content.feed.items].sort((a, b) => b.publishedAt.localeCompare(a.publishedAt));
  const body = html`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${content.feed.title}</title><link>${base}/</link>
<description>${content.feed.title}</description>
${items.slice(0, MAX_FEED_ITEMS).map(item)}</channel></rss>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`;
}

const send = (response: Response, page: string | undefined) =>
  page === undefined ? response.status(404).send('<h1>Không tìm thấy</h1>') : response.send(page);

function findThread(content: SiteContent, id: number): { board: Board; thread: Thread } | undefined {
  for (const board of content.boards) {
    const thread = board.threads.find((each) => each.id === id);
    if (thread !== undefined) return { board, thread };
  }
  return undefined;
}

function serveForum(site: Express, content: SiteContent, threadsPerPage: number, postsPerPage: number): void {
  site.get('/', (_request, response) => send(response, homePage(content)));
  site.get(/^\/f\/[^/]*?\.?(\d+)\/(?:page-(\d+))?$/, ({ params }, response) => {
    const board = content.boards.find(({ id }) => id === Number(params[0]));
    send(response, board && boardPage(board, Number(params[1] ?? 1), threadsPerPage));
  });
  site.get(/^\/t\/[^/]*?\.?(\d+)\/(?:page-(\d+))?$/, ({ params }, response) => {
    const found = findThread(content, Number(params[0]));
    send(response, found && threadPage(found.board, found.thread, Number(params[1] ?? 1), postsPerPage));
  });
  site.get(/^\/t\/[^/]*?\.?(\d+)\/(?:post-(\d+)|latest)$/, ({ params }, response) => {
    const thread = findThread(content, Number(params[0]))?.thread;
    const wanted =
      params[1] === undefined ? thread?.posts.at(-1) : thread?.posts.find(({ id }) => id === Number(params[1]));
    if (thread === undefined || wanted === undefined) return send(response, undefined);
    const page = Math.floor(thread.posts.indexOf(wanted) / postsPerPage) + 1;
    const path = `/t/${thread.slug}.${thread.id}/${page > 1 ? `page-${page}` : ''}`;
    return response.redirect(302, `${path}#js-post-${wanted.id}`);
  });
}

/** The tag decides where there is one. Not `request.fresh`: that is never true of a request with `Cache-Control: no-cache`. */
function isKnown(headers: IncomingHttpHeaders, etag: string, modified: string): boolean {
  const tag = headers['if-none-match'];
  if (tag !== undefined) return tag === etag;
  return Date.parse(headers['if-modified-since'] ?? '') >= Date.parse(modified);
}

function serveFeed(site: Express, content: SiteContent): void {
  site.get('/feed.xml', (request, response) => {
    const xml = feedXml(content, `http://${request.headers.host}`);
    const etag = `"${createHash('sha256').update(xml).digest('base64url').slice(0, 22)}"`;
    const modified = new Date(
      Math.max(0, ...content.feed.items.map((item) => Date.parse(item.publishedAt))),
    ).toUTCString();
    response.set({ ETag: etag, 'Last-Modified': modified });
    if (isKnown(request.headers, etag, modified)) response.status(304).end();
    else response.type('application/rss+xml').send(xml);
  });
  site.get('/news/:id', ({ params }, response) => {
    const item = content.feed.items.find(({ id }) => id === params.id);
    send(response, item && newsPage(item));
  });
}

/**
 * A small site that is a forum (XenForo 2's markup and paths) and a news feed (RSS 2.0, with ETag and Last-Modified) at
 * once: the stand-in for both in tests and benchmarks, and what `--demo` listens to.
 */
export function createSite(content: SiteContent, options: SiteOptions = {}): Express {
  const { postsPerPage = 20, threadsPerPage = 20, log } = options;
  const site = express();
  site.disable('x-powered-by');
  site.set('etag', false);
  if (log) {
    site.use((request, response, next) => {
      const at = Date.now();
      response.on('finish', () => log({ at, path: request.path, status: response.statusCode }));
      next();
    });
  }
  site.get('/robots.txt', (_request, response) => response.type('text').send('User-agent: *\nDisallow: /admin.php\n'));
  serveForum(site, content, threadsPerPage, postsPerPage);
  serveFeed(site, content);
  return site;
}

export interface RunningSite {
  url: string;
  close(): Promise<void>;
}

/** Serves a site on 127.0.0.1; port 0 takes any free one. */
export async function serveSite(site: Express, port = 0): Promise<RunningSite> {
  const server = createServer(site);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
