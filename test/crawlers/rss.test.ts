import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/rss.ts';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';
import { collectOnce } from '../support/collect.ts';
import { startFixtureSite } from '../support/fixture-site.ts';

let answer: Parameters<typeof startServer>[0];
let server: LocalServer;
const feed = (items: string, attributes = 'version="2.0"') =>
  `<?xml version="1.0"?><rss ${attributes}><channel><title>Mẫu</title>${items}</channel></rss>`;
const item = (n: number, inside = '') =>
  `<item><guid>https://tin.example/${n}</guid><title>Bài ${n}</title><description>Lời ${n}</description>${inside}</item>`;
const serve = (body: string | Buffer, headers: Record<string, string> = { 'content-type': 'application/rss+xml' }) => {
  answer = (_request, response) => void response.writeHead(200, headers).end(body);
};
const collect = (options?: Parameters<typeof collectOnce>[2], settings = {}) =>
  collectOnce(crawler, { url: `${server.origin}/feed`, ...settings }, options);
const texts = (posts: { text: string }[]) => posts.map((post) => post.text);

beforeEach(async () => {
  server = await startServer((request, response) => answer(request, response));
});
afterEach(() => server.close());

describe('formats', () => {
  const site = 'https://tin-mang.example';
  const read = async (file: string) => {
    const fixtures = await startFixtureSite('rss', site);
    const outcome = await collectOnce(crawler, { url: `${fixtures.origin}/${file}` });
    await fixtures.close();
    expect(outcome).toMatchObject({ thrown: undefined, errors: [] });
    return JSON.parse(
      JSON.stringify(outcome).replaceAll(fixtures.origin, site).replaceAll(fixtures.host, 'tin-mang.example'),
    );
  };

  it('RSS 2.0 with HTML in descriptions, content:encoded and Dublin Core', async () => {
    const { posts, warnings } = await read('gop-y.rss');
    expect(warnings).toEqual([]);
    expect(posts[0]).toEqual({
      externalId: 'https://tin-mang.example/bai/1',
      kind: 'post',
      url: 'https://tin-mang.example/bai/1',
      author: { id: null, name: 'Bạn đọc 1' },
      title: 'Sóng yếu ở tầng hầm',
      text: 'Tầng hầm chung cư <B2> không có vạch nào.',
      publishedAt: '2026-11-20T02:00:00.000Z',
      threadId: null,
    });
    expect(posts[1].title).toBe('Tổng đài & thời gian chờ');
    expect(posts[1].text).toBe('Chờ 20 phút mới gặp người.\n\nQuá lâu!');
    expect(posts[2].text).toBe('Cước tháng này tăng gấp đôi,\nchưa ai giải thích.');
    expect(posts[3].text).toBe('Anh kỹ thuật tới rất nhanh 👍');
  });

  it('Atom with XHTML content, several links and a source', async () => {
    const { posts } = await read('atom.atom');
    expect(posts[0]).toMatchObject({
      externalId: 'tag:tin-mang.example,2026:1',
      url: 'https://tin-mang.example/a/1',
      title: 'Mạng <5G>',
      text: 'Đoạn một đậm cuối.\n\n1 < 2 & đúng',
      author: { name: 'Minh' },
      publishedAt: '2026-11-20T02:00:00.250Z',
    });
    expect(posts[1]).toMatchObject({
      externalId: 'tag:tin-mang.example,2026:2',
      title: 'Hai',
      text: 'Chỉ có tóm tắt',
      publishedAt: '2026-11-21T09:00:00.000Z',
    });
  });

  it('RDF, RSS 0.91 and JSON Feed', async () => {
    expect((await read('one.rdf')).posts).toMatchObject([
      {
        externalId: 'https://tin-mang.example/r/1',
        text: 'Mô tả một',
        author: { name: 'Tâm' },
        publishedAt: '2026-11-20T02:00:00.000Z',
      },
    ]);
    expect((await read('old.rss')).posts).toMatchObject([
      { externalId: 'https://tin-mang.example/cu/1', text: 'Định dạng cũ', publishedAt: null },
    ]);
    expect((await read('feed.json')).posts).toMatchObject([
      { externalId: 'https://tin-mang.example/j/1', text: 'Nội dung một', author: { name: 'Thu' } },
      { externalId: 'tin-mang.example/feed.json#2', text: 'a < b & c\ndòng hai', url: null, publishedAt: null },
    ]);
  });
});

