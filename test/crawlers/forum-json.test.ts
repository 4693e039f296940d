import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/forum.ts';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { type CollectOptions, collectOnce, TEST_NOW } from '../support/collect.ts';
import { startDiscourse } from '../support/stand-ins/discourse.ts';
import { startFlarum } from '../support/stand-ins/flarum.ts';
import { type ModelThread, modelPost, modelThread } from '../support/stand-ins/forum-model.ts';
import { startNodebb } from '../support/stand-ins/nodebb.ts';

const QUOTE =
  '<aside class="quote no-group" data-username="an" data-post="1"><div class="title">an:</div><blockquote><p>lời người khác</p></blockquote></aside>';
const LATER = new Date(TEST_NOW.getTime() + 7 * 3_600_000);
const systems = [
  {
    software: 'discourse',
    start: startDiscourse,
    board: '/c/ho-tro/5',
    thread: '/t/chu-de-1/1',
    post: '/t/chu-de-1/1/2',
    quote: QUOTE,
  },
  {
    software: 'nodebb',
    start: startNodebb,
    board: '/category/5/ho-tro',
    thread: '/topic/1/chu-de',
    post: '/post/102',
    quote:
      '<p dir="auto"><a class="plugin-mentions-user" href="/user/an">@an</a> <a href="/post/101">said</a>:</p>\n<blockquote>lời người khác</blockquote>',
  },
  {
    software: 'flarum',
    start: startFlarum,
    board: '/t/ho-tro',
    thread: '/d/1-chu-de',
    post: '/d/1/102',
    quote:
      '<blockquote class="uncited"><div><p>lời người khác</p></div></blockquote><p><a class="PostMention" href="/d/1/1">An</a></p>',
  },
] as const;

