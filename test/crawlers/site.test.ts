import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/site.ts';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';
import { GiveUp } from '../../src/errors.ts';
import { collectOnce } from '../support/collect.ts';

const words = '<p>Mạng chập chờn từ tối qua, tổng đài chưa có người xử lý, khách hàng rất bức xúc.</p>'.repeat(6);
const files = new Map<string, string | Buffer>();
let server: LocalServer;

beforeEach(async () => {
  files.clear();
  server = await startServer((request, response) => {
    const body = files.get(request.url ?? '');
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
});
afterEach(() => server.close());

const urlset = (paths: string[]) =>
  `<urlset>${paths.map((path) => `<url><loc>${server.origin}${path}</loc></url>`).join('')}</urlset>`;
const collect = (path: string, options = {}) =>
  collectOnce(crawler, { url: `${server.origin}${path}`, delaySeconds: 0 }, options);

it('reads compressed sitemaps of an index that leads back to itself', async () => {
  const index = ['/index.xml', '/a.xml.gz'].map((path) => `<sitemap><loc>${server.origin}${path}</loc></sitemap>`);
  files.set('/index.xml', `<sitemapindex>${index.join('')}</sitemapindex>`);
  files.set('/a.xml.gz', gzipSync(urlset(['/bai'])));
  files.set('/bai', `<title>Bài</title><time datetime="2026-11-20T08:00:00Z"></time><article>${words}</article>`);
  const { posts, thrown } = await collect('/index.xml');
  expect(thrown).toBeUndefined();
  expect(posts).toMatchObject([{ title: 'Bài', publishedAt: '2026-11-20T08:00:00.000Z' }]);
});

it('stops a sitemap that is a bomb', async () => {
  files.set('/bomb.xml.gz', gzipSync(Buffer.alloc(60_000_000, '<urlset>')));
  expect((await collect('/bomb.xml.gz')).thrown).toBeInstanceOf(GiveUp);
});

it('tells an article that changed, hours later, and no other', async () => {
  files.set('/map.xml', urlset(['/a', '/b']));
  for (const path of ['/a', '/b']) files.set(path, `<title>${path}</title><article>${words}</article>`);
  const first = await collect('/map.xml');
  files.set('/a', `<title>/a</title><article>${words}<p>Đính chính: sự cố đã được khắc phục.</p></article>`);
  const later = await collect('/map.xml', { cursor: first.cursor, now: new Date('2026-11-23T07:00:00Z') });
  expect(later.posts.map((post) => post.title)).toEqual(['/a']);
});

it('passes over what is gone, empty or nested without end, and reads the rest', async () => {
  files.set('/map.xml', urlset(['/gone', '/good', '/deep', '/empty']));
  files.set('/good', `<title>Tốt</title><article>${words}</article>`);
  files.set('/deep', '<div>'.repeat(5000));
  files.set('/empty', '<html></html>');
  const { posts, errors, warnings } = await collect('/map.xml');
  expect(posts.map((post) => post.title)).toEqual(['Tốt']);
  expect([errors.length, warnings.length]).toEqual([2, 1]);
});
