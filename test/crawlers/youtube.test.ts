import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quotaDay } from '../../src/crawlers/google/api.ts';
import { crawler } from '../../src/crawlers/youtube.ts';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { startYoutube, type TubeState } from '../../src/demo/stand-ins/youtube.ts';
import { GiveUp, RetryLater } from '../../src/errors.ts';
import { collectOnce, TEST_NOW } from '../support/collect.ts';
import { SAMPLE_NOW, sampleTube, TUBE_CHANNEL } from '../support/stand-ins/api-samples.ts';

let state: TubeState;
let api: StandIn;

const collect = (options: Parameters<typeof collectOnce>[2] = {}, settings: object = { channelId: TUBE_CHANNEL }) =>
  collectOnce(crawler, { apiUrl: api.origin, key: state.key, ...settings }, options);
const ids = (posts: readonly { externalId: string }[]) => posts.map(({ externalId }) => externalId).sort();
const hoursLater = (hours: number) => new Date(TEST_NOW.getTime() + hours * 3_600_000);
const REPLIES = Array.from({ length: 7 }, (_, index) => `t1.r${index}`);
const bySomeone = (id: string, at: number) => ({ id, author: 'X', authorChannel: 'UCx', text: `Lời ${id}`, at });

beforeEach(async () => {
  state = sampleTube();
  api = await startYoutube(state);
});
afterEach(() => api.close());

describe('comments', () => {
  it('of a channel are those of all its videos, with all replies; not what the channel says itself', async () => {
    const { posts, thrown, warnings } = await collect();
    expect([thrown, warnings]).toEqual([undefined, []]);
    expect(ids(posts)).toEqual(['t1', ...REPLIES, 't2', 't3'].sort());
    expect(posts.find(({ externalId }) => externalId === 't2')).toEqual({
      externalId: 't2',
      kind: 'comment',
      url: 'https://www.youtube.com/watch?v=videoAAAAA1&lc=t2',
      author: { id: 'UC8', name: 'Phạm Chi' },
      title: null,
      text: 'Giá bao nhiêu vậy?',
      publishedAt: '2026-11-21T18:00:00.000Z',
      threadId: 'videoAAAAA1',
    });
  });

  it('of a video are its own', async () => {
    expect(ids((await collect({}, { videoId: 'videoBBBBB2' })).posts)).toEqual(['t3']);
  });

  it('are asked for one by one only where a thread has grown', async () => {
    const { cursor } = await collect();
    api.calls.length = 0;
    expect((await collect({ cursor, now: hoursLater(1) })).posts).toEqual([]);
    expect(api.calls.filter(({ query }) => query.has('parentId'))).toEqual([]);
    state.threads[0]?.replies.push(bySomeone('t1.r9', SAMPLE_NOW + 600));
    const { posts } = await collect({ cursor, now: hoursLater(1) });
    expect(ids(posts)).toEqual(['t1.r9']);
  });

  it('below an old thread are found at the next full look, edits and deletions too', async () => {
    const { cursor } = await collect();
    state.threads[2]?.replies.push(bySomeone('t3.r0', SAMPLE_NOW + 600));
    Object.assign(state.threads[1] ?? {}, { text: 'Giá bao nhiêu vậy shop?' });
    state.threads[0]?.replies.splice(0, 1);
    const next = await collect({ cursor, now: hoursLater(6) });
    expect(ids(next.posts)).toEqual(['t2', 't3.r0']);
    expect(next.gone).toEqual(['t1.r0']);
  });
});

describe('a search', () => {
  const settings = { search: 'mạng xanh' };

  it('yields the videos that it finds and the comments on them, and is repeated only every few hours', async () => {
    const first = await collect({}, settings);
    expect(ids(first.posts)).toEqual(['t1', ...REPLIES, 't2', 't2.r0', 't3', 'videoAAAAA1', 'videoBBBBB2'].sort());
    expect(first.posts.find(({ externalId }) => externalId === 'videoAAAAA1')).toMatchObject({
      kind: 'post',
      title: 'Giới thiệu "Mạng Xanh" 5G',
      text: 'Phủ sóng toàn quốc',
    });
    const searches = () => api.calls.filter(({ path }) => path.endsWith('/search')).length;
    const next = await collect({ cursor: first.cursor, now: hoursLater(5) }, settings);
    expect([next.posts, searches()]).toEqual([[], 1]);
    await collect({ cursor: next.cursor, now: hoursLater(6) }, settings);
    expect(searches()).toBe(2);
  });

  it('goes on where comments are switched off or a video is gone', async () => {
    state.closed = ['videoAAAAA1'];
    const first = await collect({}, settings);
    expect(ids(first.posts)).toEqual(['t3', 'videoAAAAA1', 'videoBBBBB2']);
    state.videos = state.videos.filter(({ id }) => id !== 'videoBBBBB2');
    state.threads = state.threads.filter(({ videoId }) => videoId !== 'videoBBBBB2');
    expect((await collect({ cursor: first.cursor }, settings)).thrown).toBeUndefined();
  });
});

