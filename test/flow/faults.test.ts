import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from '../../src/app.ts';
import { carryOut } from '../../src/cli/record-commands.ts';
import { readConfig } from '../../src/config.ts';
import type { SiteContent } from '../../src/demo/content.ts';
import { createSite, type RunningSite, serveSite } from '../../src/demo/site.ts';
import type { Mention } from '../../src/domain/mention.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { createToken } from '../../src/storage/people.ts';
import { type ElasticsearchServer, elasticsearchUnavailable, startElasticsearch } from '../support/elasticsearch.ts';
import { type PostgresServer, postgresUnavailable, startPostgres } from '../support/postgres.ts';
import { type RedisServer, redisUnavailable, startRedis } from '../support/redis.ts';
import { tempFolder } from '../support/temp-folder.ts';

const TOKEN = 'an-administrator-of-the-test';
const SOON = { timeout: 20_000, interval: 50 };
const reason = postgresUnavailable() ?? redisUnavailable() ?? elasticsearchUnavailable();

describe.skipIf(reason !== null)(`the whole program while its servers come and go ${reason ?? ''}`, () => {
  let postgres: PostgresServer;
  let redis: RedisServer;
  let elasticsearch: ElasticsearchServer;
  let site: RunningSite;
  let content: SiteContent;
  let app: App;
  const folder = tempFolder();

  // One for all: it takes long to start, and each test has an index of its own kind of texts.
  beforeAll(async () => {
    elasticsearch = await startElasticsearch();
  }, 120_000);
  afterAll(() => elasticsearch?.remove());

  beforeEach(async () => {
    [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
    handedIn = 0;
    content = { boards: [{ id: 1, slug: 'gop-y', title: 'Góp ý', threads: [] }], feed: { title: 'Tin', items: [] } };
    site = await serveSite(createSite(content, { postsPerPage: 5 }));
    const config = readConfig({
      PORT: '0',
      DATA_DIR: folder.path,
      DATABASE_URL: await postgres.database('faults'),
      REDIS_URL: redis.url,
      ELASTICSEARCH_URL: elasticsearch.url,
      ALLOW_PRIVATE_HOSTS: new URL(site.url).host,
    });
    const logger = pino({ level: process.env.TEST_LOG ?? 'silent' });
    app = await startApp({
      config,
      logger,
      carryOut,
      command: 'test',
      serve: true,
      work: true,
      demo: false,
      sweepMs: 2000,
    });
    await createToken(app.core.db, { name: 'test', role: 'administrator', secret: TOKEN }, new Date());
  });
  afterEach(async () => {
    await app?.close();
    await Promise.all([postgres?.remove(), redis?.stop(), site?.close()]);
    folder.remove();
  });

  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${app.url}${path}`, { method, headers, ...sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
  async function all<T>(path: string, query = ''): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: { items: T[]; nextCursor: string | null } = await ask('GET', `${path}?limit=200&${query}${after}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }
  const readiness = async () => {
    const answer = await fetch(`${app.url}/health/ready`);
    const { checks } = (await answer.json()) as { checks: { name: string; ok: boolean }[] };
    return `${answer.status} ${checks.filter(({ ok }) => !ok).map(({ name }) => name)}`.trim();
  };
  const untilReady = () => expect.poll(readiness, SOON).toBe('200');
  let handedIn = 0;
  const posted = () => handedIn + content.boards.flatMap(({ threads }) => threads).flatMap(({ posts }) => posts).length;

  let serial = 0;
  /** Posts complaints that resemble nobody else's, in threads of five. */
  function postComplaints(count: number): void {
    const board = content.boards[0];
    for (let index = 0; index < count && board !== undefined; index += 1) {
      serial += 1;
      if (serial % 5 === 1) board.threads.push({ id: serial, slug: 'chu-de', title: `Góp ý số ${serial}`, posts: [] });
      board.threads.at(-1)?.posts.push({
        id: serial,
        author: { id: serial, name: `khách ${serial}` },
        text: `Lần thứ ${serial} tôi phải kêu: mạng chậm không chịu nổi, trạm ${serial * 7919} ${serial * 104729}, quá thất vọng`,
        publishedAt: new Date(Date.now() - 3_600_000 + serial * 1000).toISOString(),
      });
    }
  }

  /** Hands in praise for a source of its own. */
  async function handIn(count: number): Promise<void> {
    const source = await ask<{ id: string }>('POST', '/api/sources', { kind: 'import', name: 'Khảo sát' });
    const posts = Array.from({ length: count }, (_, index) => ({
      externalId: `khao-sat-${index}`,
      author: { id: null, name: `người được hỏi ${index}` },
      text: `Phiếu ${index * 7919}: mạng chạy rất tốt, nhân viên nhiệt tình`,
    }));
    expect(await ask('POST', '/api/mentions', { source: source.id, posts })).toMatchObject({ new: count });
    handedIn += count;
  }
  /** Mentions that wait for a step, as Prometheus sees it. */
  const waiting = async (step = 'analyse') => {
    const answer = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const line = new RegExp(`^langnghe_pipeline_waiting\\{step="${step}"\\} (\\d+)$`, 'm');
    return Number(line.exec(await answer.text())?.[1]);
  };
  const healthLag = async () =>
    ((await (await fetch(`${app.url}/health/ready`)).json()) as { lag: { index: number } }).lag.index;

  async function listen(): Promise<string> {
    const settings = { url: `${site.url}/f/gop-y.1/`, delaySeconds: 0, maxThreads: 100 };
    const source = { kind: 'forum', name: 'Diễn đàn', settings, everyMinutes: 1000 };
    return (await ask<{ id: string }>('POST', '/api/sources', source)).id;
  }
  const stored = async () => (await all<Mention>('/api/mentions')).length;
  const collect = (id: string) => ask('POST', `/api/sources/${id}/collect`);

  /** Every post is one mention that was decided on, every ticketed one leads to a ticket opened once, nothing waits. */
  async function expectEverythingOnce(): Promise<void> {
    const decided = async () => (await all<Mention>('/api/mentions')).filter(({ triage }) => triage !== null).length;
    await expect.poll(decided, SOON).toBe(posted());
    const mentions = await all<Mention>('/api/mentions');
    expect(new Set(mentions.map(({ author }) => author.name)).size).toBe(posted());
    const tickets = await all<Ticket>('/api/tickets');
    const linked = new Set(mentions.flatMap(({ ticketNumber }) => ticketNumber ?? []));
    expect(linked.size).toBeGreaterThan(0);
    expect([...linked].sort()).toEqual(tickets.map(({ number }) => number).sort());
    for (const { number } of tickets) {
      const { items } = await ask<{ items: { kind: string }[] }>('GET', `/api/tickets/${number}/history`);
      expect(items.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
    }
    await expect
      .poll(() => app.core.pipeline.lag(), SOON)
      .toMatchObject({
        analyse: 0,
        triage: 0,
        oldestSeconds: 0,
        queues: { process: { waiting: 0, active: 0 } },
      });
  }

  it('loses and doubles nothing when Redis restarts empty during intake', async () => {
    postComplaints(60);
    const source = await listen();
    await expect.poll(stored, SOON).toBeGreaterThan(0);
    await redis.stop();
    await expect.poll(readiness, SOON).toMatch(/^503 queue/);
    postComplaints(20);
    await handIn(3); // taken all the same, and seen to wait
    await expect.poll(waiting, SOON).toBeGreaterThanOrEqual(3);
    await redis.start();
    await untilReady();
    // Whatever the queue forgot, a sweep finds: schedules, and rows that wait.
    await expect.poll(async () => (await app.core.queues.collect.scheduled()).length, SOON).toBe(1);
    await expect.poll(() => collect(source).then(() => 'asked', String), SOON).toBe('asked');
    await expectEverythingOnce();
  }, 120_000);

  it('loses and doubles nothing when a running Redis is flushed during intake', async () => {
    postComplaints(60);
    const source = await listen();
    await expect.poll(stored, SOON).toBeGreaterThan(0);
    const client = new Redis(redis.url);
    await client.flushall();
    postComplaints(20);
    await handIn(3);
    await client.flushall();
    client.disconnect();
    await expect.poll(async () => (await app.core.queues.collect.scheduled()).length, SOON).toBe(1);
    await expect.poll(() => collect(source).then(() => 'asked', String), SOON).toBe('asked');
    await expectEverythingOnce();
  }, 120_000);

  it('goes on without Elasticsearch, tells how far the index is behind, and brings it up afterwards', async () => {
    postComplaints(40);
    const source = await listen();
    await expect.poll(stored, SOON).toBeGreaterThan(0);
    await elasticsearch.stop();
    postComplaints(40);
    await handIn(5);
    await collect(source);
    // Not required: the desk works on, and says so.
    await expect.poll(readiness, SOON).toBe('200 search');
    await expectEverythingOnce();
    await expect.poll(healthLag, SOON).toBeGreaterThan(40);
    expect(await waiting('index')).toBe(await healthLag());
    // Away for so long that the job which sends to it is given up: only the sweeper begins again.
    const givenUp = async () => (await app.core.queues.index.failed(1)).length;
    await expect.poll(givenUp, { ...SOON, timeout: 60_000 }).toBe(1);
    await elasticsearch.start();
    await untilReady();
    await expect.poll(healthLag, { ...SOON, timeout: 60_000 }).toBe(0);
    expect(await waiting('index')).toBe(0);
    const found = async () => (await all<Mention>('/api/mentions', 'q=NOT+zzz')).length;
    await expect.poll(found, SOON).toBe(posted());
  }, 150_000);

  it('loses and doubles nothing when PostgreSQL restarts during intake', async () => {
    postComplaints(60);
    const source = await listen();
    await expect.poll(stored, SOON).toBeGreaterThan(0);
    await postgres.stop();
    await expect.poll(readiness, SOON).toMatch(/^503 database/);
    postComplaints(20);
    await postgres.start();
    await untilReady();
    await expect.poll(() => collect(source).then(() => 'asked', String), SOON).toBe('asked');
    await expectEverythingOnce();
  }, 150_000);
});
