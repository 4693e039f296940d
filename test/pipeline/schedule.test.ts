import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CollectContext, Collected, Crawler } from '../../src/crawlers/crawler.ts';
import { noBrowser } from '../../src/crawlers/support/browse.ts';
import { sourceInput } from '../../src/domain/source.ts';
import { GiveUp, RetryLater } from '../../src/errors.ts';
import { runSource } from '../../src/pipeline/collect.ts';
import { dispatch, fairShares } from '../../src/pipeline/dispatch.ts';
import { listMentions } from '../../src/storage/mentions.ts';
import { listRuns } from '../../src/storage/runs.ts';
import { startBackfill, workOf } from '../../src/storage/source-schedule.ts';
import { allSources, createSource, findSource, sourceCursor } from '../../src/storage/sources.ts';
import { RECORDS, silent, type TestRecords, testVault as vault } from '../support/databases.ts';
import { MemoryQueue } from '../support/memory-queue.ts';

const START = Date.parse('2026-03-05T02:00:00.000Z');
const MINUTE = 60_000;
const never = new AbortController().signal;
const stop = () => Promise.reject(new Error('nothing is fetched here'));

type Collect = (context: CollectContext) => AsyncIterable<Collected>;

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`the schedule on ${skip ?? name}`, () => {
    let records: TestRecords;
    let time = START;
    const clock = { now: () => new Date(time) };
    const at = (ms: number) => new Date(time + ms);
    /** What each source does when it is collected, by the name in its settings. */
    const acts = new Map<string, Collect>();
    const settings = z.object({ url: z.string(), act: z.string() });
    const crawler: Crawler<z.output<typeof settings>> = {
      kind: 'rss',
      summary: '',
      settings,
      example: { url: '', act: '' },
      collect: (given, context) => (acts.get(given.act) ?? nothing)(context),
    };
    async function* nothing(): AsyncIterable<Collected> {}
    const queue = new MemoryQueue();
    const deps = () => ({
      db: records.db,
      vault,
      clock,
      logger: silent,
      fetch: stop,
      browse: noBrowser,
      findCrawler: () => crawler as Crawler,
      wake: async () => undefined,
      collectQueue: queue,
    });
    let serial = 0;
    const add = async (host: string, collect: Collect, more: object = {}) => {
      serial += 1;
      acts.set(String(serial), collect);
      const given = { url: `https://${host}/`, act: String(serial) };
      const input = sourceInput.parse({ kind: 'rss', name: `Nguồn ${serial}`, settings: given, ...more });
      return (await createSource(records.db, input, clock.now())).id;
    };
    const find = (id: string) => findSource(records.db, id, clock.now());
    const run = (id: string) => runSource(deps(), id, never);
    /** What a worker does with the queue's jobs, one after the other. */
    async function tick(): Promise<string[]> {
      await dispatch(deps());
      const ids = queue.added.splice(0).map(({ data }) => String(data.sourceId));
      for (const id of ids) {
        const { due, backfill } = await workOf(records.db, id, clock.now());
        await runSource(deps(), id, never, due ? null : backfill);
      }
      return ids;
    }

    beforeAll(async () => {
      records = await open();
    });
    beforeEach(async () => {
      time = START;
      queue.added.length = 0;
      await records.db.deleteFrom('runs').execute();
      await records.db.updateTable('sources').set({ enabled: false }).execute();
    });
    afterAll(() => records?.close());

    const post = (n: number | string, publishedAt: Date | null = null): Collected => ({
      post: { externalId: `${serial}-${n}`, text: `bài ${n}`, publishedAt: publishedAt?.toISOString() ?? null },
    });

    it('collects 50 sources for an hour, each within a fifth of its interval, however greedy one is', async () => {
      const runs = new Map<string, { late: number; every: number }[]>();
      const made: string[] = [];
      let n = 0;
      async function* greedy(): AsyncIterable<Collected> {
        for (;;) {
          time += 5000;
          n += 1;
          yield post(n);
          yield { checkpoint: { n } };
        }
      }
      for (let n = 0; n < 49; n += 1) {
        made.push(await add(`forum-${n % 10}.example`, nothing, { everyMinutes: 20 + (n % 5) }));
        time += 20_000;
      }
      const endless = await add('busy.example', greedy, { everyMinutes: 20 });
      made.push(endless);
      for (const began = time; time - began < 60 * MINUTE; time += 10_000) {
        const before = new Map(
          (await allSources(records.db, clock.now(), made)).map((each) => [each.id, each] as const),
        );
        for (const id of await tick()) {
          const source = before.get(id);
          if (source === undefined || source.lastRunAt === null) continue;
          const last = (await listRuns(records.db, id, { limit: 1 })).items[0];
          const late = Date.parse(last?.startedAt ?? '') - Date.parse(source.nextRunAt);
          runs.set(id, [...(runs.get(id) ?? []), { late, every: source.intervalSeconds * 1000 }]);
        }
      }
      const others = [...runs].filter(([id]) => id !== endless).flatMap(([, each]) => each);
      expect(others.length).toBeGreaterThan(49);
      for (const { late, every } of others) expect(late / every).toBeLessThan(0.2);
      expect(runs.get(endless)?.length).toBeGreaterThan(10);
      expect(await sourceCursor(records.db, endless)).toEqual({ n });
    }, 120_000);

    it('gives each host its share, the most overdue first', () => {
      const of = (host: string, id: number) => ({
        id: String(id),
        kind: 'rss',
        settings: { url: `https://${host}/${id}` },
      });
      const due = [
        ...Array.from({ length: 300 }, (_, id) => of('a.example', id)),
        of('b.example', 300),
        of('c.example', 301),
      ];
      expect(fairShares(due, []).map(({ id }) => id)).toEqual(['0', '1', '300', '301']);
      expect(fairShares(due, [of('a.example', 900)]).map(({ id }) => id)).toEqual(['0', '300', '301']);
      const many = Array.from({ length: 300 }, (_, id) => of(`${id}.example`, id));
      expect(fairShares(many, [])).toHaveLength(100);
      expect(fairShares(many, many.slice(0, 95)).length).toBe(5);
    });

    it('puts a source in the queue once, and again when the queue lost it', async () => {
      const id = await add('a.example', nothing);
      expect(await dispatch(deps())).toBe(1);
      expect(await dispatch(deps())).toBe(0);
      time += 121_000;
      expect(await dispatch(deps())).toBe(1);
      await run(id);
      expect(await dispatch(deps())).toBe(0);
      expect(Date.parse((await find(id)).nextRunAt) - time).toBeGreaterThan(14 * MINUTE);
    });

    it('goes more often where there is news and less often where there is none, within the bounds', async () => {
      let n = 0;
      const busy = await add(
        'a.example',
        async function* () {
          for (let each = 0; each < 5; each += 1, n += 1) yield post(n);
        },
        { minMinutes: 4 },
      );
      const quiet = await add('b.example', nothing, { maxMinutes: 25 });
      for (let each = 0; each < 8; each += 1) {
        await run(busy);
        await run(quiet);
        time += 30 * MINUTE;
      }
      expect((await find(busy)).intervalSeconds).toBe(240);
      expect((await find(quiet)).intervalSeconds).toBe(1500);
    });

    it('takes a pause that was asked for as no failure, and keeps to it', async () => {
      const id = await add('a.example', () => failing(new RetryLater('429', 7 * MINUTE)));
      await run(id);
      expect(await find(id)).toMatchObject({ health: 'new', nextRunAt: at(7 * MINUTE).toISOString() });
      expect((await listRuns(records.db, id, { limit: 1 })).items[0]?.status).toBe('postponed');
    });

    it('sets aside what fails again and again, tells why and since when, and takes it back once it works', async () => {
      let works = false;
      const id = await add('a.example', () => (works ? nothing() : failing(new GiveUp('HTTP 404'))));
      const since = clock.now().toISOString();
      for (let each = 0; each < 5; each += 1) {
        await run(id);
        time = Math.max(time, Date.parse((await find(id)).nextRunAt));
      }
      const aside = await find(id);
      expect(aside).toMatchObject({ health: 'failing', healthSince: since, setAsideAt: expect.any(String) });
      expect(aside.problem).toMatch(/HTTP 404 .*set aside/);
      works = true;
      expect(await tick()).toEqual([id]);
      expect(await find(id)).toMatchObject({ health: 'healthy', healthSince: null, setAsideAt: null, problem: null });
    });

    it('reads a source again from an instant on, with a cursor of its own, also over a failure', async () => {
      const seen: unknown[] = [];
      let broken = true;
      const id = await add('a.example', async function* ({ cursor }) {
        seen.push(cursor);
        if (cursor === 'newest') return;
        if (cursor === undefined) {
          yield post('old', at(-9 * 24 * 60 * MINUTE));
          yield post('new', at(-MINUTE));
          yield { checkpoint: 'page 2' };
        }
        if (seen.length > 1 && broken) {
          broken = false;
          throw new Error('the line broke');
        }
        yield { checkpoint: 'newest' };
      });
      await run(id);
      await records.db.deleteFrom('mentions').where('source_id', '=', id).execute();
      await startBackfill(records.db, id, at(-24 * 60 * MINUTE));
      await tick();
      expect((await find(id)).backfillSince).not.toBeNull();
      expect(await find(id)).toMatchObject({ health: 'healthy' });
      expect(await tick()).toEqual([]);
      time += 10 * MINUTE;
      await tick();
      expect(await find(id)).toMatchObject({ backfillSince: null, health: 'healthy' });
      expect(seen).toContain('page 2');
      expect(await sourceCursor(records.db, id)).toBe('newest');
      const { items } = await listMentions(records.db, { source: id }, { limit: 10 });
      expect(items.map(({ text }) => text)).toEqual(['bài new']);
    });

    it('notices when a source that used to bring something falls silent', async () => {
      let n = 0;
      let news = true;
      const id = await add(
        'a.example',
        async function* () {
          n += 1;
          if (news) yield post(n);
        },
        { everyMinutes: 60 },
      );
      for (let day = 0; day < 7; day += 1) {
        await run(id);
        time += 24 * 60 * MINUTE;
      }
      news = false;
      await run(id);
      expect((await find(id)).health).toBe('healthy');
      time += 13 * 60 * MINUTE;
      await run(id);
      const last = new Date(START + 6 * 24 * 60 * MINUTE).toISOString();
      expect(await find(id)).toMatchObject({
        health: 'silent',
        healthSince: last,
        problem: expect.stringContaining('36 h'),
      });
    });

    // biome-ignore lint/correctness/useYield: it fails before it yields
    async function* failing(error: Error): AsyncIterable<Collected> {
      throw error;
    }
  });
}
