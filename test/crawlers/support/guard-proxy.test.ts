import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowedHosts } from '../../../src/crawlers/support/address-guard.ts';
import { createBrowse } from '../../../src/crawlers/support/browser.ts';
import { findBrowser } from '../../../src/crawlers/support/browser-process.ts';
import { type GuardProxy, PROXY_DOOR, startGuardProxy } from '../../../src/crawlers/support/guard-proxy.ts';
import { type LocalServer, startServer } from '../../../src/demo/stand-ins/http-server.ts';
import { createTestFetch } from '../../support/collect.ts';

const basic = ({ username, password }: { username: string; password: string }) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

describe('the proxy before the browser', () => {
  let target: LocalServer;
  let proxy: GuardProxy;
  beforeAll(async () => {
    target = await startServer((_request, response) => void response.end('let in'));
    proxy = await startGuardProxy({ allowed: allowedHosts([target.host]), maxBytes: 1_000_000 });
  });
  afterAll(async () => {
    await proxy.close();
    await target.close();
  });

  const shown = () => basic(proxy.credentials);
  const wrong: [string, () => string | undefined][] = [
    ['nothing', () => undefined],
    ['a guess', () => basic({ username: 'browser', password: 'guess' })],
    ['another scheme', () => `Bearer ${proxy.credentials.password}`],
    ['half of it', () => shown().slice(0, -4)],
    ['more than it', () => `${shown()}AA`],
  ];

  async function forward(url: string, authorization?: string): Promise<number | undefined> {
    const [host, port] = proxy.host.split(':');
    const headers = authorization === undefined ? {} : { 'proxy-authorization': authorization };
    const asked = request({ host, port, path: url, headers }).end();
    const [response] = await once(asked, 'response');
    response.resume();
    return response.statusCode;
  }
  async function tunnel(to: string, authorization?: string): Promise<string> {
    const [host, port] = proxy.host.split(':');
    const socket = connect(Number(port), host);
    const line = authorization === undefined ? '' : `Proxy-Authorization: ${authorization}\r\n`;
    socket.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\n${line}\r\n`);
    const [data] = await once(socket, 'data');
    socket.destroy();
    return String(data).split(' ')[1] ?? '';
  }

  it.each(wrong)('lets nobody through who shows %s', async (_what, authorization) => {
    expect(await forward(target.origin, authorization())).toBe(407);
    expect(await forward(PROXY_DOOR, authorization())).toBe(407);
    expect(await tunnel(target.host, authorization())).toBe('407');
    expect(target.requests).toEqual([]);
  });

  it('lets the browser through, to what is allowed', async () => {
    expect(await forward(`${target.origin}/in`, shown())).toBe(200);
    expect(await forward('http://127.0.0.1:9/', shown())).toBe(403);
    expect(await forward('http://9.9.9.9:25/', shown())).toBe(403);
    expect(await tunnel(target.host, shown())).toBe('200');
    expect(await tunnel('127.0.0.1:9', shown())).toBe('403');
    expect(target.requests).toEqual(['/in']);
  });

  it('has another word at each start', async () => {
    const other = await startGuardProxy({ allowed: allowedHosts([]), maxBytes: 1 });
    expect(other.credentials.password).not.toBe(proxy.credentials.password);
    expect(other.credentials.password.length).toBeGreaterThan(30);
    await other.close();
  });

  it.skipIf(findBrowser() === undefined)('keeps the word from sites that ask for a password', async () => {
    const seen: string[] = [];
    const site = await startServer(
      (asked, response) => {
        seen.push(JSON.stringify([asked.headers.authorization, asked.headers['proxy-authorization']]));
        const status = asked.url === '/page' ? 200 : 401;
        response.writeHead(status, { 'www-authenticate': 'Basic realm="guard"', 'content-type': 'text/html' });
        response.end('<iframe src="/asks"></iframe><script src="/asks.js"></script>');
      },
      { robots: true },
    );
    const allowPrivateHosts = [site.host];
    const http = createTestFetch({ allowPrivateHosts, defaultDelaySeconds: 0 });
    const browser = createBrowse({ visits: http.visits, allowPrivateHosts, limits: { readyMs: 1000 } });
    await browser.browse(`${site.origin}/page`);
    await expect(browser.browse(`${site.origin}/asks`)).rejects.toThrow('401');
    await browser.close();
    await http.close();
    await site.close();
    expect(seen.length).toBeGreaterThan(2);
    // Nothing, or the empty word that has the site refuse at once.
    expect([...new Set(seen)].sort()).toEqual(['["Basic Og==",null]', '[null,null]']);
  });
});
