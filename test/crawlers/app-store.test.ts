import { afterEach, beforeEach, expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/app-store.ts';
import { type StoreState, startAppStore } from '../../src/demo/stand-ins/app-store.ts';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { GiveUp, RetryLater } from '../../src/errors.ts';
import { collectOnce, TEST_NOW } from '../support/collect.ts';
import { SAMPLE_NOW, sampleStore } from '../support/stand-ins/api-samples.ts';

let state: StoreState;
let api: StandIn;

const collect = (options: Parameters<typeof collectOnce>[2] = {}, settings = {}) =>
  collectOnce(crawler, { apiUrl: api.origin, appId: state.appId, countries: ['vn', 'us'], ...settings }, options);
const ids = (posts: readonly { externalId: string }[]) => posts.map(({ externalId }) => externalId);
const review = (id: number, at: number) => ({
  ...{ id: `${id}`, author: 'A', authorId: '1', title: `T${id}`, text: `Lời ${id}`, stars: 3, version: '1', at },
});

beforeEach(async () => {
  state = sampleStore();
  api = await startAppStore(state);
});
afterEach(() => api.close());

it('reads the reviews of every country, with stars and version, one or many on a page', async () => {
  const { posts, thrown, warnings } = await collect();
  expect([thrown, warnings]).toEqual([undefined, []]);
  expect(ids(posts)).toEqual(['101', '102', '103', '201']);
  expect(posts[0]).toEqual({
    externalId: '101',
    kind: 'review',
    url: 'https://itunes.apple.com/vn/review?id=1234567890&type=Purple%20Software',
    author: { id: '7101', name: 'nguoi.101' },
    title: 'Không vào được (1/5 · 5.1.0 · VN)',
    text: 'Cứ mở lên là văng ra',
    publishedAt: '2026-11-22T21:00:00.000Z',
    threadId: '1234567890',
    rating: 1,
  });
});

it('reads all ten pages and no eleventh, and next time only the first', async () => {
  state.reviews.vn = Array.from({ length: 40 }, (_, index) => review(1000 + index, SAMPLE_NOW - index * 7200));
  const first = await collect({}, { countries: ['vn'] });
  expect(first.posts).toHaveLength(20);
  expect(api.calls).toHaveLength(10);
  api.calls.length = 0;
  state.reviews.vn.push(review(2000, SAMPLE_NOW + 60));
  const then = await collect(
    { cursor: first.cursor, now: new Date(TEST_NOW.getTime() + 3_600_000) },
    { countries: ['vn'] },
  );
  expect(ids(then.posts)).toEqual(['2000']);
  expect(api.calls.length).toBeLessThan(3);
});

it('yields a review again when its author changes it', async () => {
  const { cursor } = await collect();
  Object.assign(state.reviews.vn?.[0] ?? {}, { text: 'Đã sửa, cảm ơn', stars: 4 });
  const { posts } = await collect({ cursor });
  expect(posts.map(({ externalId, text, rating }) => [externalId, text, rating])).toEqual([
    ['101', 'Đã sửa, cảm ơn', 4],
  ]);
});

it('goes on with the other countries where one has no such store, and fails where none has', async () => {
  const some = await collect({}, { countries: ['xx', 'us'] });
  expect(ids(some.posts)).toEqual(['201']);
  expect(some.errors).toEqual([expect.stringContaining('answered 404')]);
  expect((await collect({}, { countries: ['xx'] })).thrown).toBeInstanceOf(GiveUp);
});

it('warns when there is nothing at all, which Apple also answers for apps that do not exist', async () => {
  const { posts, warnings } = await collect({}, { appId: '999' });
  expect(posts).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining('is the number of the app right?')]);
});

it('passes over the app itself, which older feeds begin with, and reviews that are broken', async () => {
  const entry = [
    { 'im:name': { label: 'Mạng Xanh' }, id: { label: 'https://apps.apple.com/vn/app/id1' } },
    {
      id: { label: '7' },
      'im:rating': { label: '2' },
      content: { label: 'Chậm <b>quá</b>' },
      updated: { label: 'hôm qua' },
    },
    { id: { label: 'x' }, 'im:rating': { label: '2' }, content: { label: 'không có số' } },
    { id: { label: '8' }, 'im:rating': { label: '9' }, content: { label: 'chín sao' } },
  ];
  const last = { attributes: { rel: 'last', href: 'https://itunes.apple.com/vn/rss/customerreviews/page=1/id=1/xml' } };
  state.instead = () => ({ json: { feed: { entry, link: last } } });
  const { posts, warnings } = await collect({}, { countries: ['vn'] });
  expect(posts.map(({ externalId, publishedAt, rating, title }) => [externalId, publishedAt, rating, title])).toEqual([
    ['7', null, 2, '(2/5 · VN)'],
    ['8', null, undefined, '(VN)'],
  ]);
  expect(warnings).toEqual([expect.stringContaining('1 reviews were not as usual')]);
});

it('waits when Apple asks it to', async () => {
  state.instead = () => ({ status: 429, headers: { 'retry-after': '120' }, text: '' });
  const { thrown } = await collect();
  expect(thrown).toBeInstanceOf(RetryLater);
  expect(thrown).toMatchObject({ delayMs: 120_000 });
});

it.each([
  [{ appId: 'id123' }, 'must be the number'],
  [{ countries: ['VN'] }, 'two letters'],
  [{ countries: ['vn', 'vn'] }, 'twice'],
  [{ countries: [] }, 'Too small'],
])('refuses the settings %o', (change, message) => {
  const parsed = crawler.settings.safeParse({ appId: '1', ...change });
  expect(parsed.error?.issues[0]?.message).toContain(message);
});
