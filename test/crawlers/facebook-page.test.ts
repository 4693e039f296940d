import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/facebook-page.ts';
import { FetchFailed } from '../../src/crawlers/support/fetch-failed.ts';
import { secretFields } from '../../src/crawlers/support/secret.ts';
import { type GraphState, graphError, startGraphApi } from '../../src/demo/stand-ins/graph-api.ts';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { GiveUp, RetryLater } from '../../src/errors.ts';
import { collectOnce, TEST_NOW } from '../support/collect.ts';
import { PAGE, samplePage } from '../support/stand-ins/graph-samples.ts';

let state: GraphState;
let api: StandIn;

const collect = (options: Parameters<typeof collectOnce>[2] = {}, settings = {}) =>
  collectOnce(crawler, { apiUrl: api.origin, pageId: state.pageId, token: state.token, ...settings }, options);
const ids = (posts: readonly { externalId: string }[]) => posts.map(({ externalId }) => externalId);
const hoursLater = (hours: number) => new Date(TEST_NOW.getTime() + hours * 3_600_000);
const paths = () => api.calls.map(({ path }) => path.replace('/v25.0/', ''));
const someone = { id: '2009', name: 'Vũ Dung' };
const commentsOf = (id: string) => state.feed.find((post) => post.id === id)?.comments ?? [];
const second = (date: Date) => date.getTime() / 1000;

beforeEach(async () => {
  state = samplePage();
  api = await startGraphApi(state);
});
afterEach(() => api.close());

describe('what is collected', () => {
  it('is posts of visitors, tags, comments and replies of all levels; not what the page itself said', async () => {
    const { posts, warnings, thrown } = await collect();
    expect(thrown).toBeUndefined();
    expect(warnings).toEqual([]);
    expect(ids(posts).sort()).toEqual(['1000_502', '2003_900', '501_11', '501_12', '501_14', '502_21']);
    expect(posts.find((post) => post.externalId === '501_14')).toEqual({
      externalId: '501_14',
      kind: 'comment',
      url: 'https://www.facebook.com/501/?comment_id=14',
      author: { id: '2002', name: 'Lê Bình' },
      title: null,
      text: 'Mình ở quận 7 ạ',
      publishedAt: '2026-11-21T09:40:00.000Z',
      threadId: '1000_501',
    });
  });

  it('includes replies that the flat list leaves out, level by level', async () => {
    const [, root] = commentsOf('1000_501');
    const deep = root?.replies?.[0]?.replies?.[0];
    for (const each of [root?.replies?.[0], deep]) if (each) each.hiddenFromStream = true;
    expect(ids((await collect()).posts)).toContain('501_14');
    expect(paths()).toContain('501_12/comments');
    expect(paths()).toContain('501_13/comments');
  });

  it('includes them on later pages of the flat list, too', async () => {
    const comments = commentsOf('1000_501');
    for (let n = 0; n < 150; n += 1) {
      comments.push({ id: `501_${2000 + n}`, from: someone, message: `Lời ${n}`, at: second(TEST_NOW) - n });
    }
    const deep = comments[1]?.replies?.[0]?.replies?.[0];
    if (deep) deep.hiddenFromStream = true;
    const { posts } = await collect();
    expect(ids(posts)).toContain('501_14');
    expect(posts).toHaveLength(156);
  });

  it('needs no more than the lists while nothing changes, and reads only posts with news', async () => {
    const first = await collect();
    api.calls.length = 0;
    commentsOf('1000_502').push({ id: '502_22', from: someone, message: 'Bao giờ xong?', at: second(TEST_NOW) - 60 });
    const next = await collect({ cursor: first.cursor });
    expect(ids(next.posts)).toEqual(['502_22']);
    expect(paths()).toEqual(['1000/feed', '1000/tagged', '1000_502/comments']);
  });

  it('covers a gap of three days', async () => {
    const { cursor } = await collect();
    const start = second(TEST_NOW);
    const added = Array.from({ length: 250 }, (_, index) => ({
      id: `501_${1000 + index}`,
      from: someone,
      message: `Lời ${index}`,
      at: start + index * 1000,
    }));
    commentsOf('1000_501').push(...added);
    const { posts, thrown } = await collect({ cursor, now: hoursLater(72) });
    expect(thrown).toBeUndefined();
    expect(ids(posts).sort()).toEqual(ids(added.map(({ id }) => ({ externalId: id }))).sort());
  });

  it('goes on in the next run where a bound was reached, and then with what came meanwhile', async () => {
    state.mostPerPage = 10;
    const start = second(TEST_NOW) - 86_400;
    const add = (index: number, at: number) =>
      commentsOf('1000_502').push({ id: `502_${1000 + index}`, from: someone, message: `Lời ${index}`, at });
    for (let index = 0; index < 300; index += 1) add(index, start + index);
    const first = await collect();
    add(300, second(TEST_NOW) - 1);
    const then = await collect({ cursor: first.cursor });
    const found = ids([...first.posts, ...then.posts]).filter((id) => id.startsWith('502_1'));
    expect(first.posts.length).toBeLessThan(220);
    expect(new Set(found).size).toBe(301);
    expect(found.length).toBe(301);
  });
});