describe('what is not a feed', () => {
  it.each([
    ['a web page', '<!DOCTYPE html><html><body>Bảo trì</body></html>', /is a web page \(HTML\)/],
    [
      'a page that names its feed',
      '<html><link rel="alternate" type="application/rss+xml" href="/rss?token=abc&amp;id=1">',
      /names its feed: http.*\/rss\?token=…&id=1/,
    ],
    ['nothing', '', /is empty/],
    ['other JSON', '{"items": []}', /is something else/],
    ['broken JSON', '{"version": "https://jsonfeed.org/version/1", ', /is something else/],
    ['other XML', '<?xml version="1.0"?><urlset><url/></urlset>', /is something else/],
    ['plain words', 'Xin chào', /is something else/],
    ['bytes', Buffer.from([0, 1, 2, 255, 254, 0, 60, 0]), /is something else/],
  ])('%s is refused at first, and tried again if it was a feed before', async (_name, body, message) => {
    serve(body, { 'content-type': 'application/rss+xml' });
    expect((await collect()).thrown).toMatchObject({ name: 'GiveUp', message: expect.stringMatching(message) });
    serve(feed(item(1)));
    const { cursor } = await collect();
    serve(body);
    const again = await collect({ cursor });
    expect(again.thrown).toMatchObject({ name: 'FetchFailed' });
    expect(again.cursor).toEqual(cursor);
  });
});

