import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FetchFailed } from '../../../src/crawlers/support/fetch-failed.ts';
import type { Limits } from '../../../src/crawlers/support/http-exchange.ts';
import { formatUserAgent } from '../../../src/crawlers/support/safe-fetch.ts';
import { type LocalServer, startServer } from '../../../src/demo/stand-ins/http-server.ts';
import { describeError, GiveUp, RetryLater } from '../../../src/errors.ts';
import { createTestFetch, TEST_NOW } from '../../support/collect.ts';

type Handler = Parameters<typeof startServer>[0];
let handler: Handler;
let robotsTxt: string | undefined;
let server: LocalServer;
let http: ReturnType<typeof createTestFetch>;

const startFetch = async (options: Parameters<typeof createTestFetch>[0]) => {
  await http.close();
  http = createTestFetch(options);
};
const get = (path = '/page', request = {}) => http.fetch(`${server.origin}${path}`, request);
const outcomeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

beforeEach(async () => {
  handler = (_request, response) => void response.end('ok');
  robotsTxt = undefined;
  server = await startServer(
    (request, response) => {
      if (request.url !== '/robots.txt') handler(request, response);
      else if (robotsTxt === undefined) response.writeHead(404).end();
      else response.end(robotsTxt);
    },
    { robots: true },
  );
  http = createTestFetch();
});
afterEach(async () => {
  await http.close();
  await server.close();
});

