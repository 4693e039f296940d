import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowse } from '../../src/crawlers/support/browser.ts';
import { findBrowser } from '../../src/crawlers/support/browser-process.ts';
import { FetchFailed } from '../../src/crawlers/support/fetch-failed.ts';
import { sanitiseHtml } from '../../src/crawlers/support/sanitise.ts';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { createTestFetch } from '../support/collect.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

const WORDS = 'Mạng chập chờn từ tối qua, tổng đài chưa có người xử lý, khách hàng rất bức xúc.';
const PAGE = `<!doctype html><html><head><title>Khách than phiền</title><script>x</script></head><body onload="y()">
  <article><p>${WORDS}</p><p>${WORDS}</p><p>${WORDS}</p><a href="javascript:z()">bấm</a><iframe src="/i"></iframe></article></body></html>`;

describe('captures by hand', () => {
  let records: TestRecords;
  let site: LocalServer;
  let inner: LocalServer;
  let http: ReturnType<typeof createTestFetch>;
  let browser: ReturnType<typeof createBrowse>;
  /** Without a browser, with one, and with one that fails. */
  let plain: TestApi;
  let real: TestApi;
  let broken: TestApi;

  beforeAll(async () => {
    records = await embeddedRecords();
    inner = await startServer((_request, response) => void response.end(PAGE));
    site = await startServer((request, response) => {
      const path = request.url ?? '';
      if (path === '/inward') return void response.writeHead(302, { location: inner.origin }).end();
      const status = path === '/gone' ? 404 : 200;
      const body =
        path === '/script'
          ? `<div id="a"></div><script>a.innerHTML = '<h1>Viết bằng mã</h1><p>${WORDS}'</script>`
          : PAGE;
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(path === '/empty' ? '' : body);
    });
    const allow = [site.host];
    http = createTestFetch({ allowPrivateHosts: allow, defaultDelaySeconds: 0 });
    browser = createBrowse({ visits: http.visits, allowPrivateHosts: allow, limits: { readyMs: 700 } });
    plain = await openApi(records, { allow });
    real = await openApi(records, { allow, browse: browser.browse });
    const browse = async () => Promise.reject(new FetchFailed('The browser broke down.'));
    broken = await openApi(records, { allow, browse });
  });
  afterAll(async () => {
    for (const each of [plain, real, broken]) await each?.close();
    await browser?.close();
    await http?.close();
    for (const each of [site, inner]) await each?.close();
    await records?.close();
  });

  const bring = (body: object, as = 'agent', api = plain) => api.ask('POST', '/api/captures', { as, body });
  const mentionOf = async (id: string) => (await plain.ask('GET', `/api/mentions/${id}`)).body;

  it('make a mention of a text, with who brought it and when', async () => {
    const team = (await plain.ask('POST', '/api/teams', { body: { name: 'Đội Huế' } })).body.id;
    const lan = await plain.person('Lan', 'agent', team);
    const { status, body } = await bring({ text: 'Mạng chậm quá shop ơi', author: 'Minh' }, lan.session);
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        mention: expect.any(String),
        by: 'Lan',
        capturedAt: API_NOW.toISOString(),
        url: null,
        pageUrl: null,
        hasPage: false,
        hasScreenshot: false,
        problem: null,
      },
    ]);
    expect(await mentionOf(body.mention)).toMatchObject({
      text: 'Mạng chậm quá shop ơi',
      author: { name: 'Minh' },
      source: { kind: 'import', name: 'Ghi nhận thủ công: Đội Huế' },
      publishedAt: null,
    });
    expect(plain.processQueue.added.at(-1)).toMatchObject({ job: 'analyse' });
    const again = await bring({ text: 'Mạng chậm quá shop ơi', author: 'Minh' });
    const list = await plain.ask('GET', `/api/mentions/${body.mention}/captures`, { as: lan.session });
    expect([again.body.mention === body.mention, list.body.items]).toEqual([false, [body]]);
  });

  it('read a page without a browser, and say that there is no picture', async () => {
    const { status, body } = await bring({ url: `${site.origin}/bai` });
    const problem = expect.stringContaining('no browser');
    expect([status, body]).toMatchObject([201, { hasPage: true, hasScreenshot: false, problem }]);
    const mention = await mentionOf(body.mention);
    expect(mention).toMatchObject({ title: 'Khách than phiền', url: `${site.origin}/bai` });
    expect(mention.text).toContain(WORDS);
    const { html } = (await plain.ask('GET', `/api/captures/${body.id}`, { as: 'agent' })).body;
    expect(html).toContain(WORDS);
    expect(html).not.toMatch(/script|onload|iframe|javascript:/);
    expect((await plain.ask('GET', `/api/captures/${body.id}/screenshot`)).status).toBe(404);
    // The same page again is the same mention, captured twice.
    const again = await bring({ url: `${site.origin}/bai` }, 'manager');
    expect(again.body.mention).toBe(body.mention);
    const both = (await plain.ask('GET', `/api/mentions/${body.mention}/captures`)).body.items;
    expect(both.map((each: { by: string }) => each.by).sort()).toEqual(['agent', 'manager']);
  });

  it.skipIf(findBrowser() === undefined)(
    'take a picture of the page, for those who may see people’s names',
    async () => {
      const { status, body } = await bring({ url: `${site.origin}/script` }, 'agent', real);
      expect([status, body]).toMatchObject([201, { hasPage: true, hasScreenshot: true, problem: null }]);
      expect((await mentionOf(body.mention)).text).toContain(WORDS);
      const response = await fetch(`${real.url}/api/captures/${body.id}/screenshot`);
      expect(response.status).toBe(401);
      const picture = await real.ask('GET', `/api/captures/${body.id}/screenshot`, { as: 'agent' });
      expect([picture.status, picture.headers.get('content-type'), picture.text.slice(1, 4)]).toEqual([
        200,
        'image/png',
        'PNG',
      ]);
      expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
      for (const path of ['', '/screenshot']) {
        expect((await real.ask('GET', `/api/captures/${body.id}${path}`, { as: 'marketing' })).status).toBe(403);
      }
    },
  );

  it('are for those who see the mention', async () => {
    const team = (await plain.ask('POST', '/api/teams', { body: { name: 'Đội Đà Nẵng' } })).body.id;
    const other = await plain.person(
      'Hoa',
      'agent',
      (await plain.ask('POST', '/api/teams', { body: { name: 'Đội khác' } })).body.id,
    );
    const own = await plain.person('Minh', 'agent', team);
    const { body } = await bring({ url: `${site.origin}/bai`, text: 'Lời của khách' }, own.session);
    const seen = async (as: string) => (await plain.ask('GET', `/api/captures/${body.id}`, { as })).status;
    expect([await seen(own.session), await seen(other.session)]).toEqual([200, 404]);
  });

  it.each([
    ['a private address', () => inner.origin],
    ['localhost', () => inner.origin.replace('127.0.0.1', 'localhost')],
    ['a decimal address', () => inner.origin.replace('127.0.0.1', '2130706433')],
    ['the metadata service', () => 'http://169.254.169.254/latest/meta-data/'],
    ['a redirect inwards', () => `${site.origin}/inward`],
  ])('refuse %s, with a text or without', async (_what, url) => {
    for (const api of findBrowser() === undefined ? [plain] : [plain, real]) {
      for (const more of [{}, { text: 'Lời của khách' }]) {
        const { status, body } = await bring({ url: url(), ...more }, 'agent', api);
        expect([status, body.errors?.[0]?.path]).toEqual([422, 'url']);
      }
    }
    expect(inner.requests).toEqual([]);
  });

  it.each([
    ['a page that is gone', () => ({ url: `${site.origin}/gone` }), 'text'],
    ['a page without words', () => ({ url: `${site.origin}/empty` }), 'text'],
    ['nothing', () => ({}), 'url'],
    ['a script for a link', () => ({ url: 'javascript:alert(1)', text: 'x' }), 'url'],
    ['a file', () => ({ url: 'file:///etc/passwd', text: 'x' }), 'url'],
    ['a text of spaces', () => ({ text: '  ' }), 'text'],
  ])('need more than %s', async (_what, body, path) => {
    const { status, body: answer } = await bring(body());
    expect([status, answer.errors?.[0]?.path]).toEqual([422, path]);
  });

  it('keep the text when the page can’t be had, and say why', async () => {
    const { body } = await bring({ url: `${site.origin}/bai`, text: 'Lời của khách hàng' }, 'agent', broken);
    expect(body).toMatchObject({ hasPage: false, problem: 'The browser broke down.' });
    expect(await mentionOf(body.mention)).toMatchObject({ text: 'Lời của khách hàng', url: `${site.origin}/bai` });
    expect((await bring({ url: `${site.origin}/bai` }, 'agent', broken)).status).toBe(422);
  });

  it('are noted in the audit trail, and in no log', async () => {
    const { items } = (await plain.ask('GET', '/api/audit?limit=200')).body;
    expect(items.filter((each: { act: string }) => each.act === 'mention.captured').length).toBeGreaterThan(3);
    expect(plain.log.join('')).not.toMatch(/Mạng chậm|Minh|\/bai/);
  });
});

it.each([
  ['<p onclick="x()">a<b>b</b></p>', '<p>a<b>b</b></p>'],
  ['<script>x</script><style>y</style>z', 'z'],
  ['<a href="javascript:x">a</a><a href="//b.example">b</a>', '<a>a</a><a>b</a>'],
  [
    '<a href="https://a.example/?a=1&amp;b" target="_blank" style="x">a</a>',
    '<a href="https://a.example/?a=1&amp;b">a</a>',
  ],
  ['<img src=x onerror=y><svg><script>x</script></svg><math><mi>m', 'm'],
  ['&lt;script&gt;x', '&lt;script&gt;x'],
  ['<<p>script>x</p>', '&lt;<p>script&gt;x</p>'],
  ['<form action="/x"><input name="a">b</form><object data="x"></object>', 'b'],
])('sanitised, %s is %s', (html, expected) => expect(sanitiseHtml(html)).toBe(expected));