describe('edits and deletions', () => {
  it('are told: an edited post is yielded again, what is deleted is gone', async () => {
    const { cursor } = await collect();
    const [, visitor] = state.feed;
    if (visitor) Object.assign(visitor, { message: 'Đã có người nghe máy, cảm ơn', editedAt: second(TEST_NOW) });
    commentsOf('1000_501').shift();
    state.tagged = [];
    const next = await collect({ cursor, now: hoursLater(7) });
    expect(next.posts.map(({ externalId, text }) => [externalId, text])).toEqual([
      ['1000_502', 'Đã có người nghe máy, cảm ơn'],
    ]);
    expect(next.gone).toEqual(['501_11']);
    expect((await collect({ cursor: next.cursor, now: hoursLater(14) })).gone).toEqual([]);
  });

  it('are not told of what is merely out of sight', async () => {
    const { cursor } = await collect();
    const [, root] = commentsOf('1000_501');
    if (root?.replies?.[0]?.replies?.[0]) root.replies[0].replies[0].hiddenFromStream = true;
    expect((await collect({ cursor, now: hoursLater(7) })).gone).toEqual([]);
  });

  it('include a whole post', async () => {
    const { cursor } = await collect();
    state.feed = state.feed.filter(({ id }) => id !== '1000_502');
    expect((await collect({ cursor, now: hoursLater(7) })).gone).toEqual(['1000_502']);
  });
});

describe('limits', () => {
  it.each([
    ['x-app-usage', { call_count: 95, total_time: 3, total_cputime: 3 }, 15],
    ['x-page-usage', { call_count: 1, total_time: 99, total_cputime: 3 }, 15],
    [
      'x-business-use-case-usage',
      { 77: [{ type: 'pages', call_count: 100, estimated_time_to_regain_access: 19 }] },
      19,
    ],
  ])('are kept away from: %s', async (header, usage, minutes) => {
    const { cursor } = await collect();
    state.usage = { [header]: JSON.stringify(usage) };
    api.calls.length = 0;
    const [, visitor] = state.feed;
    if (visitor) visitor.message = 'Đã sửa';
    const { posts, kept, thrown } = await collect({ cursor });
    expect(thrown).toBeInstanceOf(RetryLater);
    expect(thrown).toMatchObject({ delayMs: minutes * 60_000 });
    // What was in the answer that told of it is not lost.
    expect(ids(posts)).toEqual(['1000_502']);
    expect(kept).toEqual(posts);
    expect(paths()).toEqual(['1000/feed']);
  });

  it.each(['{', '[]', 'null', '{"call_count":"95"}', '{"a":{"a":{"a":{"a":{"call_count":99}}}}}', '{"call_count":89}'])(
    'are not seen in a header like %s',
    async (header) => {
      state.usage = { 'x-app-usage': header };
      expect((await collect()).thrown).toBeUndefined();
    },
  );
});

