import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../../src/api/endpoint.ts';
import { endpoints } from '../../src/api/routes/endpoints.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Endpoints that fail in ways that the real ones should not. */
function failing(path: `/${string}`, error: () => unknown) {
  return endpoint({
    method: 'get',
    path,
    operationId: path,
    tag: 'Test',
    summary: path,
    permission: 'public',
    response: z.object({}),
    handle: () => {
      throw error();
    },
  });
}

const broken = [
  failing('/api/broken', () => new Error('secret-detail', { cause: new Error('password=hunter2') })),
  failing('/api/away', () => Object.assign(new Error('connect 10.1.2.3:5432'), { code: 'ECONNREFUSED' })),
  failing('/api/restarting', () => new Error('x', { cause: Object.assign(new Error('y'), { code: '57P01' }) })),
];

const slow = endpoint({
  method: 'post',
  path: '/api/slow',
  operationId: 'slow',
  tag: 'Test',
  summary: 'never answers by itself',
  permission: 'public',
  response: z.object({}),
  handle: ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up')))),
});

describe('HTTP', () => {
  let records: TestRecords;
  let api: TestApi;
  let ready = true;

  beforeAll(async () => {
    records = await embeddedRecords();
    const checks = async () => [
      { name: 'database', ok: ready, required: true, detail: 'host 10.1.2.3' },
      { name: 'search', ok: false, required: false },
    ];
    api = await openApi(records, { endpoints: [...endpoints, ...broken], services: { checks } });
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  describe('validation', () => {
    const source = { kind: 'rss', name: 'x', url: 'https://a.example/feed' };
    const cases: [string, string, unknown, number, string | undefined][] = [
      ['POST', '/api/sources', { ...source, everyMinutes: 'often' }, 422, 'everyMinutes'],
      ['POST', '/api/sources', { ...source, everyMinutes: 0 }, 422, 'everyMinutes'],
      ['POST', '/api/sources', { ...source, colour: 'red' }, 422, 'colour'],
      ['POST', '/api/sources', { ...source, settings: { colour: 'red' } }, 422, 'settings.colour'],
      ['POST', '/api/sources', { ...source, url: 'ftp://a.example/feed' }, 422, 'url'],
      ['POST', '/api/sources', { ...source, url: 'https://user:pass@a.example/feed' }, 422, 'url'],
      ['POST', '/api/sources', { ...source, kind: 'gopher' }, 422, 'kind'],
      ['POST', '/api/sources', { ...source, queries: [UNKNOWN] }, 422, 'queries.0'],
      ['POST', '/api/sources', { ...source, team: UNKNOWN }, 422, 'team'],
      ['POST', '/api/sources', { ...source, name: 'a\0b' }, 422, 'name'],
      ['POST', '/api/sources', { ...source, name: 'half \ud83d' }, 422, 'name'],
      ['POST', '/api/sources', { ...source, settings: { a: { b: ['\0'] } } }, 422, 'settings.a.b.0'],
      ['POST', '/api/sources', [], 422, ''],
      ['POST', '/api/sources', undefined, 422, ''],
      ['POST', '/api/sources', '{"kind":', 400, undefined],
      ['POST', '/api/sources', `${'[1,'.repeat(50)}1${']'.repeat(50)}`, 422, undefined],
      ['POST', '/api/sources', `${'['.repeat(400_000)}${']'.repeat(400_000)}`, 422, undefined],
      ['POST', '/api/sources', { ...source, name: 'x'.repeat(1_100_000) }, 413, undefined],
      ['PATCH', `/api/sources/${UNKNOWN}`, { name: 'y' }, 404, undefined],
      ['GET', '/api/sources/not-a-uuid', undefined, 422, 'id'],
      ['GET', '/api/sources/%00', undefined, 422, 'id'],
      ['GET', '/api/sources/%E0%A4%A', undefined, 400, undefined],
      ['GET', '/api/sources?limit=1000', undefined, 422, 'limit'],
      ['GET', '/api/sources?limit=ten', undefined, 422, 'limit'],
      ['GET', '/api/sources?page=2', undefined, 422, 'page'],
      ['GET', '/api/sources?limit=1&limit=2', undefined, 422, 'limit'],
      ['GET', '/api/sources?cursor=nonsense', undefined, 422, 'cursor'],
      ['GET', `/api/sources?cursor=${Buffer.from('["a\\u0000"]').toString('base64url')}`, undefined, 422, 'cursor'],
      [
        'GET',
        `/api/mentions?cursor=${Buffer.from('["0000-01-01T00:00:00Z","a"]').toString('base64url')}`,
        undefined,
        422,
        'cursor',
      ],
      [
        'GET',
        `/api/tickets?cursor=${Buffer.from('["2026-01-01T00:00:00Z",1e12]').toString('base64url')}`,
        undefined,
        422,
        'cursor',
      ],
      ['GET', '/api/mentions?q=%00', undefined, 422, 'q'],
      ['GET', '/api/mentions?q=%22open', undefined, 422, 'q'],
      ['GET', '/api/mentions?sentiment=angry', undefined, 422, 'sentiment'],
      ['GET', '/api/mentions?complaint=yes', undefined, 422, 'complaint'],
      ['GET', '/api/mentions?from=yesterday', undefined, 422, 'from'],
      ['GET', '/api/mentions?from=0000-01-01T00:00:00Z', undefined, 422, 'from'],
      ['GET', '/api/mentions/short', undefined, 422, 'id'],
      ['GET', '/api/tickets?status=new,lost', undefined, 422, 'status.1'],
      ['GET', '/api/tickets?assignee=me', undefined, 422, 'assignee'],
      ['GET', '/api/tickets?due=soon', undefined, 422, 'due'],
      ['GET', '/api/tickets/0', undefined, 422, 'number'],
      ['GET', '/api/tickets/99999999999', undefined, 422, 'number'],
      ['POST', '/api/queries', { name: 'a', rule: 'mạng AND' }, 422, 'rule'],
      ['POST', '/api/queries/test', { rule: '(a', texts: ['a'] }, 422, 'rule'],
      ['POST', '/api/mentions', { source: UNKNOWN, posts: [] }, 422, 'posts'],
      ['POST', '/api/mentions', { source: UNKNOWN, externalId: '1', text: 5 }, 422, 'text'],
      ['POST', '/api/mentions', { source: UNKNOWN, externalId: '1', text: 'a' }, 404, undefined],
      ['PUT', '/api/settings/desk', { complaintThreshold: 2 }, 422, 'complaintThreshold'],
      ['PUT', '/api/settings/desk', { sla: {} }, 422, 'sla'],
      ['POST', '/api/agents', { email: 'a', name: 'A', role: 'king', password: 'short' }, 422, 'email'],
      ['POST', '/api/sources/preview', { kind: 'rss', url: 'nothing' }, 422, 'url'],
    ];

    it.each(cases)('%s %s with %j: %i at %s', async (method, path, body, status, field) => {
      const answer = await api.ask(method, path, { body });
      expect([answer.status, answer.body.detail]).toEqual([status, expect.any(String)]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      if (field !== undefined) {
        expect(answer.body.errors.map((each: { path: string }) => each.path)).toContain(field);
      }
      expect(answer.body.instance).toBe(`urn:uuid:${answer.headers.get('x-request-id')}`);
    });

    it('says where a rule is wrong', async () => {
      const { body } = await api.ask('POST', '/api/queries/test', { body: { rule: 'mạng AND )', texts: [] } });
      expect(body.errors).toEqual([{ path: 'rule', message: expect.stringContaining('expected'), position: 9 }]);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
      'takes no %s',
      async (type) => {
        const answer = await api.ask('POST', '/api/teams', { body: '{"name":"x"}', headers: { 'content-type': type } });
        expect([answer.status, answer.headers.get('accept')]).toEqual([415, 'application/json']);
      },
    );

    it('takes no other charset, encoding or body where there is none', async () => {
      const latin = { 'content-type': 'application/json; charset=latin1' };
      expect((await api.ask('POST', '/api/teams', { body: '{}', headers: latin })).status).toBe(415);
      const odd = { 'content-encoding': 'rot13' };
      expect((await api.ask('POST', '/api/teams', { body: '{}', headers: odd })).status).toBe(415);
      expect((await api.ask('DELETE', '/api/session', { body: { a: 1 } })).status).toBe(422);
    });

    it('reads no more of a body than its limit, compressed ones included', async () => {
      const { gzipSync } = await import('node:zlib');
      const bomb = gzipSync(JSON.stringify({ name: 'x'.repeat(50_000_000) }));
      expect(bomb.length).toBeLessThan(100_000);
      const response = await fetch(`${api.url}/api/session`, {
        method: 'POST',
        body: bomb,
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      });
      expect(response.status).toBe(413);
    });
  });

  describe('paths and methods', () => {
    it('answers unknown paths with 404, known paths with 405 and what they allow', async () => {
      for (const path of ['/api/nothing', '/api', '/nothing', '/api/sources/a/b/c', '/../package.json', '/API/teams'])
        expect([path, (await api.ask('GET', path)).status]).toEqual([path, 404]);
      const put = await api.ask('PUT', '/api/sources', { body: {} });
      expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
      const options = await api.ask('OPTIONS', '/api/sources', { as: 'nobody' });
      expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
      expect([...options.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    });

    it('answers HEAD as GET without a body', async () => {
      const { status, text, headers } = await api.ask('HEAD', '/health/live', { as: 'nobody' });
      expect([status, text, headers.get('content-type')]).toEqual([200, '', 'application/json; charset=utf-8']);
    });
  });

  it('sends the headers that keep a browser out of trouble', async () => {
    for (const path of ['/api/openapi.json', '/api/nothing', '/']) {
      const { headers } = await api.ask('GET', path);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull();
      if (path !== '/') expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('serves the console', async () => {
    const page = await api.ask('GET', '/', { as: 'nobody' });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  describe('errors from the inside', () => {
    it('tell nothing but the name that they have in the logs', async () => {
      const { status, text, body, headers } = await api.ask('GET', '/api/broken');
      expect(status).toBe(500);
      expect(text).not.toMatch(/secret-detail|hunter2|\.ts|node_modules|stack/);
      const id = headers.get('x-request-id') ?? '';
      expect(body.instance).toBe(`urn:uuid:${id}`);
      const line = api.log.find((each) => each.includes(id) && each.includes('secret-detail'));
      expect(JSON.parse(line ?? '{}')).toMatchObject({ requestId: id, route: '/api/broken', msg: 'request failed' });
    });

    it.each(['/api/away', '/api/restarting'])('ask to come back when the records are away: %s', async (path) => {
      const { status, text, headers } = await api.ask('GET', path);
      expect([status, headers.get('retry-after')]).toEqual([503, '5']);
      expect(text).not.toMatch(/10\.1\.2\.3|57P01/);
    });
  });

  it('gives up on what takes too long, and tells the work to stop', async () => {
    const impatient = await openApi(records, { endpoints: [slow], answerMs: 20 });
    const { status, headers, body } = await impatient.ask('POST', '/api/slow', { as: 'nobody' });
    expect([status, headers.get('retry-after'), body.detail]).toEqual([503, '5', expect.stringContaining('too long')]);
    await impatient.close();
  });

  it('logs requests without what was asked or who asked', async () => {
    api.log.length = 0;
    await api.ask('GET', '/api/mentions?q=0912345678');
    await expect.poll(() => api.log.length).toBeGreaterThan(0);
    const line = JSON.parse(api.log[0] ?? '{}');
    expect(line).toMatchObject({ msg: 'request', method: 'GET', route: '/api/mentions', status: 200 });
    expect(api.log.join('')).not.toMatch(/0912345678|127\.0\.0\.1|Bearer/);
  });

  it('tells health: live always, ready by its checks, without their details', async () => {
    expect((await api.ask('GET', '/health/live', { as: 'nobody' })).body).toEqual({ status: 'ok' });
    const well = await api.ask('GET', '/health/ready', { as: 'nobody' });
    const search = { name: 'search', ok: false, required: false };
    const answer = (ok: boolean) => ({
      ready: ok,
      checks: [{ name: 'database', ok, required: true }, search],
      lag: { analyse: 0, triage: 0, index: null },
    });
    expect([well.status, well.body]).toEqual([200, answer(true)]);
    ready = false;
    const ill = await api.ask('GET', '/health/ready', { as: 'nobody' });
    expect([ill.status, ill.body]).toEqual([503, answer(false)]);
    ready = true;
  });

  it('tells metrics to administrators', async () => {
    await api.ask('GET', '/api/sources/not-a-uuid');
    const { text, headers } = await api.ask('GET', '/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    for (const line of [
      /^langnghe_http_request_duration_seconds_count\{method="GET",route="\/api\/sources\/\{id\}",status="422"\} [1-9]/m,
      /^langnghe_pipeline_waiting\{step="analyse"\} 0$/m,
      /^langnghe_queue_jobs\{state="failed",queue="collect"\} 0$/m,
      /^langnghe_mentions 0$/m,
      /^nodejs_eventloop_lag_p99_seconds /m,
    ]) {
      expect(text).toMatch(line);
    }
    expect(text).not.toContain('not-a-uuid');
  });

  it('survives askers that go away in the middle of a body', async () => {
    await new Promise<void>((resolve) => {
      const asking = request(`${api.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': '1000' },
      });
      asking.on('error', () => resolve());
      asking.write('{"email":');
      asking.once('socket', (socket) => socket.once('connect', () => setImmediate(() => asking.destroy())));
    });
    expect((await api.ask('GET', '/health/live')).status).toBe(200);
  });
});