describe('a good answer', () => {
  it('carries the body, its media type and validators, and asks with an honest name', async () => {
    let headers: Record<string, unknown> = {};
    handler = (request, response) => {
      headers = request.headers;
      response
        .writeHead(200, { 'content-type': 'Text/HTML; charset=UTF-8', etag: '"a"', 'last-modified': 'x' })
        .end('chào');
    };
    await startFetch({ userAgent: formatUserAgent('1.2', 'https://nghe.example') });
    const page = await get('/page?x=1#part');
    expect(page).toMatchObject({ mediaType: 'text/html', etag: '"a"', lastModified: 'x', notModified: false });
    expect(page.url).toBe(`${server.origin}/page?x=1`);
    expect(page.text()).toBe('chào');
    expect(headers['user-agent']).toBe('LangNghe/1.2 (+https://nghe.example)');
  });

  it('is "not modified" when the validators still hold', async () => {
    handler = (request, response) => {
      const same = request.headers['if-none-match'] === '"a"' && request.headers['if-modified-since'] === 'then';
      response.writeHead(same ? 304 : 200, { etag: '"a"' }).end();
    };
    expect(await get('/page', { etag: '"a"', lastModified: 'then' })).toMatchObject({
      notModified: true,
      etag: '"a"',
      lastModified: 'then',
    });
    expect(await get('/page', { etag: '"b"' })).toMatchObject({ notModified: false });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('is decompressed from %s', async (name, compress) => {
    handler = (_request, response) => void response.setHeader('content-encoding', name).end(compress('mạng yếu'));
    expect((await get()).text()).toBe('mạng yếu');
  });

  it('never sends a validator that can not stand in a header', async () => {
    let sent: unknown = 'not asked';
    handler = (request, response) => {
      sent = request.headers['if-none-match'];
      response.end();
    };
    await get('/page', { etag: '"a"\r\nx-evil: 1' });
    expect(sent).toBeUndefined();
  });
});

describe('a bad status', () => {
  it.each([
    [400, GiveUp],
    [401, GiveUp],
    [403, GiveUp],
    [404, GiveUp],
    [410, GiveUp],
    [451, GiveUp],
    [408, FetchFailed],
    [425, FetchFailed],
    [500, FetchFailed],
    [502, FetchFailed],
    [503, FetchFailed],
    [304, FetchFailed],
    [302, FetchFailed],
  ])('%i is a %o', async (status, kind) => {
    handler = (_request, response) => void response.writeHead(status).end('no');
    const error = await outcomeOf(get('/page?token=s3cret&id=7'));
    expect(error).toBeInstanceOf(kind);
    expect(describeError(error)).toContain(`/page?token=…&id=7 answered ${status}`);
  });

  it.each([
    [429, '120', 120_000],
    [503, '7', 7000],
    [429, new Date(TEST_NOW.getTime() + 60_000).toUTCString(), 60_000],
    [429, undefined, 300_000],
    [429, 'soon', 300_000],
    [429, '0', 1000],
    [429, '99999999', 86_400_000],
    [429, new Date(0).toUTCString(), 1000],
  ])('%i with Retry-After %s pauses the host', async (status, retryAfter, expected) => {
    handler = (_request, response) => {
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
      response.writeHead(status).end();
    };
    expect(await outcomeOf(get())).toMatchObject({ name: 'RetryLater', delayMs: expected });
    const before = server.requests.length;
    expect(await outcomeOf(get('/another'))).toBeInstanceOf(RetryLater);
    expect(server.requests.length).toBe(before);
  });
});

describe('redirects', () => {
  const redirectTo = (target: (path: string) => string): Handler => {
    return (request, response) => {
      const path = request.url ?? '/';
      if (path === '/end') response.end('there');
      else response.writeHead(302, { location: target(path) }).end();
    };
  };

  it('are followed up to five', async () => {
    handler = redirectTo((path) => (path === '/5' ? '/end' : `/${Number(path.slice(1)) + 1}`));
    const page = await get('/1');
    expect(page.url).toBe(`${server.origin}/end`);
    const error = await outcomeOf(get('/0'));
    expect(error).toBeInstanceOf(GiveUp);
    expect(describeError(error)).toMatch(/More than 5 redirects/);
  });

  it('in a loop are named', async () => {
    handler = redirectTo((path) => (path === '/a' ? '/b#x' : '/a'));
    const error = await outcomeOf(get('/a'));
    expect(error).toBeInstanceOf(GiveUp);
    expect(describeError(error)).toMatch(/redirects in a loop: .*\/a → .*\/b → .*\/a\b/);
  });

  it.each([
    ['http://10.0.0.1/', /10\.0\.0\.1 is a private/],
    ['http://169.254.169.254/latest/meta-data/', /169\.254\.169\.254 is a private/],
    ['file:///etc/passwd', /Only http/],
    ['http://me:pw@127.0.0.1/', /user name or password/],
    ['http://[::ffff:10.0.0.1]/', /is a private/],
  ])('to %s are refused', async (location, message) => {
    handler = redirectTo(() => location);
    const error = await outcomeOf(get('/a'));
    expect(error).toBeInstanceOf(GiveUp);
    expect(describeError(error)).toMatch(message);
    expect(describeError(error)).not.toContain('pw');
  });

  it('to nonsense are an error to try again', async () => {
    handler = redirectTo(() => 'http://');
    expect(await outcomeOf(get('/a'))).toBeInstanceOf(FetchFailed);
  });

  it('go through the robots.txt of the host they lead to', async () => {
    robotsTxt = 'User-agent: *\nDisallow: /closed';
    handler = redirectTo(() => '/closed/x');
    expect(describeError(await outcomeOf(get('/a')))).toMatch(/\/closed\/x is closed to crawlers/);
  });
});

describe('limits', () => {
  const small: Partial<Limits> = { maxBytes: 200_000 };

  it('stop a body without end while it streams', async () => {
    let sent = 0;
    handler = (_request, response) => {
      const chunk = Buffer.alloc(10_000, 97);
      const push = () => {
        while (!response.destroyed && sent < 100_000_000 && response.write(chunk)) sent += chunk.length;
        if (!response.destroyed && sent < 100_000_000) response.once('drain', push);
        else response.end();
      };
      push();
    };
    await startFetch({ limits: small });
    const error = await outcomeOf(get());
    expect(error).toBeInstanceOf(GiveUp);
    expect(describeError(error)).toMatch(/larger than 0\.2 MB/);
    expect(sent).toBeLessThan(20_000_000);
  });

  it('refuse what announces to be too large without reading it', async () => {
    handler = (_request, response) => void response.writeHead(200, { 'content-length': '100000000' }).write('x');
    expect(describeError(await outcomeOf(get()))).toMatch(/larger than 10 MB/);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('stop a %s bomb', async (name, compress) => {
    const bomb = compress(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    handler = (_request, response) => void response.setHeader('content-encoding', name).end(bomb);
    await startFetch({ limits: small });
    const before = process.memoryUsage().arrayBuffers;
    expect(await outcomeOf(get())).toBeInstanceOf(GiveUp);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it.each([
    ['gzip, gzip, gzip', 'x', /more than twice/],
    ['zstd', 'x', /"zstd"/],
    ['gzip', 'this is no gzip', /compressed wrongly/],
    ['br', 'this is no brotli', /compressed wrongly/],
  ])('refuse the encoding %s with %s', async (encoding, body, message) => {
    handler = (_request, response) => void response.setHeader('content-encoding', encoding).end(body);
    const error = await outcomeOf(get());
    expect(error).toBeInstanceOf(FetchFailed);
    expect(describeError(error)).toMatch(message);
  });

  it('end a server that never answers, and one that drips', async () => {
    await startFetch({ limits: { totalMs: 150 } });
    handler = () => {};
    expect(describeError(await outcomeOf(get()))).toMatch(/did not answer in full within 0\.15 s/);
    handler = (_request, response) => void response.writeHead(200).write('a');
    expect(await outcomeOf(get())).toBeInstanceOf(FetchFailed);
  });

  it('call a cut body an error to try again', async () => {
    handler = (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('half');
      setImmediate(() => response.destroy());
    };
    expect(await outcomeOf(get())).toBeInstanceOf(FetchFailed);
  });

  it('end with the caller, with the reason given', async () => {
    const controller = new AbortController();
    handler = () => controller.abort(new Error('enough'));
    expect(await outcomeOf(get('/page', { signal: controller.signal }))).toMatchObject({ message: 'enough' });
    expect(await outcomeOf(get('/page', { signal: controller.signal }))).toMatchObject({ message: 'enough' });
  });
});

describe('robots.txt', () => {
  it('is asked once a day for a host and obeyed', async () => {
    robotsTxt =
      'User-agent: *\nDisallow: /private\nAllow: /private/open\n\nUser-agent: langnghe\nDisallow: /not-for-us';
    expect((await get('/private/x')).text()).toBe('ok');
    expect(describeError(await outcomeOf(get('/not-for-us')))).toMatch(/closed to crawlers by the site's robots\.txt/);
    expect(server.requests.filter((path) => path === '/robots.txt')).toHaveLength(1);
    expect(server.requests).not.toContain('/not-for-us');
  });

  it('that cannot be read keeps everything closed for a while', async () => {
    const broken = await startServer((_request, response) => void response.writeHead(500).end(), { robots: true });
    const error = await outcomeOf(http.fetch(`${broken.origin}/page`));
    expect(error).toMatchObject({ name: 'RetryLater', delayMs: 600_000 });
    expect(broken.requests).toEqual(['/robots.txt']);
    await broken.close();
  });

  it('sets the pause between requests within a bound', async () => {
    for (const [asked, delaySeconds, expected] of [
      ['7', undefined, 7000],
      ['7', 20, 20_000],
      ['1', undefined, 3000],
      ['999999', 0, 60_000],
      ['-5', 0, 0],
      ['abc', 0, 0],
    ] as const) {
      const turns: number[] = [];
      robotsTxt = `User-agent: *\nCrawl-delay: ${asked}`;
      await startFetch({
        defaultDelaySeconds: 3,
        gate: {
          run: (_host, { delayMs }, task) => {
            turns.push(delayMs);
            return task();
          },
          pause: async () => {},
        },
      });
      await get('/page', { delaySeconds });
      expect(turns).toEqual([0, expected]);
    }
  });
});

describe('a server that speaks no HTTP', () => {
  let raw: Server | undefined;
  afterEach(() => raw?.close());

  it.each([
    ['nonsense', 'HELLO\r\n\r\n'],
    ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['nothing', ''],
  ])('answering %s keeps the host closed, with a reason', async (_name, answer) => {
    raw = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(answer);
    });
    raw.listen(0, '127.0.0.1');
    await once(raw, 'listening');
    const { port } = raw.address() as { port: number };
    expect(await outcomeOf(http.fetch(`http://127.0.0.1:${port}/`))).toMatchObject({ cause: expect.any(FetchFailed) });
  });
});

describe('a request to an API', () => {
  const seen: {
    method: string | undefined;
    url: string | undefined;
    headers: Record<string, unknown>;
    body: string;
  }[] = [];
  const record = (answer: Handler): Handler => {
    seen.length = 0;
    return (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
        answer(request, response);
      });
    };
  };

  it('has the method, headers and body that were given', async () => {
    handler = record((_request, response) => void response.end('{}'));
    const headers = { authorization: 'Bearer t', 'content-type': 'application/json' };
    await get('/api', { method: 'POST', headers, body: '{"text":"chào"}', accept: 'application/json' });
    await get('/api', { method: 'PUT', body: new Uint8Array([104, 105]) });
    await get('/api', { method: 'DELETE' });
    expect(seen.map(({ method, body }) => [method, body])).toEqual([
      ['POST', '{"text":"chào"}'],
      ['PUT', 'hi'],
      ['DELETE', ''],
    ]);
    expect(seen[0]?.headers).toMatchObject({ ...headers, accept: 'application/json' });
    expect(seen[1]?.headers.authorization).toBeUndefined();
  });

  it.each([
    [400, 'why'],
    [404, 'why'],
    [429, 'why'],
    [503, 'why'],
  ])('is given the body of a %i that was asked for', async (status, text) => {
    handler = (_request, response) => void response.writeHead(status, { 'retry-after': '60' }).end(text);
    const page = await get('/api', { statuses: [status] });
    expect(page).toMatchObject({ status, notModified: false });
    expect(page.text()).toBe(text);
    // It was the caller's to judge: the host is not made to wait for it.
    expect((await get('/api', { statuses: [status] })).status).toBe(status);
  });

  it('is given no body of a status that was not asked for', async () => {
    handler = (_request, response) => void response.writeHead(403).end('secret reason');
    const error = await outcomeOf(get('/api', { statuses: [400] }));
    expect(error).toBeInstanceOf(GiveUp);
    expect(describeError(error)).not.toContain('secret reason');
  });

  it('bounds and decompresses the body of a status that was asked for', async () => {
    await startFetch({ limits: { maxBytes: 1000 } });
    handler = (_request, response) => {
      response.writeHead(400, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000)));
    };
    expect(await outcomeOf(get('/api', { statuses: [400] }))).toBeInstanceOf(GiveUp);
  });

  it('asks for no robots.txt and no pause; one without a key does', async () => {
    robotsTxt = 'User-agent: *\nDisallow: /\nCrawl-delay: 20';
    expect((await get('/api', { api: true })).status).toBe(200);
    expect(server.requests).toEqual(['/api']);
    expect(await outcomeOf(get('/api'))).toBeInstanceOf(GiveUp);
    expect(server.requests).toEqual(['/api', '/robots.txt']);
  });

  describe('that is redirected to another origin', () => {
    let other: LocalServer;
    const hits: Record<string, unknown>[] = [];
    beforeEach(async () => {
      hits.length = 0;
      other = await startServer((request, response) => {
        hits.push(request.headers);
        response.end('got it');
      });
    });
    afterEach(() => other.close());

    it.each([
      ['with headers', { headers: { authorization: 'Bearer t0ken' } }],
      ['with headers, through the API', { headers: { 'x-key': 't0ken' }, api: true }],
      ['with a body', { method: 'POST', body: 'token=t0ken' }],
      ['to delete', { method: 'DELETE' }],
    ])('is not sent there: %s', async (_name, request) => {
      for (const status of [301, 302, 303, 307, 308]) {
        handler = (_request, response) => void response.writeHead(status, { location: `${other.origin}/x` }).end();
        const error = await outcomeOf(get('/api', request));
        expect(error).toBeInstanceOf(GiveUp);
        expect(describeError(error)).toContain(`redirects to ${other.host}, which must not be sent this request`);
      }
      expect(hits).toEqual([]);
    });

    it('is not sent there by way of its own origin either', async () => {
      handler = (request, response) => {
        const location = request.url === '/api' ? '/second' : `${other.origin}/x`;
        response.writeHead(302, { location }).end();
      };
      const error = await outcomeOf(get('/api', { headers: { authorization: 'Bearer t0ken' } }));
      expect(error).toBeInstanceOf(GiveUp);
      expect(hits).toEqual([]);
    });

    it('is sent there when it carries nothing of ours', async () => {
      handler = (_request, response) => void response.writeHead(302, { location: `${other.origin}/x` }).end();
      expect((await get('/page')).text()).toBe('got it');
      expect(hits).toHaveLength(1);
    });
  });

  it.each(['POST', 'PUT', 'DELETE'] as const)(
    'is not sent again by a redirect, within its origin either: %s',
    async (method) => {
      handler = record((_request, response) => void response.writeHead(307, { location: '/again' }).end());
      expect(await outcomeOf(get('/api', { method }))).toBeInstanceOf(GiveUp);
      expect(seen).toHaveLength(1);
    },
  );

  it('keeps its headers where it is redirected within its origin', async () => {
    handler = record((request, response) => {
      if (request.url === '/api') response.writeHead(302, { location: '/new' }).end();
      else response.end('{}');
    });
    expect((await get('/api', { headers: { 'x-key': 'k' } })).url).toBe(`${server.origin}/new`);
    expect(seen.map(({ url, headers }) => [url, headers['x-key']])).toEqual([
      ['/api', 'k'],
      ['/new', 'k'],
    ]);
  });
});
