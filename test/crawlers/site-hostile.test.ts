import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawler as rss } from '../../src/crawlers/rss.ts';
import { crawler as site } from '../../src/crawlers/site.ts';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';
import { collectOnce } from '../support/collect.ts';

type Answer = string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void);
interface Page {
  body: Answer;
  headers?: Record<string, string>;
  status?: number;
}

const pages = new Map<string, Page>();
let server: LocalServer;

beforeEach(async () => {
  pages.clear();
  server = await startServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (page === undefined) return void response.writeHead(404).end();
    if (typeof page.body === 'function') return page.body(request, response);
    const headers = { 'content-type': 'text/html; charset=utf-8', ...page.headers };
    response.writeHead(page.status ?? 200, headers).end(page.body);
  });
});
afterEach(() => server.close());

const WORDS = 'Mạng chập chờn từ tối qua, tổng đài chưa có người xử lý, khách hàng rất bức xúc.';
const BODY = `<p>${WORDS}</p>`.repeat(6);
const here = (text: string) => text.replaceAll('HERE', server.origin);
const urlset = (...paths: string[]) =>
  here(`<urlset>${paths.map((path) => `<url><loc>HERE${path}</loc></url>`).join('')}</urlset>`);
const article = (more = '', date = '2026-11-20T08:00:00Z') =>
  `<title>Bài</title><time datetime="${date}"></time>${more}<article>${BODY}</article>`;

const put = (path: string, body: Answer, more: Omit<Page, 'body'> = {}) => void pages.set(path, { body, ...more });
/** One article below a sitemap; gives what became of it. */
async function read(html: Answer, settings: object = {}, more: Omit<Page, 'body'> = {}) {
  put('/map.xml', urlset('/bai'));
  put('/bai', html, more);
  const outcome = await collectOnce(site, { url: `${server.origin}/map.xml`, delaySeconds: 0, ...settings });
  const [first] = outcome.posts;
  return { ...outcome, post: first && { ...first, text: first.text.split('\n')[0] } };
}

