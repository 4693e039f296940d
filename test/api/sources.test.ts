import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawlers } from '../../src/crawlers/crawlers.ts';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';
import { addToRun, finishRun, startRun } from '../../src/storage/runs.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';

const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>Góp ý</title>${[1, 2, 3]
  .map((n) => `<item><title>Bài ${n}</title><guid>post-${n}</guid><description>Mạng chậm ${n}</description></item>`)
  .join('')}</channel></rss>`;

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`sources and queries on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;
    let site: LocalServer;

    beforeAll(async () => {
      site = await startServer((request, response) => {
        if (request.url === '/feed') response.setHeader('content-type', 'application/rss+xml').end(FEED);
        else response.writeHead(404).end();
      });
      records = await open();
      api = await openApi(records, { allow: [site.host] });
    });
    afterAll(async () => {
      await api.close();
      await records.close();
      await site.close();
    });

    const rss = (more: object) => ({ kind: 'rss', url: 'https://tin.example/feed', ...more });
    const schedules = async () => (await api.collectQueue.scheduled()).map(({ id, everyMs }) => [id, everyMs]);

    it('are made, read, changed and deleted, and scheduled accordingly', async () => {
      const made = await api.ask('POST', '/api/sources', { body: rss({ name: 'Tin', everyMinutes: 5 }) });
      expect(made.status).toBe(201);
      const path = made.headers.get('location') ?? '';
      expect(made.body).toMatchObject({ settings: { url: 'https://tin.example/feed' }, health: 'new', enabled: true });
      expect((await api.ask('GET', path)).body).toEqual(made.body);
      expect(await schedules()).toEqual([['dispatch', 2000]]);
      expect(api.collectQueue.added.at(-1)?.job).toBe('dispatch');
      expect((await api.ask('POST', '/api/sources', { body: rss({ name: 'Tin' }) })).status).toBe(409);

      const slower = await api.ask('PATCH', path, { body: { everyMinutes: 60, name: 'Tin mạng' } });
      expect(slower.body).toMatchObject({ everyMinutes: 60, name: 'Tin mạng', settings: made.body.settings });
      expect(slower.body).toMatchObject({ intervalSeconds: 3600, nextRunAt: API_NOW.toISOString() });
      const crossed = { everyMinutes: 60, minMinutes: 90, maxMinutes: 30 };
      const refused = await api.ask('PATCH', path, { body: crossed });
      expect([refused.status, refused.text]).toEqual([422, expect.stringMatching(/minMinutes.*maxMinutes/)]);
      const moved = await api.ask('PATCH', path, {
        body: { settings: { url: 'https://b.example/', timeZone: 'Asia/Ho_Chi_Minh' } },
      });
      expect(moved.body.settings).toEqual({ url: 'https://b.example/', timeZone: 'Asia/Ho_Chi_Minh' });
      const shorthand = await api.ask('PATCH', path, { body: { url: 'https://c.example/' } });
      expect(shorthand.body.settings).toEqual({ url: 'https://c.example/', timeZone: 'Asia/Ho_Chi_Minh' });
      expect((await api.ask('PATCH', path, { body: { kind: 'forum' } })).status).toBe(422);

      await api.ask('PATCH', path, { body: { enabled: false } });
      expect((await api.ask('GET', path)).body.health).toBe('paused');

      expect((await api.ask('DELETE', path)).status).toBe(204);
      expect((await api.ask('GET', path)).status).toBe(404);
      expect((await api.ask('DELETE', path)).status).toBe(404);
      expect((await api.ask('POST', '/api/sources', { body: rss({ name: 'Tin mạng' }) })).status).toBe(201);
    });

    it('are kept also when the queue is away: the sweeper schedules them later', async () => {
      const { items } = (await api.ask('GET', '/api/sources')).body;
      api.collectQueue.scheduled = () => Promise.reject(new Error('the queue is away'));
      const made = await api.ask('POST', '/api/sources', { body: rss({ name: 'Unscheduled' }) });
      Reflect.deleteProperty(api.collectQueue, 'scheduled');
      expect(made.status).toBe(201);
      expect((await api.ask('GET', '/api/sources')).body.items).toHaveLength(items.length + 1);
      expect(api.log.join('')).toContain('the queue is away');
    });

    it('are collected when asked, and show their runs', async () => {
      const { body } = await api.ask('POST', '/api/sources', { body: rss({ name: 'Runs' }) });
      const asked = await api.ask('POST', `/api/sources/${body.id}/collect`);
      expect([asked.status, asked.body]).toEqual([202, { status: 'requested' }]);
      expect(api.collectQueue.added.at(-1)).toEqual({ job: 'collect', data: { sourceId: body.id } });
      const run = (await startRun(records.db, body.id, API_NOW)) ?? '';
      const error = { url: 'https://tin.example/feed', message: 'HTTP 500' };
      const progress = { found: 3, new: 2, unmatched: 1, rejected: 0, errors: [error], warnings: [] };
      await addToRun(records.db, run, progress, API_NOW);
      await finishRun(records.db, { id: run, sourceId: body.id, status: 'failed', problem: 'HTTP 500' }, API_NOW);
      const { items } = (await api.ask('GET', `/api/sources/${body.id}/runs`)).body;
      expect(items).toMatchObject([{ status: 'failed', found: 3, new: 2, errors: [error] }]);
      expect((await api.ask('GET', `/api/sources/${body.id}`)).body).toMatchObject({
        health: 'failing',
        problem: 'HTTP 500',
      });
    });

    it('are read again from an instant on, within bounds', async () => {
      const { body } = await api.ask('POST', '/api/sources', { body: rss({ name: 'Again' }) });
      const since = (instant: string) => api.ask('POST', `/api/sources/${body.id}/collect?since=${instant}`);
      expect((await since('2025-01-01T00:00:00Z')).status).toBe(422);
      expect((await since('2026-03-06T00:00:00Z')).status).toBe(422);
      expect((await since('yesterday')).status).toBe(422);
      expect((await since('2026-03-01T00:00:00Z')).status).toBe(202);
      const path = `/api/sources/${body.id}`;
      expect((await api.ask('GET', path)).body.backfillSince).toBe('2026-03-01T00:00:00.000Z');
      await api.ask('PATCH', path, { body: { enabled: false } });
      expect((await since('2026-03-01T00:00:00Z')).status).toBe(409);
    });

    it('are covered or not: how many, which, since when and why', async () => {
      const { body } = await api.ask('GET', '/api/coverage');
      const { items } = (await api.ask('GET', '/api/sources?limit=200')).body;
      const of = (health: string) => items.filter((each: { health: string }) => each.health === health).length;
      for (const [health, count] of Object.entries(body.byHealth))
        expect([health, count]).toEqual([health, of(health)]);
      expect(body).toMatchObject({ sources: items.length - of('paused'), paused: of('paused'), setAside: 0 });
      expect(body.unhealthy.length).toBe(body.sources - body.healthy);
      expect(body.unhealthy).toContainEqual(
        expect.objectContaining({
          name: 'Runs',
          health: 'failing',
          healthSince: API_NOW.toISOString(),
          problem: 'HTTP 500',
        }),
      );
    });

    it('say which kinds there are, with settings that each kind takes', async () => {
      const { items } = (await api.ask('GET', '/api/source-kinds')).body;
      expect(items.map(({ kind }: { kind: string }) => kind)).toEqual([...crawlers.map(({ kind }) => kind), 'import']);
      for (const { kind, settings, example } of items) {
        expect(settings.type, kind).toBe('object');
        const made = await api.ask('POST', '/api/sources', {
          body: { kind, name: `Example ${kind}`, settings: example },
        });
        expect([kind, made.status]).toEqual([kind, 201]);
      }
    });

    it('of the kind import are never collected', async () => {
      const { body } = await api.ask('POST', '/api/sources', { body: { kind: 'import', name: 'Khảo sát' } });
      expect(body.enabled).toBe(false);
      expect((await api.ask('POST', `/api/sources/${body.id}/collect`)).status).toBe(409);
      expect((await api.ask('PATCH', `/api/sources/${body.id}`, { body: { enabled: true } })).status).toBe(409);
      const preview = await api.ask('POST', '/api/sources/preview', { body: { kind: 'import' } });
      expect(preview.status).toBe(409);
    });

    it('are previewed without a trace', async () => {
      const preview = (url: string, limit = 10) =>
        api.ask('POST', '/api/sources/preview', { body: { kind: 'rss', url, limit } });
      const found = await preview(`${site.origin}/feed`, 2);
      expect([found.status, found.body.items.length, found.body.errors]).toEqual([200, 2, []]);
      expect(found.body.items[0].post).toMatchObject({
        externalId: expect.any(String),
        text: expect.stringMatching(/Mạng chậm/),
      });
      const missing = await preview(`${site.origin}/gone`);
      expect(missing.body).toMatchObject({ items: [], errors: [{ error: expect.stringContaining('404') }] });
      const inside = await preview('http://127.0.0.1:1/feed');
      expect(inside.body).toMatchObject({ items: [], errors: [{ error: expect.any(String) }] });
      expect((await api.ask('GET', '/api/mentions')).body.items).toEqual([]);
    });

    it('name queries, which are made, changed, tested and deleted', async () => {
      const made = await api.ask('POST', '/api/queries', { body: { name: 'Chậm', rule: '"mạng chậm"' } });
      expect(made.status).toBe(201);
      expect((await api.ask('POST', '/api/queries', { body: { name: 'Chậm', rule: 'a' } })).status).toBe(409);
      const path = `/api/queries/${made.body.id}`;
      const changed = await api.ask('PATCH', path, { body: { rule: '"mạng yếu"' } });
      expect(changed.body).toEqual({ ...made.body, rule: '"mạng yếu"' });
      expect((await api.ask('PATCH', path, { body: {} })).status).toBe(422);
      expect((await api.ask('PATCH', path, { body: { rule: 'a OR' } })).status).toBe(422);

      const body = rss({ name: 'With query', queries: [made.body.id] });
      const source = await api.ask('POST', '/api/sources', { body });
      expect(source.body.queries).toEqual([made.body.id]);
      const rule = '"mạng chậm" AND (viettel OR vt) NOT tuyển dụng';
      const texts = ['mang cham qua vt ơi', 'Mạng chậm', 'VT tuyển dụng, mạng chậm'];
      const tested = await api.ask('POST', '/api/queries/test', { body: { rule, texts } });
      expect(tested.body).toEqual({
        matches: [true, false, false],
        marks: [
          [
            [0, 9],
            [14, 16],
          ],
          [],
          [],
        ],
      });

      const refused = await api.ask('DELETE', path);
      expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('With query')]);
      await api.ask('PATCH', `/api/sources/${source.body.id}`, { body: { queries: [] } });
      expect((await api.ask('DELETE', path)).status).toBe(204);
      expect((await api.ask('DELETE', path)).status).toBe(404);
      expect((await api.ask('GET', `/api/sources/${source.body.id}`)).body.queries).toEqual([]);
      expect((await api.ask('GET', '/api/queries')).body).toEqual({ items: [], nextCursor: null });
      const { items: trail } = (await api.ask('GET', '/api/audit?act=query')).body;
      expect(
        trail.map(({ act }: { act: string }) => act).filter((act: string) => act === 'query.deleted'),
      ).toHaveLength(1);
    });
  });
}
