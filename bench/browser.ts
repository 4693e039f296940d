import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBrowse } from '../src/crawlers/support/browser.ts';
import { createFetch } from '../src/crawlers/support/safe-fetch.ts';
import { printFigures, quantile } from './support/figures.ts';

const PAGES = 200;

/** Resident memory of this process's children and theirs, in MB (Linux). */
function childrenMb(): number {
  const parents = new Map<number, { parent: number; pages: number }>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
      const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
      parents.set(Number(pid), { parent, pages });
    } catch {
      // It ended meanwhile.
    }
  }
  const isOurs = (pid: number): boolean => pid === process.pid || (pid > 1 && isOurs(parents.get(pid)?.parent ?? 0));
  let pages = 0;
  for (const [pid, each] of parents) if (pid !== process.pid && isOurs(pid)) pages += each.pages;
  return (pages * 4096) / 1e6;
}

const PAGE = `<!doctype html><div id="list"></div><script>
  for (let i = 0; i < 200; i++) list.innerHTML += '<p>Mạng chậm quá, bình luận số ' + i + '</p>';</script>`;

/** Browser and proxy as the crawlers have them, but never started anew, so that nothing hides what is kept. */
async function openBrowser() {
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const allowPrivateHosts = ['127.0.0.1'];
  const http = createFetch({ allowPrivateHosts, defaultDelaySeconds: 0 });
  const browser = createBrowse({ visits: http.visits, allowPrivateHosts, maxPages: PAGES });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    browse: browser.browse,
    async close() {
      await browser.close();
      await http.close();
      server.close();
    },
  };
}

/**
 * How fast pages that need JavaScript are rendered, one at a time, and whether the memory of Chromium and of this process
 * stays where it was: the median of the second hundred pages against that of the first.
 */
export async function run(): Promise<void> {
  const { origin, browse, close } = await openBrowser();
  const samples: { chromium: number; own: number }[] = [];
  const started = performance.now();
  for (let page = 1; page <= PAGES; page += 1) {
    const read = await browse(`${origin}/${page}`);
    if (!read.html.includes('bình luận số 199')) throw new Error('a page was not rendered');
    if (page % 5 === 0) samples.push({ chromium: childrenMb(), own: process.memoryUsage.rss() / 1e6 });
  }
  const rate = PAGES / ((performance.now() - started) / 1000);
  await close();
  const of = (part: 'chromium' | 'own', half: 0 | 1) =>
    samples.slice((half * samples.length) / 2, ((half + 1) * samples.length) / 2).map((each) => each[part]);
  printFigures(`${PAGES} rendered pages in one browser`, [
    { name: 'rendered', value: rate, unit: 'pages/s' },
    { name: 'Chromium, median of the first half', value: quantile(of('chromium', 0), 0.5), unit: 'MB' },
    { name: 'Chromium, median of the second half', value: quantile(of('chromium', 1), 0.5), unit: 'MB' },
    {
      name: 'Chromium, most (what is shared counts twice)',
      value: quantile(
        samples.map((each) => each.chromium),
        1,
      ),
      unit: 'MB',
    },
    { name: 'this process, median of the first half', value: quantile(of('own', 0), 0.5), unit: 'MB' },
    { name: 'this process, median of the second half', value: quantile(of('own', 1), 0.5), unit: 'MB' },
    { name: 'Chromium, after closing', value: childrenMb(), unit: 'MB' },
  ]);
}
