import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allowedHosts, guardedLookup, isPublicAddress } from '../../../src/crawlers/support/address-guard.ts';
import { type LocalServer, startServer } from '../../../src/demo/stand-ins/http-server.ts';
import { createTestFetch } from '../../support/collect.ts';

/** Names that resolve to what an attacker's name server says; everything else does not exist. */
const NAMES: Record<string, string[]> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'local.attacker.example': ['127.0.0.1'],
  'mapped.attacker.example': ['::ffff:127.0.0.1'],
  'mixed.attacker.example': ['::1', '10.0.0.7'],
  'metadata.google.internal': ['169.254.169.254'],
  'nat64.attacker.example': ['64:ff9b::7f00:1'],
};
let server: LocalServer;
let hits = 0;
let answers: string[][] = [];

const family = (address: string): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 });
const resolve: Parameters<typeof guardedLookup>[0] = (hostname, callback) => {
  const found = hostname === 'rebind.attacker.example' ? (answers.shift() ?? []) : NAMES[hostname];
  if (found) callback(null, found.map(family));
  else callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
};

beforeAll(async () => {
  server = await startServer(
    (_request, response) => {
      hits += 1;
      response.end('secret');
    },
    { robots: true },
  );
});
afterAll(() => server.close());
beforeEach(() => {
  hits = 0;
});

const PORT = '{port}';
const TRIES = [
  // Plain, and every way to write the same number.
  `http://127.0.0.1:${PORT}/`,
  `http://127.1:${PORT}/`,
  `http://127.0.1:${PORT}/`,
  `http://2130706433:${PORT}/`,
  `http://0x7f000001:${PORT}/`,
  `http://0x7f.0.0.1:${PORT}/`,
  `http://017700000001:${PORT}/`,
  `http://0177.0.0.01:${PORT}/`,
  `http://127.0.0.1.:${PORT}/`,
  `http://127.000.000.001:${PORT}/`,
  `http://0:${PORT}/`,
  `http://0.0.0.0:${PORT}/`,
  `http://①②⑦.⓪.⓪.①:${PORT}/`,
  `http://１２７．０．０．１:${PORT}/`,
  `http://127。0。0。1:${PORT}/`,
  `http://%31%32%37.0.0.1:${PORT}/`,
  `http:\\\\127.0.0.1:${PORT}/`,
  `http:127.0.0.1:${PORT}/`,
  ` \thttp://127.0.0.1:${PORT}/`,
  `HTTP://127.0.0.1:${PORT}/`,
  // IPv6 and what is wrapped in it.
  `http://[::1]:${PORT}/`,
  `http://[::]:${PORT}/`,
  `http://[0:0:0:0:0:0:0:1]:${PORT}/`,
  `http://[::ffff:127.0.0.1]:${PORT}/`,
  `http://[::ffff:7f00:1]:${PORT}/`,
  `http://[::127.0.0.1]:${PORT}/`,
  `http://[64:ff9b::127.0.0.1]:${PORT}/`,
  `http://[64:ff9b:1::127.0.0.1]:${PORT}/`,
  `http://[2002:7f00:1::]:${PORT}/`,
  `http://[2001:0:7f00:1::]:${PORT}/`,
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://[fd00:ec2::254]/',
  'http://[fec0::1]/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
  `http://[fe80::1%25eth0]:${PORT}/`,
  `http://[::1%25lo]:${PORT}/`,
  `http://[::1%lo]:${PORT}/`,
  `http://[64:ff9b::a9fe:a9fe]/`,
  `http://[2002:a9fe:a9fe::1]/`,
  'http://[::ffff:0:7f00:1]/',
  // Private, shared, reserved, metadata.
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://100.100.100.200/',
  'http://169.254.169.254/latest/meta-data/',
  'http://168.63.129.16/',
  'http://192.0.0.192/',
  'http://198.18.0.1/',
  'http://203.0.113.5/',
  'http://224.0.0.1/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  // Names.
  `http://localhost:${PORT}/`,
  `http://LOCALHOST:${PORT}/`,
  `http://localhost.:${PORT}/`,
  `http://ｌｏｃａｌｈｏｓｔ:${PORT}/`,
  `http://local.attacker.example:${PORT}/`,
  `https://local.attacker.example:${PORT}/`,
  `https://127.0.0.1:${PORT}/`,
  `http://mapped.attacker.example:${PORT}/`,
  `http://mixed.attacker.example:${PORT}/`,
  `http://nat64.attacker.example:${PORT}/`,
  'http://metadata.google.internal/computeMetadata/v1/',
  // Ports of other protocols, of hosts that are public.
  'http://9.9.9.9:22/',
  'http://9.9.9.9:25/',
  'https://9.9.9.9:465/',
  'http://9.9.9.9:0/',
  'http://9.9.9.9:6667/',
  'http://mail.attacker.example:587/',
  // Credentials, tricks with them, other schemes.
  `http://me:pw@127.0.0.1:${PORT}/`,
  `http://news.example@127.0.0.1:${PORT}/`,
  `http://127.0.0.1:${PORT}\\@news.example/`,
  `http://127.0.0.1:${PORT}#@news.example/`,
  `http://news.example:80@local.attacker.example:${PORT}/`,
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'data:text/plain,x',
  'javascript:alert(1)',
  'dict://127.0.0.1:11211/',
  `unix:/var/run/docker.sock`,
  `ws://127.0.0.1:${PORT}/`,
  'http://',
  '//127.0.0.1/',
  '127.0.0.1',
  '',
];

