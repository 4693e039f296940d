import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JobQueue, openQueue } from '../../src/queue/queue.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { RECORDS, silent, type TestRecords } from '../support/databases.ts';
import { type RedisServer, redisUnavailable, startRedis } from '../support/redis.ts';

const BOARD = '/api/operations/queues';
const FAILED = { status: 'failed', page: 1, jobsPerPage: 10 };
const noRedis = redisUnavailable();
const subjects = [
  ...RECORDS.map((each) => ({ ...each, redis: false })),
  { ...RECORDS[0], name: 'Redis', skip: noRedis, redis: true },
];

for (const { name, skip, open, redis } of subjects) {
  describe.skipIf(skip !== null || open === undefined)(`bull-board, its queue on ${skip ?? name}`, () => {
    let records: TestRecords;
    let server: RedisServer | undefined;
    let api: TestApi;
    let queue: JobQueue;
    beforeAll(async () => {
      if (open === undefined) throw new Error('no records');
      records = await open();
      server = redis ? await startRedis() : undefined;
      queue = await openQueue('collect', {
        pool: records.pool,
        redisUrl: server?.url,
        logger: silent,
        timing: { retryMs: 1 },
      });
      api = await openApi(records, { services: { queueBoard: () => [queue.board()] } });
    });
    afterAll(async () => {
      await api?.close();
      await queue?.close();
      await records?.close();
      await server?.stop();
    });

    it('shows administrators the page under its own policy, and lets nobody else in', async () => {
      for (const as of ['nobody', 'agent', 'manager', 'marketing']) {
        const { status, text } = await api.ask('GET', BOARD, { as });
        expect([as, status]).toEqual([as, as === 'nobody' ? 401 : 403]);
        expect(text).not.toContain('root');
        expect((await api.ask('GET', `${BOARD}/api/queues`, { as })).status).toBeGreaterThanOrEqual(401);
      }
      const page = await api.ask('GET', BOARD);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(page.headers.get('x-powered-by')).toBeNull();
      const script = /src="(static\/js\/main[^"]+)"/.exec(page.text)?.[1];
      expect((await api.ask('GET', `${BOARD}/${script}`)).status).toBe(200);
    });

    it('shows a failed job and has it tried again, but not for another site’s page', async () => {
      let fail = true;
      const worker = queue.work(
        {
          collect: async () => {
            if (fail) throw new Error('the site is down');
          },
        },
        { concurrency: 1 },
      );
      await queue.add('collect', { sourceId: 'x' });
      await expect.poll(async () => (await queue.counts()).failed, { timeout: 10_000 }).toBe(1);
      const query = new URLSearchParams({ activeQueue: 'collect', ...FAILED, page: '1', jobsPerPage: '10' });
      const { body } = await api.ask('GET', `${BOARD}/api/queues?${query}`);
      expect(body.queues[0]).toMatchObject({
        name: 'collect',
        counts: { failed: 1 },
        jobs: [{ name: 'collect', failedReason: 'the site is down' }],
      });
      const retry = `${BOARD}/api/queues/collect/${encodeURIComponent(body.queues[0].jobs[0].id)}/retry`;
      const { session } = await api.person('admin', 'administrator');
      const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
      expect((await api.ask('PUT', retry, { as: session, headers: elsewhere })).status).toBe(403);
      expect((await api.ask('PUT', retry, { as: 'manager' })).status).toBe(403);
      expect((await queue.counts()).failed).toBe(1);
      fail = false;
      expect((await api.ask('PUT', retry, { as: session, headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(
        204,
      );
      await expect.poll(async () => (await queue.counts()).failed, { timeout: 10_000 }).toBe(0);
      await worker.stop();
    });
  });
}