describe('an article', () => {
  const at = (publishedAt: string | null) => ({ post: { title: 'Bài', text: WORDS, publishedAt } });
  const read8 = '2026-11-20T08:00:00.000Z';
  const cases: [string, Answer, object, Omit<Page, 'body'>?][] = [
    ['in Windows-1258 under the name of UTF-8', iconv.encode(article(), 'utf-8'), at(read8)],
    [
      'in UTF-16 with a mark, labelled UTF-8',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(article(), 'utf16le')]),
      at(read8),
    ],
    ['in decomposed letters', article().normalize('NFD'), { post: { publishedAt: read8 } }],
    ['sent as plain text', article(), at(read8), { headers: { 'content-type': 'text/plain' } }],
    ['sent as something binary', article(), at(read8), { headers: { 'content-type': 'application/octet-stream' } }],
    ['without any media type', article(), at(read8), { headers: { 'content-type': '' } }],
    [
      'dated in Vietnamese',
      `${article('', 'x')}<p class="date">Thứ sáu, 20/11/2026, 14:05 (GMT+7)</p>`,
      at('2026-11-20T07:05:00.000Z'),
    ],
    ['dated relatively', `${article('', 'x')}<p class="date">2 giờ trước</p>`, at('2026-11-22T22:00:00.000Z')],
    ['dated yesterday', `${article('', 'x')}<p class="date">hôm qua, lúc 14:05</p>`, at('2026-11-22T07:05:00.000Z')],
    ['dated on no day of the calendar', article('', '2026-02-31T08:00:00Z'), at(null)],
    ['dated ten years ahead', article('', '2036-11-20T08:00:00Z'), at(null)],
    ['dated at the start of time', article('', '1970-01-01T00:00:00Z'), at(null)],
    [
      'with data in JSON that is broken',
      article('<script type="application/ld+json">{"@type":"Article",</script>'),
      at(read8),
    ],
    [
      'with data of hostile shapes',
      article(
        '<script type="application/ld+json">[null,1,{"@type":{},"headline":{"a":1},"author":[[["x"]]],"__proto__":{"x":1}}]</script>',
      ),
      at(read8),
    ],
    ['that names another host as its own', article('<link rel="canonical" href="http://khac.example/a">'), at(read8)],
    ['that names a script as its own', article('<link rel="canonical" href="javascript:alert(1)">'), at(read8)],
    [
      'with scripts, styles, SVG and hidden frames in its text',
      article().replace(
        '<article>',
        '<article><script>xấu()</script><style>p{}</style><svg onload="x"><text>x</text></svg><iframe src="x">x</iframe>',
      ),
      at(read8),
    ],
    ['cut in the middle', article().slice(0, -80), at(read8)],
    [
      'with control characters and a turned direction',
      article().replaceAll('Mạng', '\u202eM\u0000ạ\u0007ng'),
      at(read8),
    ],
    [
      'of 20,000 open elements',
      article(`${'<b>'.repeat(900)}${'<i></i>'.repeat(20_000)}${'</b>'.repeat(900)}`),
      at(read8),
    ],
  ];
  it.each(cases)('%s is read', async (_what, html, expected, more) => {
    const outcome = await read(html, {}, more);
    expect(outcome.thrown).toBeUndefined();
    expect(outcome).toMatchObject({ errors: [], warnings: [], ...expected });
    expect(outcome.posts[0]?.text).not.toMatch(/xấu|onload|\p{Bidi_Control}/u);
    expect(outcome.posts[0]?.url).toBe(`${server.origin}/bai`);
  });

  it.each<[string, Answer, RegExp, Omit<Page, 'body'>?]>([
    ['an empty answer', '', /No article/],
    ['a PDF', Buffer.from('%PDF-1.7\n\u0000\u0001'), /No article/, { headers: { 'content-type': 'application/pdf' } }],
    ['a login form', '<title>Đăng nhập</title><form><input name="password"></form>', /No article/],
    [
      'a page for subscribers',
      '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
      /subscribers/,
    ],
  ])('that is %s is told in a warning', async (_what, html, warning, more) => {
    const outcome = await read(html, {}, more);
    expect(outcome).toMatchObject({ posts: [], errors: [], thrown: undefined });
    expect(outcome.warnings.join()).toMatch(warning);
  });

  it.each<[string, Answer, RegExp, Omit<Page, 'body'>?]>([
    ['nested without end', '<div>'.repeat(500_000), /deep/],
    [
      'a gzip bomb',
      gzipSync(Buffer.alloc(60_000_000, 'x')),
      /larger than 10 MB/,
      { headers: { 'content-encoding': 'gzip' } },
    ],
    ['compressed wrongly', 'not gzip', /compressed wrongly/, { headers: { 'content-encoding': 'gzip' } }],
    ['gone', '', /404/, { status: 404 }],
    ['out of order', '', /503/, { status: 503 }],
    ['redirecting in circles', '', /loop/, { status: 302, headers: { location: '/bai' } }],
    ['redirecting inside', '', /private/, { status: 302, headers: { location: 'http://169.254.169.254/' } }],
  ])('that is %s stops nothing else', async (_what, html, message, more) => {
    put('/map.xml', urlset('/tot', '/bai'));
    put('/bai', html, more);
    put('/tot', article());
    const outcome = await collectOnce(site, { url: `${server.origin}/map.xml`, delaySeconds: 0 });
    expect(outcome.thrown).toBeUndefined();
    expect(outcome.posts.map(({ url }) => url)).toEqual([`${server.origin}/tot`]);
    expect(outcome.errors.join()).toMatch(message);
    expect(outcome.errors.length + outcome.warnings.length).toBe(1);
  });
});

describe('a sitemap', () => {
  const collect = () => collectOnce(site, { url: `${server.origin}/map.xml`, delaySeconds: 0, maxArticles: 5 });
  const opened = () => server.requests.filter((path) => path !== '/robots.txt');

  it('that never ends is left after 20 files', async () => {
    let files = 0;
    const endless: Answer = (_request, response) => {
      files += 1;
      const next = `/map-${files}.xml`;
      put(next, endless);
      response.end(here(`<sitemapindex><sitemap><loc>HERE${next}</loc></sitemap></sitemapindex>`));
    };
    put('/map.xml', endless);
    expect(await collect()).toMatchObject({ posts: [], thrown: undefined });
    expect(files).toBeLessThanOrEqual(22);
  });

  it.each<[string, () => string | Buffer, string[]]>([
    [
      'with addresses of other hosts and schemes',
      () =>
        here(
          '<urlset><url><loc>http://khac.example/a</loc></url><url><loc>javascript:x</loc></url><url><loc>file:///etc/passwd</loc></url><url><loc>HERE/bai</loc></url></urlset>',
        ),
      ['/bai'],
    ],
    ['with credentials in an address', () => urlset('/bai').replace('127.0.0.1', 'me:pw@127.0.0.1'), []],
    ['with the same address 10,000 times', () => urlset(...Array.from({ length: 10_000 }, () => '/bai')), ['/bai']],
    [
      'with empty and broken entries',
      () =>
        here(
          '<urlset><url></url><url><loc> </loc></url><url><loc>http://[</loc></url><url><loc><![CDATA[HERE/bai]]></loc></url></urlset>',
        ),
      ['/bai'],
    ],
    [
      'with entities of its own',
      () => `<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>${urlset('/bai?x=&x;')}`,
      ['/bai?x=&x;'],
    ],
    ['cut in the middle', () => `${urlset('/bai').slice(0, -9)}<url><loc>http`, ['/bai']],
    [
      'of 60,000 entries',
      () => urlset(...Array.from({ length: 60_000 }, (_, at) => `/a${at}`)),
      ['/a0', '/a1', '/a2', '/a3', '/a4'],
    ],
    ['packed twice over what it says', () => gzipSync(urlset('/bai')), ['/bai']],
  ])('%s gives what is of the site', async (_what, map, expected) => {
    put('/map.xml', map(), { headers: { 'content-type': 'application/xml' } });
    const outcome = await collect();
    expect(
      opened()
        .slice(1)
        .map((path) => path.replace('&x;', '&x;')),
    ).toEqual(expected.slice(0, 3));
    expect(outcome.posts).toEqual([]);
  });
});