describe(`${TRIES.length} ways to a private address`, () => {
  it.each(TRIES)('%s is refused', async (template) => {
    const url = template.replace(PORT, new URL(server.origin).port);
    const http = createTestFetch({ allowPrivateHosts: [], resolve });
    await expect(http.fetch(url)).rejects.toMatchObject({ name: 'GiveUp' });
    await http.close();
    expect(hits).toBe(0);
  });

  it.each([
    'http://127.0.0.1:{port}/',
    'http://[::ffff:127.0.0.1]:{port}/',
    'http://local.attacker.example:{port}/',
    'http://2130706433:{port}/',
    '//127.0.0.1:{port}/',
    'http://me:pw@127.0.0.1:{port}/',
    'http://nat64.attacker.example:{port}/',
    'http://169.254.169.254/latest/meta-data/',
    'http://9.9.9.9:25/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'data:text/plain,x',
  ])('a redirect to %s is refused, whichever its status', async (template) => {
    const target = template.replace('{port}', new URL(server.origin).port);
    let status = 301;
    const door = await startServer((_request, response) => void response.writeHead(status, { location: target }).end());
    const http = createTestFetch({ allowPrivateHosts: [door.host], resolve });
    for (status of [301, 302, 303, 307, 308]) {
      await expect(http.fetch(`${door.origin}/`)).rejects.toMatchObject({ name: 'GiveUp' });
    }
    await http.close();
    await door.close();
    expect(hits).toBe(0);
  });

  it.each([301, 302, 303, 307, 308])('what is sent by POST is sent nowhere else on a redirect (%i)', async (status) => {
    const location = `${server.origin}/taken`;
    const door = await startServer((_request, response) => void response.writeHead(status, { location }).end());
    // Even an allowed host: it was not asked for.
    const http = createTestFetch({ allowPrivateHosts: [door.host, server.host], resolve });
    const sent = http.fetch(`${door.origin}/`, { method: 'POST', body: 'token=secret', api: true });
    await expect(sent).rejects.toMatchObject({ name: 'GiveUp' });
    await http.close();
    await door.close();
    expect(hits).toBe(0);
  });

  it('a chain that is public first and private last is refused at its last step', async () => {
    const hops: string[] = [];
    const door = await startServer((request, response) => {
      hops.push(request.url ?? '');
      const next = request.url === '/3' ? server.origin : `${door.origin}/${Number(request.url?.slice(1)) + 1}`;
      response.writeHead(302, { location: next }).end();
    });
    const http = createTestFetch({ allowPrivateHosts: [door.host], resolve });
    await expect(http.fetch(`${door.origin}/1`)).rejects.toMatchObject({ name: 'GiveUp' });
    await http.close();
    await door.close();
    expect([hops, hits]).toEqual([['/1', '/2', '/3'], 0]);
  });

  it('a robots.txt that redirects to a private address is refused too', async () => {
    const door = await startServer(
      (request, response) =>
        void (request.url === '/robots.txt'
          ? response.writeHead(302, { location: server.origin }).end()
          : response.end('page')),
      { robots: true },
    );
    const http = createTestFetch({ allowPrivateHosts: [door.host], resolve });
    await expect(http.fetch(`${door.origin}/`)).rejects.toMatchObject({ name: 'GiveUp' });
    await http.close();
    await door.close();
    expect(hits).toBe(0);
  });
});

