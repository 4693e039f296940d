import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import express, { type Express, type Response } from 'express';
import { html } from '../reports/html.ts';
import type { FeedItem, SiteContent } from './content.ts';
import { boardPage, homePage, threadPage } from './forum-pages.ts';

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

function feedXml(content: SiteContent, base: string): string {
  const item = ({ id, title, author, text, publishedAt }: FeedItem) => html`<item>
<title>${title ?? ''}</title><link>${base}/news/${id}</link><guid isPermaLink="false">${id}</guid>
${author !== null && html`<dc:creator>${author}</dc:creator>`}
<pubDate>${new Date(publishedAt).toUTCString()}</pubDate><description>${text}</description></item>
`;
  const items = [...content.feed.items].sort((a, b) => b.publishedAt.localeCompare(a.publishedAt));
  const body = html`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${content.feed.title}</title><link>${base}/</link>
<description>${content.feed.title}</description>
${items.slice(0, MAX_FEED_ITEMS).map(item)}</channel></rss>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`;
}

const send = (response: Response, page: string | undefined) =>
  page === undefined ? response.status(404).send('<h1>Không tìm thấy</h1>') : response.send(page);

/**
 * A small site that is a forum (XenForo 2's markup and paths) and a news feed (RSS 2.0, with ETag) at once: the stand-in
 * for both in tests and benchmarks, and what `--demo` listens to.
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
  site.get('/', (_request, response) => send(response, homePage(content)));
  site.get('/robots.txt', (_request, response) => response.type('text').send('User-agent: *\nDisallow: /admin.php\n'));
  site.get(/^\/f\/[^/]*?\.?(\d+)\/(?:page-(\d+))?$/, ({ params }, response) => {
    const board = content.boards.find(({ id }) => id === Number(params[0]));
    send(response, board && boardPage(board, Number(params[1] ?? 1), threadsPerPage));
  });
  site.get(/^\/t\/[^/]*?\.?(\d+)\/(?:page-(\d+))?$/, ({ params }, response) => {
    const thread = content.boards.flatMap(({ threads }) => threads).find(({ id }) => id === Number(params[0]));
    send(response, thread && threadPage(thread, Number(params[1] ?? 1), postsPerPage));
  });
  site.get(/^\/t\/[^/]*?\.?(\d+)\/post-(\d+)$/, ({ params }, response) => {
    const thread = content.boards.flatMap(({ threads }) => threads).find(({ id }) => id === Number(params[0]));
    const position = thread?.posts.findIndex(({ id }) => id === Number(params[1])) ?? -1;
    if (thread === undefined || position < 0) return send(response, undefined);
    const page = Math.floor(position / postsPerPage) + 1;
    return response.redirect(
      302,
      `/t/${thread.slug}.${thread.id}/${page > 1 ? `page-${page}` : ''}#js-post-${params[1]}`,
    );
  });
  site.get('/feed.xml', (request, response) => {
    const xml = feedXml(content, `http://${request.headers.host}`);
    const etag = `"${createHash('sha256').update(xml).digest('base64url').slice(0, 22)}"`;
    response.set('ETag', etag);
    if (request.headers['if-none-match'] === etag) response.status(304).end();
    else response.type('application/rss+xml').send(xml);
  });
  site.get('/news/:id', ({ params }, response) => {
    const item = content.feed.items.find(({ id }) => id === params.id);
    send(
      response,
      item && html`<!DOCTYPE html><meta charset="utf-8"><h1>${item.title}</h1><p>${item.text}</p>`.toString(),
    );
  });
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
