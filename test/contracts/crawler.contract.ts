import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Crawler } from '../../src/crawlers/crawler.ts';
import type { Browse } from '../../src/crawlers/support/browse.ts';
import { PublicError } from '../../src/errors.ts';
import { type CollectOptions, collectOnce } from '../support/collect.ts';
import { startFixtureSite } from '../support/fixture-site.ts';

/** A stand-in of the outside system over local HTTP, with at least three posts, none of which changes. */
export interface Stage {
  /** The crawler's example, its addresses turned to the stand-in. */
  settings: unknown;
  /** Paths asked for, in order. */
  requests: string[];
  browse?: Browse;
  close(): Promise<void>;
}

/** Starts a stand-in; every body passes through `change` before it is sent, which may spoil it. */
export type OpenStage = (change: (body: Buffer) => Buffer) => Promise<Stage>;

/** A site of files: those of `test/fixtures/<kind>/`, under the origin of the example's address. */
export function siteStage(crawler: Crawler): OpenStage {
  return async (change) => {
    const example = crawler.example as { url: string };
    const { origin } = new URL(example.url);
    const { close, requests, origin: served } = await startFixtureSite(crawler.kind, origin, change);
    return { settings: { ...example, url: example.url.replace(origin, served) }, requests, close };
  };
}

/** What every crawler promises, shown on its example and a stand-in over local HTTP. */
export function crawlerContract(crawler: Crawler, openStage: OpenStage): void {
  describe(`crawler ${crawler.kind}`, () => {
    const example = crawler.example as { url?: string; apiUrl?: string };
    const address = example.url === undefined ? 'apiUrl' : 'url';
    let spoil = (body: Buffer) => body;
    let stage: Stage;

    beforeAll(async () => {
      stage = await openStage((body) => spoil(body));
    });
    afterAll(() => stage.close());

    const collect = (options: CollectOptions = {}) =>
      collectOnce(crawler, stage.settings, { ...(stage.browse && { browse: stage.browse }), ...options });

    it('has settings that its example fits, and that refuse other addresses and unknown fields', () => {
      const fits = (change: object) => crawler.settings.safeParse({ ...example, ...change }).success;
      expect(fits({})).toBe(true);
      expect(fits({ [address]: 'ftp://a.example/' })).toBe(false);
      expect(fits({ [address]: 'https://me:pw@a.example/' })).toBe(false);
      expect(fits({ [`${address}l`]: 'x' })).toBe(false);
    });

    it('yields valid posts with stable, unique ids, without errors', async () => {
      const first = await collect();
      const second = await collect();
      expect(first).toMatchObject({ thrown: undefined, errors: [] });
      expect(first.posts.length).toBeGreaterThan(2);
      expect(new Set(first.posts.map((post) => post.externalId)).size).toBe(first.posts.length);
      expect(second.posts).toEqual(first.posts);
      expect(first.kept).toEqual(first.posts);
    });

    it('yields nothing again from its last cursor, which is small', async () => {
      const first = await collect();
      const second = await collect({ cursor: first.cursor });
      const third = await collect({ cursor: second.cursor });
      expect([...second.posts, ...third.posts]).toEqual([]);
      expect([second.thrown, third.thrown]).toEqual([undefined, undefined]);
      expect(JSON.stringify(first.cursor).length).toBeLessThan(100_000);
    });

    it('resumes after being stopped at any point, losing and repeating nothing', async () => {
      const whole = await collect();
      const ids = whole.posts.map((post) => post.externalId).sort();
      for (let stop = 0; stop <= whole.posts.length + 6; stop += 1) {
        const stopped = await collect({ abortAfter: stop });
        const resumed = await collect({ cursor: stopped.cursor });
        expect(resumed.thrown).toBeUndefined();
        expect([...stopped.kept, ...resumed.posts].map((post) => post.externalId).sort()).toEqual(ids);
      }
    });

    it('stops promptly, with the reason it was given', async () => {
      const asked = stage.requests.length;
      const stopped = await collect({ abortAfter: 0 });
      expect(stopped.thrown).toMatchObject({ message: 'stopped by the test' });
      expect(stage.requests.length).toBe(asked);
      const later = await collect({ abortAfter: 1 });
      expect(later.posts.length).toBeLessThanOrEqual(1);
    });

    it('starts anew from a cursor that is not its own', async () => {
      const whole = await collect();
      for (const cursor of [null, 7, 'x', [], { v: 1 }, { threads: 3, seen: {} }]) {
        expect((await collect({ cursor })).posts).toEqual(whole.posts);
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
            const { thrown } = await collect();
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