describe('comments', () => {
  const comments = { item: '.c', text: '.t', author: '.a', date: 'time' };
  const below = (html: string) => read(`<article>${BODY}</article>${html}`, { comments });
  it.each<[string, string, object[]]>([
    ['without ids, twice the same', '<div class="c"><p class="t">hay</p></div>'.repeat(2), [{ text: 'hay' }]],
    ['without words', '<div class="c"><p class="t"> </p></div>', []],
    [
      'with ids of 100,000 characters',
      `<div class="c" id="${'x'.repeat(100_000)}"><p class="t">hay</p></div>`,
      [{ text: 'hay' }],
    ],
    [
      'in each other',
      '<div class="c"><p class="t">ngoài</p><div class="c"><p class="t">trong</p></div></div>',
      [{ text: 'ngoài' }, { text: 'trong' }],
    ],
    [
      'dated in words',
      '<div class="c"><p class="t">hay</p><time>5 phút trước</time></div>',
      [{ publishedAt: '2026-11-22T23:55:00.000Z' }],
    ],
    [
      'with script as words',
      '<div class="c"><p class="t">&lt;script&gt;alert(1)&lt;/script&gt;</p></div>',
      [{ text: '<script>alert(1)</script>' }],
    ],
  ])('%s', async (_what, html, expected) => {
    const { posts, thrown } = await below(html);
    expect(thrown).toBeUndefined();
    expect(posts.slice(1)).toMatchObject(expected);
    expect(posts.length - 1).toBe(expected.length);
  });

  it('by the hundred thousand are read up to 1,000', async () => {
    const many = Array.from({ length: 50_000 }, (_, at) => `<p class="c"><b class="t">${at}</b></p>`).join('');
    const { posts, post } = await below(many);
    expect([posts.length, post?.text]).toEqual([1001, WORDS]);
  });
});

describe('a feed', () => {
  const feed = (item: string) => `<rss version="2.0"><channel><item>${item}</item></channel></rss>`;
  const collect = async (body: Answer, headers: Record<string, string> = {}) => {
    put('/rss', body, { headers: { 'content-type': 'application/rss+xml', ...headers } });
    return collectOnce(rss, { url: `${server.origin}/rss` });
  };
  it.each<[string, string | Buffer, Record<string, string>, object]>([
    ['sent as a web page', feed('<title>Mạng chậm</title>'), { 'content-type': 'text/html' }, { text: 'Mạng chậm' }],
    ['sent as JSON', feed('<title>Mạng chậm</title>'), { 'content-type': 'application/json' }, { text: 'Mạng chậm' }],
    [
      'in an encoding it does not name',
      feed('<title>Mạng chậm</title>'),
      { 'content-type': 'text/xml; charset=utf-16' },
      { text: 'Mạng chậm' },
    ],
    [
      'in TCVN3',
      iconv.encode(`<?xml version="1.0" encoding="x-viet-tcvn"?>${feed('<title>mạng chậm</title>')}`, 'tcvn'),
      {},
      { text: 'mạng chậm' },
    ],
    [
      'dated in Vietnamese words',
      feed('<title>x</title><pubDate>Thứ sáu, 20/11/2026</pubDate>'),
      {},
      { publishedAt: null },
    ],
    [
      'dated with a zone of its own making',
      feed('<title>x</title><pubDate>Fri, 20 Nov 2026 14:05:00 GMT+7</pubDate>'),
      {},
      { publishedAt: '2026-11-20T07:05:00.000Z' },
    ],
    [
      'with an id of markup',
      feed('<title>x</title><guid>&lt;img src=x&gt;</guid>'),
      {},
      { externalId: expect.any(String), url: null },
    ],
  ])('%s is read', async (_what, body, headers, expected) => {
    const outcome = await collect(body, headers);
    expect(outcome).toMatchObject({ thrown: undefined, errors: [] });
    expect(outcome.posts).toMatchObject([expected]);
  });
});