describe('broken and hostile feeds yield what is in them', () => {
  const laughs = `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>`;
  const external = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
  it.each([
    ['cut in an item', feed(item(1) + item(2)).slice(0, -60), ['Lời 1'], /in the middle of an item/],
    ['cut between items', `<rss><channel>${item(1)}`, ['Lời 1'], undefined],
    ['without version', feed(item(1), ''), ['Lời 1'], undefined],
    [
      'items unclosed',
      '<rss><channel><item><title>A</title><description>a<item><title>B</title><description>b</channel></rss>',
      ['a', 'b'],
      /not closed/,
    ],
    [
      'fields unclosed',
      '<rss><channel><item><title>A<link>https://t.example/1</link><description>a</description></item></channel></rss>',
      ['a'],
      /not closed/,
    ],
    [
      'crossed tags',
      '<rss><channel><item><description><b>a<i>b</b>z</i></description></item></channel></rss>',
      ['abz'],
      /not closed/,
    ],
    [
      'bare ampersands',
      feed(
        '<item><title>A & B</title><description>Q&A <3 &amp; R&D</description></item><item><description><![CDATA[5 < 6]]></description></item>',
      ),
      ['Q&A <3 & R&D', '5 < 6'],
      undefined,
    ],
    [
      'HTML entities',
      feed('<item><description>Ch&ocirc;m&nbsp;ch&ocirc;m</description></item>'),
      ['Chôm chôm'],
      undefined,
    ],
    [
      'undeclared prefixes',
      feed('<item><dc:creator>X</dc:creator><content:encoded>có</content:encoded><foo:bar>1</foo:bar></item>'),
      ['có'],
      undefined,
    ],
    [
      'CDATA in CDATA',
      feed('<item><description><![CDATA[a <b>b</b> ]]]]><![CDATA[> c]]></description></item>'),
      ['a b ]]> c'],
      undefined,
    ],
    ['junk before', `\n\n  <!-- x --><b>Warning: mysql</b>${feed(item(1))}`, ['Lời 1'], undefined],
    ['junk after', `${feed(item(1))}<script>alert(1)</script></div>`, ['Lời 1'], undefined],
    ['billion laughs', laughs + feed('<item><description>x&c;y</description></item>'), ['x&c;y'], undefined],
    ['an external entity', external + feed('<item><description>x&x;y</description></item>'), ['x&x;y'], undefined],
    [
      'upper case',
      '<RSS><CHANNEL><ITEM><TITLE>A</TITLE><DESCRIPTION>a</DESCRIPTION></ITEM></CHANNEL></RSS>',
      ['a'],
      undefined,
    ],
    [
      'scripts',
      feed('<item><description>&lt;script&gt;x&lt;/script&gt;chữ&lt;img src=x onerror=y&gt;</description></item>'),
      ['chữ'],
      undefined,
    ],
    ['a title alone', feed('<item><title>Chỉ tiêu đề</title></item>'), ['Chỉ tiêu đề'], undefined],
    [
      'an empty item',
      feed(`<item></item><item><title> </title></item>${item(1)}`),
      ['Lời 1'],
      /2 items have neither text nor title/,
    ],
    ['no items', feed(''), [], undefined],
    [
      'prefixed Atom',
      '<atom:feed><atom:entry><atom:id>tag:1</atom:id><atom:summary>s</atom:summary></atom:entry></atom:feed>',
      ['s'],
      undefined,
    ],
    [
      'prefixed RDF items',
      '<rdf:RDF><rss:item rdf:about="https://t.example/1"><rss:title>T</rss:title></rss:item></rdf:RDF>',
      ['T'],
      undefined,
    ],
  ])('%s', async (_name, body, expected, warning) => {
    serve(body);
    const outcome = await collect();
    expect(outcome).toMatchObject({ thrown: undefined, errors: [] });
    expect(texts(outcome.posts)).toEqual(expected);
    if (warning) expect(outcome.warnings.join()).toMatch(warning);
    expect((await collect({ cursor: outcome.cursor })).posts).toEqual([]);
  });

  it.each([
    ['nested without end', `<rss><channel><item>${'<a>'.repeat(500_000)}`, /more than 1000 deep/],
    ['100 MB', undefined, /larger than 10 MB/],
    ['a gzip bomb', gzipSync(Buffer.alloc(60_000_000, ' ')), /larger than 10 MB/],
  ])('%s is refused quickly', async (_name, body, message) => {
    if (body === undefined) answer = (_request, response) => streamItems(response, 100_000_000);
    else serve(body, typeof body === 'string' ? {} : { 'content-encoding': 'gzip' });
    const started = performance.now();
    expect((await collect()).thrown).toMatchObject({ message: expect.stringMatching(message) });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('tags and brackets by the hundred thousand take linear time', async () => {
    for (const unit of ['&lt;', '<![CDATA[', '<x ', '&', '<p>', '&lt;p ']) {
      serve(feed(`<item><title>t</title><description>${unit.repeat(300_000)}</description></item>${item(2)}`));
      const started = performance.now();
      await collect();
      expect(performance.now() - started, unit).toBeLessThan(3000);
    }
  });

  it('in a wrong encoding is read by the right one', async () => {
    serve(Buffer.from(feed(item(1)).replace('?>', ' encoding="iso-8859-1"?>')), {
      'content-type': 'text/xml; charset=us-ascii',
    });
    expect(texts((await collect()).posts)).toEqual(['Lời 1']);
  });
});

function streamItems(response: import('node:http').ServerResponse, bytes: number): void {
  let sent = 0;
  const chunk = item(1).repeat(500);
  response.write('<rss><channel>');
  const push = () => {
    while (!response.destroyed && sent < bytes) {
      sent += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', push);
    }
    response.end();
  };
  push();
}

describe('ids', () => {
  const ids = async (items: string) => {
    serve(feed(items));
    const outcome = await collect();
    return {
      ids: outcome.posts.map((post) => post.externalId.replace(server.host, 'HOST')),
      warnings: outcome.warnings.join(),
    };
  };

  it('are the own one, else the link, else a hash of the words', async () => {
    expect(await ids(item(1, '<link>https://tin.example/other</link>'))).toMatchObject({
      ids: ['https://tin.example/1'],
    });
    expect(await ids('<item><guid>17</guid><title>A</title></item>')).toMatchObject({ ids: ['HOST/feed#17'] });
    expect(await ids('<item><title>A</title><link> /a?b=1 </link></item>')).toMatchObject({
      ids: ['http://HOST/a?b=1'],
    });
    const hashed = await ids('<item><title>A</title></item><item><title>B</title></item>');
    expect(new Set(hashed.ids).size).toBe(2);
    expect(hashed.ids[0]).toMatch(/^HOST\/feed#[\w-]{22}$/);
    expect(hashed.warnings).toMatch(/2 items have neither id nor link/);
  });

  it('of any length fit, and one that all items share is passed over', async () => {
    const long = await ids(`<item><guid>https://t.example/${'x'.repeat(3000)}</guid><title>A</title></item>`);
    expect(long.ids[0]?.length).toBeLessThan(500);
    const same = '<guid>https://t.example/</guid><title>A</title>';
    const shared = await ids(
      `<item>${same}<link>https://t.example/1</link></item><item>${same}<link>https://t.example/2</link></item>`,
    );
    expect(shared.ids).toEqual(['https://t.example/1', 'https://t.example/2']);
    expect(shared.warnings).toMatch(/carry the same id/);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'mailto:a@b.example', 'http://', '   '])(
    'a link to %s becomes no address',
    async (link) => {
      serve(feed(`<item><title>A</title><link>${link}</link></item>`));
      const { posts } = await collect();
      expect(posts[0]?.url === null || posts[0]?.url?.startsWith('http')).toBe(true);
    },
  );
});

describe('dates', () => {
  it('that name no instant are left out and said, never made up', async () => {
    const dates = [
      'Thứ Sáu, 20/11/2026',
      '2026-11-20 09:00:00',
      '',
      '2999-01-01T00:00:00Z',
      'Fri, 20 Nov 2026 09:00:00 +0700',
    ];
    serve(feed(dates.map((date, i) => item(i, `<pubDate>${date}</pubDate>`)).join('')));
    const outcome = await collect();
    expect(outcome.posts.map((post) => post.publishedAt)).toEqual([null, null, null, null, '2026-11-20T02:00:00.000Z']);
    expect(outcome.warnings.join()).toMatch(/4 items have no date.*"Thứ Sáu, 20\/11\/2026"/);
    const zoned = await collect({}, { timeZone: 'Asia/Ho_Chi_Minh' });
    expect(zoned.posts[1]?.publishedAt).toBe('2026-11-20T02:00:00.000Z');
  });
});

describe('from run to run', () => {
  it('only new and changed items are yielded', async () => {
    serve(feed(item(1) + item(2)));
    const first = await collect();
    serve(feed(item(3) + item(2) + item(1).replace('Lời 1', 'Lời mới')));
    const second = await collect({ cursor: first.cursor });
    expect(texts(second.posts)).toEqual(['Lời 3', 'Lời mới']);
    expect((await collect({ cursor: second.cursor })).posts).toEqual([]);
  });

  it('validators are sent, and left out after some hours because some servers never let go of them', async () => {
    const asked: unknown[] = [];
    answer = (request, response) => {
      asked.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"v"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v"' }).end(feed(item(1)));
    };
    const first = await collect();
    const second = await collect({ cursor: first.cursor });
    expect(second).toMatchObject({ posts: [], thrown: undefined, cursor: first.cursor });
    const old = { ...(first.cursor as object), fullAt: '2026-11-22T00:00:00.000Z' };
    expect((await collect({ cursor: old })).thrown).toBeUndefined();
    expect(asked).toEqual([undefined, '"v"', undefined]);
  });

  it('a feed of 20,000 items yields its newest, once, with a small cursor', async () => {
    const date = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
    serve(feed(Array.from({ length: 20_000 }, (_, n) => item(n, `<pubDate>${date(n)}</pubDate>`)).join('')));
    const first = await collect();
    expect(first.posts).toHaveLength(1500);
    expect(first.posts[0]?.text).toBe('Lời 19999');
    expect(first.warnings.join()).toMatch(/has 20000 items; the newest 1500/);
    expect(JSON.stringify(first.cursor).length).toBeLessThan(100_000);
    expect((await collect({ cursor: first.cursor })).posts).toEqual([]);
  });
});

describe('settings', () => {
  it.each([
    [{ url: 'https://a.example/rss', timeZone: 'Sao_Hoa' }],
    [{ url: 'https://me:pw@a.example/rss' }],
    [{ url: 'javascript:alert(1)' }],
    [{ url: '' }],
    [{ url: 'https://a.example/rss', URL: 1 }],
    [{}],
  ])('%j are refused', (settings) => expect(crawler.settings.safeParse(settings).success).toBe(false));
});
