import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Crawler } from '../../src/crawlers/crawler.ts';
import { PublicError } from '../../src/errors.ts';
import { collectOnce } from '../support/collect.ts';
import { startFixtureSite } from '../support/fixture-site.ts';
import type { TestServer } from '../support/http-server.ts';

/** What every crawler promises, shown on its example and `test/fixtures/<kind>/` over local HTTP. */
export function crawlerContract(crawler: Crawler): void {
  describe(`crawler ${crawler.kind}`, () => {
    const example = crawler.example as { url: string };
    const { origin } = new URL(example.url);
    let spoil = (body: Buffer, _path: string) => body;
    let site: TestServer;
    let settings: unknown;

    beforeAll(async () => {
      site = await startFixtureSite(crawler.kind, origin, (body, path) => spoil(body, path));
      settings = { ...example, url: example.url.replace(origin, site.origin) };
    });
    afterAll(() => site.close());

    it('has settings that its example fits, and that refuse other addresses and unknown fields', () => {
      expect(crawler.settings.safeParse(example).success).toBe(true);
      expect(crawler.settings.safeParse({ ...example, url: 'ftp://a.example/' }).success).toBe(false);
      expect(crawler.settings.safeParse({ ...example, url: example.url.replace('://', '://me:pw@') }).success).toBe(
        false,
      );
      expect(crawler.settings.safeParse({ ...example, urll: 'x' }).success).toBe(false);
    });

    it('yields valid posts with stable, unique ids, without errors', async () => {
      const first = await collectOnce(crawler, settings);
      const second = await collectOnce(crawler, settings);
      expect(first).toMatchObject({ thrown: undefined, errors: [] });
      expect(first.posts.length).toBeGreaterThan(2);
      expect(new Set(first.posts.map((post) => post.externalId)).size).toBe(first.posts.length);
      expect(second.posts).toEqual(first.posts);
      expect(first.kept).toEqual(first.posts);
    });

    it('yields nothing again from its last cursor, which is small', async () => {
      const first = await collectOnce(crawler, settings);
      const second = await collectOnce(crawler, settings, { cursor: first.cursor });
      const third = await collectOnce(crawler, settings, { cursor: second.cursor });
      expect([...second.posts, ...third.posts]).toEqual([]);
      expect([second.thrown, third.thrown]).toEqual([undefined, undefined]);
      expect(JSON.stringify(first.cursor).length).toBeLessThan(100_000);
    });

    it('resumes after being stopped at any point, losing and repeating nothing', async () => {
      const whole = await collectOnce(crawler, settings);
      const ids = whole.posts.map((post) => post.externalId).sort();
      for (let stop = 0; stop <= whole.posts.length + 6; stop += 1) {
        const stopped = await collectOnce(crawler, settings, { abortAfter: stop });
        const resumed = await collectOnce(crawler, settings, { cursor: stopped.cursor });
        expect(resumed.thrown).toBeUndefined();
        expect([...stopped.kept, ...resumed.posts].map((post) => post.externalId).sort()).toEqual(ids);
      }
    });

    it('stops promptly, with the reason it was given', async () => {
      const asked = site.requests.length;
      const stopped = await collectOnce(crawler, settings, { abortAfter: 0 });
      expect(stopped.thrown).toMatchObject({ message: 'stopped by the test' });
      expect(site.requests.length).toBe(asked);
      const later = await collectOnce(crawler, settings, { abortAfter: 1 });
      expect(later.posts.length).toBeLessThanOrEqual(1);
    });

    it('starts anew from a cursor that is not its own', async () => {
      const whole = await collectOnce(crawler, settings);
      for (const cursor of [null, 7, 'x', [], { v: 1 }, { threads: 3, seen: {} }]) {
        expect((await collectOnce(crawler, settings, { cursor })).posts).toEqual(whole.posts);
      }
    });

    it('answers cut and garbled pages with posts or a clear error, nothing else', async () => {
      const garbled = fc.record({
        cutAt: fc.double({ min: 0, max: 1, noNaN: true }),
        holes: fc.array(fc.nat(), { maxLength: 5 }),
      });
      try {
        await fc.assert(
          fc.asyncProperty(garbled, async ({ cutAt, holes }) => {
            spoil = (body) => garble(body, cutAt, holes);
            const { thrown } = await collectOnce(crawler, settings);
            if (thrown !== undefined) expect(thrown).toBeInstanceOf(PublicError);
          }),
          { numRuns: 60, seed: 3 },
        );
      } finally {
        spoil = (body) => body;
      }
    });
  });
}

function garble(body: Buffer, cutAt: number, holes: readonly number[]): Buffer {
  const copy = Buffer.from(body.subarray(0, Math.floor(body.length * cutAt)));
  for (const hole of holes) if (copy.length > 0) copy[hole % copy.length] = hole % 256;
  return copy;
}
