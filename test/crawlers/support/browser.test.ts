import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowse } from '../../../src/crawlers/support/browser.ts';
import { findBrowser } from '../../../src/crawlers/support/browser-process.ts';
import { FetchFailed } from '../../../src/crawlers/support/fetch-failed.ts';
import { type LocalServer, startServer } from '../../../src/demo/stand-ins/http-server.ts';
import { GiveUp } from '../../../src/errors.ts';
import { createTestFetch } from '../../support/collect.ts';

const none = findBrowser() === undefined ? 'no Chromium at the usual places' : null;

describe.skipIf(none !== null)(`browser ${none ?? ''}`, () => {
  const pages = new Map<string, string>();
  const redirects = new Map<string, string>();
  const statuses = new Map<string, number>();
  let server: LocalServer;
  let secret: LocalServer;
  let http: ReturnType<typeof createTestFetch>;
  let browser: ReturnType<typeof createBrowse>;

  beforeAll(async () => {
    secret = await startServer((_request, response) => void response.end('the inner secret'));
    server = await startServer(
      (request, response) => {
        const path = request.url ?? '';
        const location = redirects.get(path);
        if (path === '/robots.txt') return void response.end('User-agent: *\nDisallow: /closed');
        if (location !== undefined) return void response.writeHead(302, { location }).end();
        if (path === '/cookie') return void response.end(`<p>${request.headers.cookie ?? 'none'}</p>`);
        if (path === '/download')
          return void response.writeHead(200, { 'content-disposition': 'attachment', 'content-type': 'a/b' }).end('x');
        response.writeHead(statuses.get(path) ?? 200, { 'content-type': 'text/html; charset=utf-8' });
        response.end(pages.get(path) ?? '');
      },
      { robots: true },
    );
    const allow = { allowPrivateHosts: [server.host] };
    http = createTestFetch({ ...allow, defaultDelaySeconds: 0 });
    const limits = { totalMs: 3000, readyMs: 700, maxBytes: 2_000_000 };
    browser = createBrowse({ visits: http.visits, ...allow, limits, maxPages: 12 });
  });
  afterAll(async () => {
    await browser?.close();
    await http.close();
    await server.close();
    await secret.close();
  });

  const open = (path: string, html: string, options = {}) => {
    pages.set(path, html);
    return browser.browse(`${server.origin}${path}`, options);
  };

  it('shows what scripts write, and loads no pictures', async () => {
    const html = '<img src="/big.png"><p id="p"></p><script>p.textContent = "xin chào " + 6 * 7</script>';
    expect((await open('/js', html)).html).toContain('xin chào 42');
    expect(server.requests).not.toContain('/big.png');
  });

  it('takes a PNG of the page', async () => {
    const { screenshot } = await open('/picture', '<h1>Ảnh</h1>', { screenshot: true });
    expect([...(screenshot ?? []).slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  it('keeps cookies to the visit they were given for', async () => {
    const cookies = [{ name: 'c_user', value: '7' }];
    expect((await open('/cookie', '', { cookies })).html).toContain('c_user=7');
    expect((await open('/cookie', '')).html).toContain('none');
  });

  const elsewhere = () => secret.origin;
  it.each<[string, () => string]>([
    ['a frame', () => `<iframe src="${elsewhere()}/"></iframe>`],
    ['localhost by name', () => `<iframe src="${elsewhere().replace('127.0.0.1', 'localhost')}/"></iframe>`],
    ['IPv6-mapped', () => `<iframe src="${elsewhere().replace('127.0.0.1', '[::ffff:7f00:1]')}/"></iframe>`],
    ['a decimal address', () => `<iframe src="${elsewhere().replace('127.0.0.1', '2130706433')}/"></iframe>`],
    ['a script', () => `<script src="${elsewhere()}/x.js"></script>`],
    ['fetch', () => `<script>fetch("${elsewhere()}/", { mode: "no-cors" })</script>`],
    ['a beacon', () => `<script>navigator.sendBeacon("${elsewhere()}/", "x")</script>`],
    ['a web socket', () => `<script>new WebSocket("${elsewhere().replace('http', 'ws')}/")</script>`],
    ['a worker', () => `<script>new Worker(URL.createObjectURL(new Blob(["fetch('${elsewhere()}/')"])))</script>`],
    ['a popup', () => `<script>open("${elsewhere()}/")</script>`],
    ['a redirect of a frame', () => '<iframe src="/inward"></iframe>'],
    ['a file', () => '<iframe src="file:///etc/passwd"></iframe>'],
  ])('never reaches a private address through %s', async (name, html) => {
    redirects.set('/inward', `${elsewhere()}/`);
    const page = await open(`/ssrf-${encodeURIComponent(name)}`, html());
    expect(page.html).not.toContain('the inner secret');
    expect(secret.requests).toEqual([]);
  });

  it.each<[string, () => string]>([
    ['a private address', () => `${elsewhere()}/`],
    ['the metadata service', () => 'http://169.254.169.254/latest/meta-data/'],
    ['file:', () => 'file:///etc/passwd'],
    ['chrome:', () => 'chrome://version'],
    ['data:', () => 'data:text/html,x'],
    ['what robots.txt closes', () => '/closed'],
  ])('does not follow a redirect to %s', async (name, location) => {
    const path = `/to-${encodeURIComponent(name)}`;
    redirects.set(path, location());
    const outcome = await open(path, '').catch((error: unknown) => error);
    expect(outcome instanceof GiveUp || outcome instanceof FetchFailed).toBe(true);
    expect([...secret.requests, ...server.requests.filter((each) => each === '/closed')]).toEqual([]);
  });

  it('reaches a private host that the operator allowed, so the refusals above are the guard’s', async () => {
    const other = await startServer((_request, response) => void response.end('let in'));
    const allowPrivateHosts = [server.host, other.host];
    const own = createBrowse({ visits: http.visits, allowPrivateHosts, limits: { readyMs: 700 } });
    pages.set('/allowed', `<iframe src="${other.origin}/inside"></iframe>`);
    await own.browse(`${server.origin}/allowed`).finally(() => own.close());
    expect(other.requests).toContain('/inside');
    await other.close();
  });

  it('does not resolve a name to a private address', async () => {
    const resolve = (_name: string, done: (error: null, found: { address: string; family: number }[]) => void) =>
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    const own = createBrowse({
      visits: http.visits,
      allowPrivateHosts: [server.host],
      resolve,
      limits: { readyMs: 700 },
    });
    const port = secret.host.split(':')[1];
    pages.set('/rebind', `<iframe src="http://nha.example:${port}/"></iframe>`);
    await own.browse(`${server.origin}/rebind`).finally(() => own.close());
    expect(secret.requests).toEqual([]);
  });

  it.each([
    ['a script without end', '<script>for (;;);</script>', FetchFailed],
    ['a page that loads too much', `<p>${'x'.repeat(2_100_000)}</p>`, GiveUp],
    ['a page that grows too large', '<script>document.write("x".repeat(3e6))</script>', GiveUp],
  ])('gives up %s, and serves the next page', async (name, html, kind) => {
    await expect(open(`/bad-${encodeURIComponent(name)}`, html)).rejects.toBeInstanceOf(kind);
    expect((await open('/next', '<p>tiếp</p>')).html).toContain('tiếp');
  });

  it('answers dialogs, and takes no downloads', async () => {
    const html = '<script>alert(1); confirm(2); onbeforeunload = () => 1</script><p>sau</p>';
    expect((await open('/dialog', html)).html).toContain('sau');
    await expect(open('/download', '')).rejects.toBeInstanceOf(FetchFailed);
  });

  it('tells statuses as fetch does', async () => {
    for (const [path, status] of Object.entries({ '/404': 404, '/500': 500 })) statuses.set(path, status);
    await expect(open('/404', 'x')).rejects.toBeInstanceOf(GiveUp);
    await expect(open('/500', 'x')).rejects.toBeInstanceOf(FetchFailed);
    await expect(browser.browse(`${secret.origin}/`)).rejects.toBeInstanceOf(GiveUp);
  });

  it('stops when it is told to', async () => {
    const stop = AbortSignal.abort(new Error('enough'));
    await expect(open('/js', '', { signal: stop })).rejects.toThrow('enough');
  });
});