describe('a name that answers differently each time', () => {
  const url = () => `http://rebind.attacker.example:${new URL(server.origin).port}/`;

  it('is refused whenever the address that would be connected to is private', async () => {
    answers = [['127.0.0.1'], ['10.0.0.1'], ['::1']];
    for (let i = 0; i < 3; i += 1) {
      const http = createTestFetch({ allowPrivateHosts: [], resolve });
      await expect(http.fetch(url())).rejects.toMatchObject({ name: 'GiveUp' });
      await http.close();
    }
    expect(hits).toBe(0);
  });

  it('connects only to the public ones of its addresses', async () => {
    answers = [['127.0.0.1', '9.9.9.9', '::1', '2620:fe::fe']];
    const lookup = guardedLookup(resolve);
    const found = await new Promise((done) =>
      lookup('rebind.attacker.example', { all: true }, (error, addresses) => done(error ?? addresses)),
    );
    expect(found).toEqual([family('9.9.9.9'), family('2620:fe::fe')]);
  });

  it('does not reuse a connection that was opened for an allowed name', async () => {
    const { port } = new URL(server.origin);
    const http = createTestFetch({ allowPrivateHosts: [`local.attacker.example:${port}`], resolve });
    expect((await http.fetch(`http://local.attacker.example:${port}/`)).text()).toBe('secret');
    await expect(http.fetch(`http://localhost:${port}/`)).rejects.toMatchObject({ name: 'GiveUp' });
    await expect(http.fetch(server.origin)).rejects.toMatchObject({ name: 'GiveUp' });
    await http.close();
  });
});

describe('what the operator allows', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:8080/', true],
    ['127.0.0.1', 'http://0x7f.1/', true],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080/', true],
    ['127.0.0.1:8080', 'http://127.0.0.1:8081/', false],
    ['forum.lan', 'https://forum.lan./t/1', true],
    ['FORUM.lan:443', 'https://forum.lan/', true],
    ['forum.lan:443', 'http://forum.lan/', false],
    ['::1', 'http://[::1]:9/', true],
    ['[::1]:9', 'http://[::1]:9/', true],
    ['[::1]:9', 'http://[::1]:10/', false],
    ['forum.lan:25', 'http://forum.lan:25/', true],
    ['forum.lan', 'http://other.forum.lan/', false],
    ['forum.lan', 'http://forum.lan.attacker.example/', false],
    ['', 'http://127.0.0.1/', false],
  ])('%s: %s → %s', (entry, url, expected) => {
    expect(allowedHosts([entry]).has(new URL(url))).toBe(expected);
  });

  it.each([
    ['9.9.9.9', true],
    ['2620:fe::fe', true],
    ['not an address', false],
    ['', false],
  ])('%s is public: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected));
});
