import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ThreadPage } from '../../../src/crawlers/forums/profile.ts';
import { ForumProgress } from '../../../src/crawlers/forums/progress.ts';
import { walkThread } from '../../../src/crawlers/forums/thread-walk.ts';

const SIZE = 5;

/** A thread of so many posts with ids from 1, as a software shows it that counts pages, or places of posts. */
function pageOf(posts: number, position: number, step: number): ThreadPage {
  const last = (Math.max(1, Math.ceil(posts / SIZE)) - 1) * step + 1;
  const at = Math.min(position, last);
  const start = ((at - 1) / step) * SIZE;
  const ids = Array.from({ length: Math.min(SIZE, posts - start) }, (_, n) => start + n + 1);
  return {
    ...{ title: null, position: at, ids, withoutId: 0, whole: true, vietnamese: false },
    posts: ids.map((id) => ({ id, url: '', author: { id: null, name: null }, date: null, text: `${id}` })),
    ...{ next: at < last ? at + step : null, previous: at > 1 ? at - step : null, last: at < last ? last : null },
  };
}

it('reads every post once, however a thread grows and however short the runs are', async () => {
  const shape = fc.record({
    lengths: fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 4 }),
    maxPages: fc.integer({ min: 1, max: 6 }),
    step: fc.constantFrom(1, SIZE),
  });
  await fc.assert(
    fc.asyncProperty(shape, async ({ lengths, maxPages, step }) => {
      let cursor: unknown;
      let posts = 0;
      const read: number[] = [];
      for (let run = 0, quiet = 0; quiet < 2; run += 1) {
        posts = Math.max(posts, lengths[run] ?? 0);
        const progress = new ForumProgress(cursor);
        let loads = 0;
        const load = async (position: number) => {
          loads += 1;
          return { page: pageOf(posts, position, step), at: '' };
        };
        const before = read.length;
        const walk = walkThread({ id: '1', progress, load, maxPages, historyPages: 1000 });
        for await (const { fresh } of walk) read.push(...fresh.map(({ id }) => id));
        // The page where a thread is entered at its end comes on top.
        expect(loads).toBeLessThanOrEqual(maxPages + 1);
        cursor = JSON.parse(JSON.stringify(progress.toCursor(false)));
        quiet = run >= lengths.length && read.length === before ? quiet + 1 : 0;
        expect(run).toBeLessThan(400);
      }
      expect([...read].sort((a, b) => a - b)).toEqual(Array.from({ length: posts }, (_, n) => n + 1));
    }),
    { numRuns: 150, seed: 11 },
  );
});

it('enters a long thread at its newest page', async () => {
  const visited: number[] = [];
  const load = async (position: number) => {
    visited.push(position);
    return { page: pageOf(100_000, position, SIZE), at: '' };
  };
  const progress = new ForumProgress(undefined);
  for await (const _ of walkThread({ id: '1', progress, load, maxPages: 3, historyPages: 1 }));
  expect(visited).toEqual([1, 99_996, 99_991]);
});

it('enters a thread that has grown by many pages at its newest page too', async () => {
  const visited: number[] = [];
  let posts = 10;
  const load = async (position: number) => {
    visited.push(position);
    return { page: pageOf(posts, position, 1), at: '' };
  };
  const progress = new ForumProgress(undefined);
  const run = async () => {
    const read: number[] = [];
    const walk = walkThread({ id: '1', progress, load, maxPages: 3, historyPages: 50 });
    for await (const { fresh } of walk) read.push(...fresh.map(({ id }) => id));
    return read;
  };
  await run();
  posts = 40;
  visited.length = 0;
  expect([await run(), visited]).toEqual([
    [...range(36, 40), ...range(31, 35)],
    [2, 8, 7],
  ]);
  expect(await run()).toEqual([...range(26, 30), ...range(21, 25)]);
  expect(await run()).toEqual([...range(16, 20), ...range(11, 15)]);
});

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
