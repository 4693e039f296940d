import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountConsole } from '../../src/api/console.ts';
import { tempFolder } from '../support/temp-folder.ts';

const SCRIPT = 'console.log("Lắng nghe");'.repeat(50);
const PAGE = '<html><script src="/assets/a-1.js" nonce="CSP_NONCE"></script><meta nonce="CSP_NONCE"></html>';

describe('the console’s files', () => {
  const folder = tempFolder();
  let server: Server;
  let url: string;
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder.path, name)), { recursive: true });
    writeFileSync(join(folder.path, name), content);
  };
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(url + path, { method, headers: { 'accept-encoding': 'identity', ...headers } });
  const asBrowser = (path: string) => ask(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });

  beforeAll(async () => {
    write('index.html', PAGE);
    write('.stamp', 'x');
    write('icon.svg', '<svg/>');
    write('assets/a-1.js', SCRIPT);
    write('assets/a-1.js.br', brotliCompressSync(SCRIPT));
    write('assets/a-1.js.gz', gzipSync(SCRIPT));
    const app = express();
    app.use((_request, response, next) => {
      response.setHeader('Content-Security-Policy', "default-src 'self'");
      next();
    });
    mountConsole(app, ['api'], folder.path);
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    folder.remove();
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
    ['br;q=0, gzip', 'gzip'],
  ])('are compressed as the browser takes them: %s', async (accepted, encoding) => {
    const answer = await ask('/assets/a-1.js', { 'accept-encoding': accepted });
    expect(await answer.text()).toBe(SCRIPT);
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
  });

  it('without a hash in their names are asked for again each time', async () => {
    const answer = await ask('/icon.svg');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    const etag = answer.headers.get('etag') ?? '';
    expect((await ask('/icon.svg', { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status).toBe(304);
  });

  it('are the page for every address that a browser opens, each with a nonce of its own', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/inbox/12', '/nothing']) {
      const answer = await asBrowser(path);
      const text = await answer.text();
      const nonce = /nonce="([\w+/=]{24})"/.exec(text)?.[1] ?? '';
      expect(answer.headers.get('content-security-policy')).toBe(
        `default-src 'self';style-src 'self' 'nonce-${nonce}'`,
      );
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(text).not.toContain('CSP_NONCE');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('are nothing else: not for programs, not below the API, not what the build keeps for itself', async () => {
    expect((await ask('/inbox')).status).toBe(404);
    for (const path of [
      '/api/nothing',
      '/assets/gone-2.js',
      '/.stamp',
      '/index.html',
      '/assets/..%2f.stamp',
      '/assets/%2e%2e/.stamp',
    ])
      expect([path, (await asBrowser(path)).status]).toEqual([path, 404]);
    expect((await ask('/assets/a-1.js', {}, 'POST')).status).toBe(404);
  });

  it('are missing where none were built: the API goes on without', async () => {
    const app = express();
    expect(() => mountConsole(app, [], join(folder.path, 'no-such-folder'))).not.toThrow();
  });
});