describe.each(systems)('a forum of $software', ({ software, start, board, thread, post, quote }) => {
  let forum: { threads: ModelThread[] };
  let api: StandIn;
  const collect = (options: CollectOptions = {}, more = {}) =>
    collectOnce(crawler, { url: `${api.origin}${board}`, software, delaySeconds: 0, ...more }, options);
  const ids = (posts: readonly { externalId: string }[]) =>
    posts.map(({ externalId }) => Number(externalId.split('/').pop()));
  const goneIds = (gone: readonly string[]) => gone.map((id) => Number(id.split('/').pop()));
  const asked = () => api.requests.filter((path) => path !== '/robots.txt').map((path) => decodeURIComponent(path));

  beforeEach(async () => {
    forum = {
      threads: [
        modelThread(1, [
          modelPost(101, '<p>Mạng <strong>chậm</strong> quá &amp; hay rớt</p>'),
          modelPost(102, `${quote}<p>Mình cũng vậy</p>`, { author: { id: 9, name: 'Lan' } }),
          modelPost(103, '', { state: 'note' }),
          modelPost(104, '<p>đã xóa</p>', { state: 'deleted' }),
        ]),
        modelThread(2, [modelPost(201)]),
      ],
    };
    api = await start(forum);
  });
  afterEach(() => api.close());

  it('yields what was said, by whom, when and where', async () => {
    const { posts, errors, thrown, warnings } = await collect();
    expect({ errors, thrown, warnings }).toEqual({ errors: [], thrown: undefined, warnings: [] });
    expect(ids(posts).sort()).toEqual([101, 102, 201]);
    expect(posts.find(({ externalId }) => externalId.endsWith('/101'))).toMatchObject({
      kind: 'post',
      title: 'Chủ đề 1',
      text: 'Mạng chậm quá & hay rớt',
      author: { id: `${api.host}/users/7`, name: 'Bình An' },
      publishedAt: '2026-11-21T01:41:00.000Z',
      threadId: `${api.host}/threads/1`,
    });
    expect(posts.find(({ externalId }) => externalId.endsWith('/102'))).toMatchObject({
      kind: 'comment',
      title: null,
      text: 'Mình cũng vậy',
      url: `${api.origin}${post}`,
    });
  });

  it('is asked for nothing but the list while nothing changes, then only for what is new', async () => {
    const first = await collect();
    const before = asked().length;
    const second = await collect({ cursor: first.cursor });
    expect([second.posts, asked().length - before]).toEqual([[], 1]);
    forum.threads[1]?.posts.push(modelPost(202));
    const third = await collect({ cursor: second.cursor });
    expect(ids(third.posts)).toEqual([202]);
    expect(asked().length - before).toBe(3);
  });

  it('tells of edited and deleted posts, and of a thread that is gone', async () => {
    const posts = [modelPost(101), modelPost(102), modelPost(105)];
    forum.threads = [modelThread(1, posts), modelThread(2, [modelPost(201), modelPost(202)])];
    const first = await collect();
    expect(ids(first.posts).sort()).toEqual([101, 102, 105, 201, 202]);
    forum.threads = [
      modelThread(1, [modelPost(101), modelPost(102, '', { state: 'deleted' }), modelPost(105, '<p>Đã sửa</p>')]),
    ];
    const second = await collect({ cursor: first.cursor, now: LATER });
    expect(second.posts.map(({ externalId, text }) => [externalId.split('/').pop(), text])).toEqual([
      ['105', 'Đã sửa'],
    ]);
    expect(goneIds(second.gone).sort()).toEqual([102, 201, 202]);
    const third = await collect({ cursor: second.cursor, now: LATER });
    expect([third.posts, third.gone]).toEqual([[], []]);
  });

  it('enters a thread of 100,000 posts at its end, and goes back from there within bounds', async () => {
    forum.threads = [
      modelThread(
        1,
        Array.from({ length: 100_000 }, (_, n) => modelPost(n + 1)),
      ),
    ];
    const settings = { maxPages: 3, historyPages: 4 };
    const first = await collect({}, settings);
    expect(ids(first.posts)).toEqual([...range(1, 20), ...range(99_981, 100_000), ...range(99_961, 99_980)]);
    expect(asked()).toHaveLength(4);
    forum.threads[0]?.posts.push(modelPost(100_001, undefined, { at: '2026-11-22T00:00:00.000Z' }));
    const second = await collect({ cursor: first.cursor }, settings);
    expect(ids(second.posts)).toEqual([100_001, ...range(99_941, 99_960)]);
    const third = await collect({ cursor: second.cursor }, settings);
    const fourth = await collect({ cursor: third.cursor }, settings);
    expect([...ids(third.posts), ...ids(fourth.posts)]).toEqual([...range(99_921, 99_940), ...range(99_901, 99_920)]);
    expect([...third.warnings, ...fourth.warnings].join()).toMatch(/historyPages/);
    expect(asked().length).toBeLessThan(14);
  });

  it('is recognised by its page, and read on without asking again', async () => {
    const settings = { software: 'auto' };
    const first = await collect({}, settings);
    expect(ids(first.posts)).toContain(101);
    expect(first.cursor).toMatchObject({ software });
    const before = asked().length;
    await collect({ cursor: first.cursor }, settings);
    expect(asked().length - before).toBe(1);
  });

  it('can be one thread', async () => {
    const only = { url: `${api.origin}${thread}` };
    const first = await collect({}, only);
    expect(ids(first.posts)).toEqual([101, 102]);
    expect((await collect({ cursor: first.cursor }, only)).posts).toEqual([]);
    forum.threads = [];
    const gone = await collect({ cursor: first.cursor }, only);
    expect(gone.thrown).toMatchObject({ name: 'ThreadGone' });
    expect(goneIds(gone.gone)).toEqual([101, 102]);
  });

  it('lists more threads than fit on one page of the list', async () => {
    forum.threads = Array.from({ length: 70 }, (_, n) => modelThread(n + 1, [modelPost(1000 + n)]));
    const { posts } = await collect({}, { maxThreads: 100 });
    expect(new Set(ids(posts)).size).toBe(70);
  });
});

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
