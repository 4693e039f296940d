import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBrowse } from '../src/crawlers/support/browser.ts';
import { createFetch } from '../src/crawlers/support/safe-fetch.ts';

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

/** How fast pages that need JavaScript are rendered, one at a time, and whether memory stays flat over 200 of them. */
export async function run(): Promise<void> {
  const html = `<!doctype html><div id="list"></div><script>
    for (let i = 0; i < 200; i++) list.innerHTML += '<p>Mạng chậm quá, bình luận số ' + i + '</p>';</script>`;
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const allowPrivateHosts = ['127.0.0.1'];
  const http = createFetch({ allowPrivateHosts, defaultDelaySeconds: 0 });
  const browser = createBrowse({ visits: http.visits, allowPrivateHosts });
  const started = performance.now();
  for (let page = 1; page <= PAGES; page += 1) {
    const read = await browser.browse(`http://127.0.0.1:${port}/${page}`);
    if (!read.html.includes('bình luận số 199')) throw new Error('a page was not rendered');
    if (page % 40 !== 0) continue;
    const rate = page / ((performance.now() - started) / 1000);
    const [own, children] = [process.memoryUsage.rss() / 1e6, childrenMb()].map((mb) => mb.toFixed(0));
    console.log(
      `${page} pages  ${rate.toFixed(2)} pages/s  Chromium ${children} MB (shared counted twice)  Node ${own} MB`,
    );
  }
  await browser.close();
  console.log(`after closing: Chromium ${childrenMb().toFixed(0)} MB`);
  await http.close();
  server.close();
}
