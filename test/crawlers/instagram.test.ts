import { afterEach, beforeEach, expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/instagram.ts';
import { type GraphState, graphError, startGraphApi } from '../../src/demo/stand-ins/graph-api.ts';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { GiveUp, RetryLater } from '../../src/errors.ts';
import { collectOnce, TEST_NOW } from '../support/collect.ts';
import { sampleInstagram, samplePage } from '../support/stand-ins/graph-samples.ts';
import { type InstagramState, instagramPart } from '../support/stand-ins/instagram-api.ts';

let state: InstagramState;
let graph: GraphState;
let api: StandIn;

const collect = (options: Parameters<typeof collectOnce>[2] = {}) =>
  collectOnce(crawler, { apiUrl: api.origin, token: graph.token, accountId: state.accountId }, options);
const ids = (posts: readonly { externalId: string }[]) => posts.map(({ externalId }) => externalId).sort();
const hoursLater = (hours: number) => new Date(TEST_NOW.getTime() + hours * 3_600_000);
const paths = () => api.calls.map(({ path }) => path.replace('/v25.0/', ''));
const reply = (id: string, text: string) => ({
  id,
  username: 'x',
  authorId: '9',
  text,
  at: TEST_NOW.getTime() / 1000 - 60,
});

beforeEach(async () => {
  state = sampleInstagram();
  graph = { ...samplePage(), more: instagramPart(state) };
  api = await startGraphApi(graph);
});
afterEach(() => api.close());

it('reads comments, replies and tags, not what the account says itself', async () => {
  const { posts, thrown } = await collect();
  expect(thrown).toBeUndefined();
  expect(ids(posts)).toEqual(['17901', '17903', '17904', '18100']);
  expect(posts.find(({ externalId }) => externalId === '17903')).toEqual({
    externalId: '17903',
    kind: 'comment',
    url: 'https://www.instagram.com/p/18001/',
    author: { id: '3001', name: 'an.tran' },
    title: null,
    text: 'Mình gửi rồi mà chưa ai trả lời',
    publishedAt: '2026-11-21T08:30:00.000Z',
    threadId: '18001',
  });
});

it('reads only media whose number of comments changed, and what was deleted at the next full look', async () => {
  const first = await collect();
  api.calls.length = 0;
  await collect({ cursor: first.cursor });
  expect(paths()).toEqual([`${state.accountId}/media`, `${state.accountId}/tags`]);
  const [root] = state.media[0]?.comments ?? [];
  root?.replies?.push(reply('17999', 'Vẫn chưa'));
  const next = await collect({ cursor: first.cursor });
  expect(ids(next.posts)).toEqual(['17999']);
  state.media[0]?.comments.splice(1, 1);
  expect((await collect({ cursor: next.cursor, now: hoursLater(7) })).gone).toEqual(['17904']);
});

it('fetches the replies of a comment that has more than come along', async () => {
  state.mostPerPage = 2;
  const [root] = state.media[0]?.comments ?? [];
  for (let n = 0; n < 5; n += 1) root?.replies?.push(reply(`1800${n}0`, `Lời ${n}`));
  expect(ids((await collect()).posts)).toHaveLength(9);
  expect(paths().filter((path) => path === '17901/replies')).toHaveLength(4);
});

it('keeps to the limits and tells what errors mean as the page does', async () => {
  graph.usage = { 'x-business-use-case-usage': JSON.stringify({ 1: [{ type: 'instagram', call_count: 97 }] }) };
  expect((await collect()).thrown).toBeInstanceOf(RetryLater);
  graph.usage = {};
  graph.instead = ({ path }) => (path.endsWith('/media') ? graphError(10) : undefined);
  const { thrown } = await collect();
  expect(thrown).toBeInstanceOf(GiveUp);
  expect(thrown).toMatchObject({ message: expect.stringContaining('instagram_manage_comments') });
});