describe('an error', () => {
  it.each([
    [4, undefined, RetryLater, 'limit of calls'],
    [17, undefined, RetryLater, 'limit of calls'],
    [32, undefined, RetryLater, 'limit of calls'],
    [613, undefined, RetryLater, 'limit of calls'],
    [80001, undefined, RetryLater, 'limit of calls'],
    [1, undefined, FetchFailed, 'out of order'],
    [2, undefined, FetchFailed, 'out of order'],
    [190, 460, GiveUp, 'changed the password'],
    [190, 463, GiveUp, 'has expired'],
    [102, undefined, GiveUp, 'new page token'],
    [10, undefined, GiveUp, 'pages_read_user_content'],
    [200, undefined, GiveUp, 'pages_read_user_content'],
    [100, undefined, GiveUp, 'Check the settings'],
    [368, undefined, GiveUp, 'dashboard'],
    [9999, undefined, GiveUp, 'code 9999'],
  ])('%i/%s is told as what it means', async (code, subcode, kind, message) => {
    state.instead = ({ path }) => (path.endsWith('/feed') ? graphError(code, subcode) : undefined);
    const { thrown } = await collect();
    expect(thrown).toBeInstanceOf(kind);
    expect(thrown).toMatchObject({ message: expect.stringContaining(message) });
  });

  it('of a limit waits as long as the headers say', async () => {
    const usage = { 77: [{ type: 'pages', call_count: 100, estimated_time_to_regain_access: 42 }] };
    const headers = { 'x-business-use-case-usage': JSON.stringify(usage) };
    state.instead = ({ path }) => (path.endsWith('/feed') ? { ...graphError(32), headers } : undefined);
    expect((await collect()).thrown).toMatchObject({ delayMs: 42 * 60_000 });
  });
});

describe('the token', () => {
  it('is counted down from a fortnight before its end', async () => {
    state.tokenEnds = second(TEST_NOW) + 15 * 86_400;
    expect((await collect()).warnings).toEqual([]);
    for (const [days, words] of [
      [14, 'ends in 14 days, on 2026-12-07'],
      [1, 'ends in 1 day, on 2026-11-24'],
    ] as const) {
      state.tokenEnds = second(TEST_NOW) + days * 86_400;
      expect((await collect()).warnings).toEqual([expect.stringContaining(words)]);
    }
  });

  it('is asked about every six hours, and at once when it is another', async () => {
    const first = await collect();
    await collect({ cursor: first.cursor, now: hoursLater(5) });
    expect(paths().filter((path) => path === 'debug_token')).toHaveLength(1);
    await collect({ cursor: first.cursor, now: hoursLater(6) });
    expect(paths().filter((path) => path === 'debug_token')).toHaveLength(2);
    state.token = 'EAAG-another-token';
    await collect({ cursor: first.cursor });
    expect(paths().filter((path) => path === 'debug_token')).toHaveLength(3);
  });

  it('is an error when it is dead, with what to do', async () => {
    state.tokenValid = false;
    const { thrown } = await collect();
    expect(thrown).toBeInstanceOf(GiveUp);
    expect(thrown).toMatchObject({ message: expect.stringContaining('has expired. Make a new page token') });
  });

  it('of another app works on, with a warning that its end is not known', async () => {
    state.instead = ({ path }) => (path.endsWith('/debug_token') ? graphError(100) : undefined);
    const { posts, warnings } = await collect();
    expect(posts).toHaveLength(6);
    expect(warnings).toEqual([expect.stringContaining('give appId and appSecret')]);
  });

  it('is never in an address, and comes with a proof of the app’s secret where that is given', async () => {
    state.proofRequired = true;
    expect((await collect()).thrown).toBeInstanceOf(GiveUp);
    const { appId, appSecret } = state;
    expect((await collect({}, { appId, appSecret })).posts).toHaveLength(6);
    const addresses = api.requests.filter((address) => !address.includes('debug_token')).join();
    expect(addresses).not.toContain(state.token);
    expect(api.requests.join()).not.toContain(appSecret);
    expect(secretFields(crawler.settings)).toEqual(['token', 'appSecret']);
  });
});

it.each([
  [{ pageId: 'mang-xanh' }, 'must be the number of the page'],
  [{ version: '25' }, 'must be a version of the Graph API'],
  [{ appId: 'x' }, 'must be the number of the app'],
  [{ watchDays: 0 }, 'Too small'],
])('refuses the settings %o', (change, message) => {
  const parsed = crawler.settings.safeParse({ pageId: PAGE.id, token: 't', ...change });
  expect(parsed.error?.issues[0]?.message).toContain(message);
});