describe('the quota', () => {
  it('is counted as Google counts it, and kept in the cursor with the day in California', async () => {
    const { cursor } = await collect();
    const spent = 10_000 - state.unitsLeft;
    expect(cursor).toMatchObject({ quota: { day: '2026-11-22', used: spent } });
    const searched = await collect({ cursor }, { search: 'mạng xanh' });
    expect(searched.cursor).toMatchObject({ quota: { used: 10_000 - state.unitsLeft } });
  });

  it.each([
    ['2026-11-23T07:59:59Z', '2026-11-22'],
    ['2026-11-23T08:00:00Z', '2026-11-23'],
    ['2026-07-01T06:59:59Z', '2026-06-30'],
    ['2026-07-01T07:00:00Z', '2026-07-01'],
  ])('at %s belongs to %s, summer time or not', (instant, day) => {
    expect(quotaDay(new Date(instant))).toBe(day);
  });

  it('ends a run at the bound of the settings, with a warning and nothing lost', async () => {
    state.mostPerPage = 100;
    const limited = { channelId: TUBE_CHANNEL, unitsPerDay: 1 };
    const first = await collect({}, limited);
    expect(first.thrown).toBeUndefined();
    expect(first.warnings).toEqual([expect.stringContaining('The 1 units for today are used')]);
    expect(ids(first.kept)).toEqual(['t1', ...REPLIES.slice(0, 5), 't2', 't3'].sort());
    const again = await collect({ cursor: first.cursor, now: hoursLater(7) }, limited);
    expect([again.posts, again.warnings.length, 10_000 - state.unitsLeft]).toEqual([[], 1, 1]);
    const tomorrow = await collect({ cursor: first.cursor, now: hoursLater(8) });
    expect(ids(tomorrow.posts)).toEqual(REPLIES.slice(5));
  });

  it('of the whole project, used up by others, is a pause until midnight in California', async () => {
    state.unitsLeft = 0;
    const { thrown } = await collect();
    expect(thrown).toBeInstanceOf(RetryLater);
    expect(thrown).toMatchObject({ delayMs: 8 * 3_600_000, message: expect.stringContaining('exceeded your quota') });
  });
});

it.each<[string, object, string]>([
  ['a wrong key', { channelId: TUBE_CHANNEL, key: 'AIza-wrong' }, 'API key not valid'],
  ['an unknown channel', { channelId: 'UCxxxxxxxxxxxxxxxxxxxxxx' }, 'no such thing'],
  ['an unknown video', { videoId: 'xxxxxxxxxxx' }, 'no such thing'],
  ['a video without comments', { videoId: 'videoAAAAA1' }, 'switched off'],
])('gives up at %s, with the reason', async (_name, settings, message) => {
  state.closed = ['videoAAAAA1'];
  const { thrown } = await collect({}, settings);
  expect(thrown).toBeInstanceOf(GiveUp);
  expect(thrown).toMatchObject({ message: expect.stringContaining(message) });
  expect(api.requests.join()).not.toContain('AIza');
});

it.each([
  [{}, 'give one of'],
  [{ channelId: TUBE_CHANNEL, videoId: 'videoAAAAA1' }, 'give one of'],
  [{ channelId: '@mangxanh' }, 'must be the id of a channel'],
  [{ videoId: 'https://youtu.be/x' }, 'must be the id of a video'],
])('refuses the settings %o', (change, message) => {
  const parsed = crawler.settings.safeParse({ key: 'k', ...change });
  expect(parsed.error?.issues[0]?.message).toContain(message);
});
