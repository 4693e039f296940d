import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/clock.ts';
import { threadPage } from './forum-pages.ts';

/** A request as the stand-in saw it, in milliseconds of its clock. */
export interface Visit {
  path: string;
  start: number;
  end: number;
}

export interface StandIn {
  origin: string;
  host: string;
  visits: Visit[];
  close(): Promise<void>;
}

const item = (feed: string, n: number, at: Date) => ({
  id: `https://tin.example/${feed}/${n}`,
  title: `Bài ${n}`,
  content_text: `Mạng nhà em chập chờn, gọi tổng đài mười phút không ai bắt máy (${feed}, ${n}).`,
  date_published: at.toISOString(),
});

/** One more post in so many milliseconds; the last twenty are shown. Feeds of other numbers are more or less busy. */
function itemsOf(feed: string, now: Date) {
  const everyMs = 20_000 * 4 ** (Number(feed) % 5);
  const last = Math.floor(now.getTime() / everyMs);
  return Array.from({ length: 20 }, (_, back) => item(feed, last - back, new Date((last - back) * everyMs)));
}

function answer(path: string, response: ServerResponse, now: Date): void {
  const [, kind = '', number = '0'] = /^\/(feed|json|t)\/(?:x\.)?(\d+)/.exec(path) ?? [];
  if (kind === 't') {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(threadPage(Number(number), 1, 1));
  } else if (kind === 'json') {
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: number, items: itemsOf(number, now) };
    response.setHeader('content-type', 'application/feed+json').end(JSON.stringify(feed));
  } else if (kind === 'feed') {
    const items = itemsOf(number, now).map(
      (each) =>
        `<item><guid>${each.id}</guid><title>${each.title}</title><description>${each.content_text}</description><pubDate>${new Date(each.date_published).toUTCString()}</pubDate></item>`,
    );
    const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>${number}</title>${items.join('')}</channel></rss>`;
    response.setHeader('content-type', 'application/rss+xml').end(feed);
  } else response.writeHead(404).end();
}

/** A host with feeds and threads of any number that keeps a log of its own. */
export async function startStandIn(clock: Clock): Promise<StandIn> {
  const visits: Visit[] = [];
  const server = createServer((request, response) => {
    const visit = { path: request.url ?? '/', start: clock.now().getTime(), end: Number.POSITIVE_INFINITY };
    visits.push(visit);
    response.once('finish', () => {
      visit.end = clock.now().getTime();
    });
    answer(visit.path, response, clock.now());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: `http://${host}`,
    host,
    visits,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
