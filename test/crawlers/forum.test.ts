import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/forum.ts';
import { type LocalServer, startServer } from '../../src/demo/stand-ins/http-server.ts';
import { collectOnce, TEST_NOW } from '../support/collect.ts';
import { startFixtureSite } from '../support/fixture-site.ts';

/** A small XenForo whose threads the tests change. `null` as a thread answers 500. */
interface Thread {
  latest: string | null;
  pages: string[][];
  status?: number;
  body?: string;
}
let threads: Record<string, Thread>;
let board: { perPage: number; order: () => string[] };
let server: LocalServer;
let custom: ((path: string) => string | undefined) | undefined;

const shell = (inside: string, template = 'thread_view') =>
  `<html id="XF" data-app="public" data-template="${template}"><body><h1 class="p-title-value">Tiêu đề</h1><div class="p-body">${inside}</div></body></html>`;
const post = (id: number, text = `Lời ${id}`, time = '2026-11-20T09:00:00+0700') =>
  `<article class="message message--post" data-author="An" data-content="post-${id}"><time class="u-dt" datetime="${time}"></time><div class="message-body"><div class="bbWrapper">${text}</div></div></article>`;
const next = (href: string) => `<a class="pageNav-jump pageNav-jump--next" href="${href}">Tiếp</a>`;

function page(path: string): { status: number; body: string } {
  const own = custom?.(path);
  if (own !== undefined) return { status: 200, body: own };
  const [, kind, id = '', number = '1'] = /^\/(f|t)\/[a-z]+\.(\d+)\/(?:page-(\d+))?$/.exec(path) ?? [];
  if (kind === 'f') return { status: 200, body: boardPage(Number(number)) };
  const thread = threads[id];
  if (!thread) return { status: 404, body: shell('', 'error') };
  if (thread.status) return { status: thread.status, body: '' };
  if (thread.body !== undefined) return { status: 200, body: thread.body };
  // XenForo answers a page that is too far with the last one.
  const at = Math.min(Number(number), thread.pages.length);
  const more = at < thread.pages.length ? next(`/t/x.${id}/page-${at + 1}`) : '';
  return { status: 200, body: shell((thread.pages[at - 1] ?? []).join('') + more) };
}

function boardPage(number: number): string {
  const ids = board.order();
  const shown = ids.slice((number - 1) * board.perPage, number * board.perPage);
  const items = shown.map((id) => {
    const latest = threads[id]?.latest;
    const time = latest ? `<time class="structItem-latestDate" datetime="${latest}"></time>` : '';
    return `<div class="structItem"><div class="structItem-title"><a href="/t/x.${id}/">T</a></div>${time}</div>`;
  });
  const more = number * board.perPage < ids.length ? next(`/f/x.1/page-${number + 1}`) : '';
  return shell(items.join('') + more, 'forum_view');
}

const collect = (options?: Parameters<typeof collectOnce>[2], settings = {}) =>
  collectOnce(crawler, { url: `${server.origin}/f/x.1/`, software: 'xenforo2', delaySeconds: 0, ...settings }, options);
const ids = (posts: { externalId: string }[]) => posts.map((found) => Number(found.externalId.split('/').pop()));
const paths = () => server.requests.filter((path) => path !== '/robots.txt');

beforeEach(async () => {
  custom = undefined;
  threads = {};
  board = {
    perPage: 20,
    order: () =>
      Object.keys(threads).sort((a, b) => String(threads[b]?.latest).localeCompare(String(threads[a]?.latest))),
  };
  server = await startServer((request, response) => {
    const { status, body } = page(request.url ?? '/');
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
});
afterEach(() => server.close());

describe('a XenForo 2 board', () => {
  it('yields opening posts and replies with ids, authors, times and links', async () => {
    const site = await startFixtureSite('forum', 'https://dien-dan.example');
    const outcome = await collectOnce(crawler, { url: `${site.origin}/f/gop-y.12/`, delaySeconds: 0 });
    const posts = JSON.parse(
      JSON.stringify(outcome.posts).replaceAll(site.origin, 'ORIGIN').replaceAll(site.host, 'HOST'),
    );
    await site.close();
    expect(ids(posts)).toEqual([5000, 5101, 5102, 5104, 5110, 5111, 5112, 5050, 5090, 5001]);
    expect(posts[1]).toEqual({
      externalId: 'HOST/posts/5101',
      kind: 'post',
      url: 'ORIGIN/t/mang-cham-buoi-toi.103/post-5101',
      author: { id: 'HOST/users/31', name: 'Nam_Kho' },
      title: 'Mạng chậm buổi tối',
      text: 'Nhà mình ở quận Cầu Giấy, cứ 8 giờ tối là mạng quay vòng vòng.\n\nGọi lên tổng đài thì bảo khởi động lại modem & chờ. :(',
      publishedAt: '2026-11-20T12:00:00.000Z',
      threadId: 'HOST/threads/103',
    });
    expect(posts[2]).toMatchObject({
      kind: 'comment',
      title: null,
      text: 'Bên mình cũng thế, đo được có 3 Mbps thôi.',
    });
    expect(posts[3]).toMatchObject({ author: { id: null, name: 'Khách vãng lai' } });
    expect(posts[3].text).toBe('ping 8.8.8.8 time=480ms\n\ntải về 2,1 Mbps');
    expect(posts[5]).toMatchObject({ externalId: 'HOST/posts/5111', publishedAt: null });
    expect(posts[6].text).toBe('Đã đổi gói khác, gói mới vẫn chậm.');
    expect(outcome.warnings).toEqual(['1 posts have no date that can be relied on.']);
  });

  it('is read on from the last page of each thread that has news, and only there', async () => {
    threads = {
      1: { latest: '2026-11-20T09:00:00+0700', pages: [[post(10), post(11)], [post(12)]] },
      2: { latest: '2026-11-19T09:00:00+0700', pages: [[post(20)]] },
    };
    const first = await collect();
    expect(ids(first.posts)).toEqual([10, 11, 12, 20]);
    threads[1] = {
      latest: '2026-11-21T09:00:00+0700',
      pages: [[post(10), post(11)], [post(12), post(30)], [post(31)]],
    };
    const before = paths().length;
    const second = await collect({ cursor: first.cursor });
    expect(ids(second.posts)).toEqual([30, 31]);
    expect(second.posts.map((found) => found.kind)).toEqual(['comment', 'comment']);
    expect(paths().slice(before)).toEqual(['/f/x.1/', '/t/x.1/page-2', '/t/x.1/page-3']);
    expect((await collect({ cursor: second.cursor })).posts).toEqual([]);
  });

  it('is read in portions without losing what lies beyond them', async () => {
    for (let n = 1; n <= 25; n += 1) {
      const latest = `2026-11-${String(20 - Math.floor(n / 10)).padStart(2, '0')}T0${n % 10}:00:00+0700`;
      threads[n] = { latest, pages: Array.from({ length: 5 }, (_, p) => [post(n * 100 + p)]) };
    }
    board.perPage = 5;
    let cursor: unknown;
    const found: number[] = [];
    for (let run = 0; run < 20; run += 1) {
      const outcome = await collect({ cursor }, { maxThreads: 4, maxPages: 5 });
      expect(outcome.thrown).toBeUndefined();
      found.push(...ids(outcome.posts));
      cursor = outcome.cursor;
    }
    expect(found.length).toBe(125);
    expect(new Set(found).size).toBe(125);
  });

  it('continues a thread that is longer than one run reads', async () => {
    threads = { 1: { latest: '2026-11-20T09:00:00+0700', pages: Array.from({ length: 7 }, (_, p) => [post(p + 1)]) } };
    const first = await collect({}, { maxPages: 3 });
    const second = await collect({ cursor: first.cursor }, { maxPages: 3 });
    const third = await collect({ cursor: second.cursor }, { maxPages: 3 });
    const fourth = await collect({ cursor: third.cursor }, { maxPages: 3 });
    expect([first, second, third, fourth].map((outcome) => ids(outcome.posts))).toEqual([
      [1, 2, 3],
      [4, 5],
      [6, 7],
      [],
    ]);
  });

  it('goes on in a thread that has become shorter, where a page too far is missing', async () => {
    threads = { 1: { latest: '2026-11-20T09:00:00+0700', pages: [[post(1)], [post(2)], [post(3)]] } };
    const first = await collect();
    threads = { 1: { latest: '2026-11-21T09:00:00+0700', pages: [[post(1)], [post(4)]] } };
    custom = (path) => (path === '/t/x.1/page-3' ? shell('', 'error') : undefined);
    expect(ids((await collect({ cursor: first.cursor })).posts)).toEqual([4]);
  });

  it('notices news in a list that tells no times', async () => {
    threads = { 1: { latest: null, pages: [[post(1)]] } };
    const first = await collect();
    threads[1] = { latest: null, pages: [[post(1), post(2)]] };
    expect(ids((await collect({ cursor: first.cursor })).posts)).toEqual([2]);
  });
});

describe('what was said before', () => {
  const LATER = new Date(TEST_NOW.getTime() + 7 * 3_600_000);
  const day = '2026-11-22T09:00:00+0700';
  const links = (...pages: number[]) =>
    pages.map((n) => `<li class="pageNav-page"><a href="/t/x.1/${n > 1 ? `page-${n}` : ''}">${n}</a></li>`).join('');
  const said = (id: number, text?: string) => post(id, text, day);

  it('is collected again when it was edited, and gone when it was deleted, also across pages that moved', async () => {
    const whole = [[10, 11, 12], [13, 14, 15], [16]];
    const show = (pages: string[][]) => {
      threads = { 1: { latest: day, pages: pages.map((posts) => [posts.join('') + links(1, 2, 3)]) } };
    };
    show(whole.map((page) => page.map((id) => said(id))));
    const first = await collect();
    expect(ids(first.posts)).toEqual([10, 11, 12, 13, 14, 15, 16]);
    // 12 is deleted: the others move up. 14 is edited.
    show([
      [said(10), said(11), said(13)],
      [said(14, 'Sửa lại: đã có mạng'), said(15), said(16)],
    ]);
    const second = await collect({ cursor: first.cursor, now: LATER });
    expect(second.posts.map(({ text }) => text)).toEqual(['Sửa lại: đã có mạng']);
    expect(second.gone).toEqual([`${server.host}/posts/12`]);
    const third = await collect({ cursor: second.cursor, now: new Date(LATER.getTime() + 7 * 3_600_000) });
    expect([third.posts, third.gone, third.errors]).toEqual([[], [], []]);
  });

  it('is not looked at again within six hours, nor after three days', async () => {
    threads = { 1: { latest: day, pages: [[said(10)]] } };
    const first = await collect();
    const before = paths().length;
    await collect({ cursor: first.cursor, now: new Date(TEST_NOW.getTime() + 5 * 3_600_000) });
    const { gone } = await collect({ cursor: first.cursor, now: new Date(TEST_NOW.getTime() + 4 * 86_400_000) });
    expect([paths().slice(before), gone]).toEqual([['/f/x.1/', '/f/x.1/'], []]);
  });
});

describe('a single thread', () => {
  it('is read whole, then only what is new', async () => {
    threads = { 7: { latest: null, pages: [[post(1)], [post(2)]] } };
    const url = `${server.origin}/t/x.7/page-2`;
    const first = await collect({}, { url });
    expect(ids(first.posts)).toEqual([1, 2]);
    threads[7]?.pages.push([post(3)]);
    expect(ids((await collect({ cursor: first.cursor }, { url })).posts)).toEqual([3]);
  });

  it.each([
    ['gone', { status: 404 }, 'ThreadGone', /answered 404/],
    [
      'behind a sign-in',
      { body: shell('<form action="/login/login"></form>', 'login') },
      'GiveUp',
      /asks for a sign-in/,
    ],
    [
      'an error page',
      { body: shell('<div class="blockMessage">Đã có lỗi</div>', 'error') },
      'GiveUp',
      /shows an error: Đã có lỗi/,
    ],
    ['empty', { body: shell('') }, 'GiveUp', /has no posts/],
    ['another software', { body: '<html><body>phpBB</body></html>' }, 'GiveUp', /no posts as XenForo 2 writes them/],
    ['out of order', { status: 500 }, 'FetchFailed', /answered 500/],
    ['nested without end', { body: `<html>${'<div>'.repeat(400_000)}` }, 'GiveUp', /more than 1000 deep/],
  ])('%s fails with a reason', async (_name, thread, name, message) => {
    threads = { 7: { latest: null, pages: [], ...thread } };
    const { thrown } = await collect({}, { url: `${server.origin}/t/x.7/` });
    expect(thrown).toMatchObject({ name, message: expect.stringMatching(message) });
  });
});

describe('trouble in one thread', () => {
  const good = (id: number) => ({ latest: `2026-11-20T09:0${id}:00+0700`, pages: [[post(id)]] });

  it.each([
    ['a 404', { status: 404 }],
    ['a 500', { status: 500 }],
    ['a login wall', { body: shell('<form action="/login/login"></form>', 'login') }],
    ['no forum page', { body: 'nothing' }],
  ])('(%s) does not stop the others', async (_name, trouble) => {
    threads = { 1: good(1), 2: { ...good(2), ...trouble }, 3: good(3) };
    const outcome = await collect();
    expect(ids(outcome.posts)).toEqual([3, 1]);
    expect(outcome.errors).toHaveLength(1);
    expect(outcome.thrown).toBeUndefined();
  });

  it('is tried again if it may pass, and left alone if not', async () => {
    threads = { 1: { ...good(1), status: 500 }, 2: { ...good(2), status: 403 }, 3: good(3) };
    const first = await collect();
    threads = { 1: good(1), 2: good(2), 3: good(3) };
    const second = await collect({ cursor: first.cursor });
    expect([ids(first.posts), ids(second.posts)]).toEqual([[3], [1]]);
    threads[2] = { ...good(2), latest: '2026-11-21T00:00:00+0700' };
    expect(ids((await collect({ cursor: second.cursor })).posts)).toEqual([2]);
  });

  it('three times in a row ends the run, keeping what was read', async () => {
    threads = { 9: good(9) };
    for (let n = 1; n <= 5; n += 1) threads[n] = { ...good(n), status: 502 };
    const outcome = await collect();
    expect(outcome.thrown).toMatchObject({ name: 'FetchFailed' });
    expect(ids(outcome.kept)).toEqual([9]);
    expect(paths()).toHaveLength(5);
  });

  it('is not blamed on it when the host asks for a pause', async () => {
    threads = { 1: good(1), 2: { ...good(2), status: 429 }, 3: good(3) };
    const outcome = await collect();
    expect(outcome.thrown).toMatchObject({ name: 'RetryLater' });
    expect(ids(outcome.kept)).toEqual([3]);
    threads[2] = good(2);
    expect(ids((await collect({ cursor: outcome.cursor })).posts)).toEqual([2, 1]);
  });
});

describe('pages that lead nowhere', () => {
  it('a thread whose pages never end stops at the limit, and goes on next time', async () => {
    threads = { 1: { latest: '2026-11-20T09:00:00+0700', pages: [] } };
    custom = (path) => {
      const match = /^\/t\/x\.1\/(?:page-(\d+))?$/.exec(path);
      const at = Number(match?.[1] ?? 1);
      return match ? shell(post(at) + next(`/t/x.1/page-${at + 1}`)) : undefined;
    };
    const first = await collect({}, { maxPages: 4 });
    expect(ids(first.posts)).toEqual([1, 2, 3, 4]);
    expect(ids((await collect({ cursor: first.cursor }, { maxPages: 4 })).posts)).toEqual([5, 6, 7]);
  });

  it.each([
    ['to itself', (at: number) => `/t/x.1/${at > 1 ? `page-${at}` : ''}`, 0],
    ['back to the start', () => '/t/x.1/', 0],
    ['ever onward with the same posts', (at: number) => `/t/x.1/page-${at + 1}`, 1],
  ])('a thread that leads %s ends', async (_name, target, warnings) => {
    threads = { 1: { latest: '2026-11-20T09:00:00+0700', pages: [] } };
    custom = (path) => {
      const match = /^\/t\/x\.1\/(?:page-(\d+))?$/.exec(path);
      return match ? shell(post(1) + next(target(Number(match[1] ?? 1)))) : undefined;
    };
    const outcome = await collect({}, { maxPages: 100 });
    expect(ids(outcome.posts)).toEqual([1]);
    expect(outcome.warnings.filter((message) => /repeats posts/.test(message))).toHaveLength(warnings);
    expect(paths().length).toBe(2 + warnings);
    expect((await collect({ cursor: outcome.cursor }, { maxPages: 100 })).posts).toEqual([]);
  });

  it.each(['/t/y.2/', 'http://elsewhere.example/t/x.1/page-2', 'javascript:x', 'http://', '//169.254.169.254/t/x.1/'])(
    'a next page at %s is not followed',
    async (target) => {
      threads = { 1: { latest: '2026-11-20T09:00:00+0700', pages: [], body: shell(post(1) + next(target)) } };
      expect(ids((await collect()).posts)).toEqual([1]);
      expect(paths()).toEqual(['/f/x.1/', '/t/x.1/']);
    },
  );

  it('a list that repeats itself or leads in circles ends', async () => {
    threads = { 1: { latest: '2026-11-20T09:00:00+0700', pages: [[post(1)]] } };
    const list = '<div class="structItem"><div class="structItem-title"><a href="/t/x.1/">T</a></div></div>';
    custom = (path) =>
      path.startsWith('/f/') ? shell(list + next(`/f/x.1/page-${server.requests.length}`)) : undefined;
    expect(ids((await collect({}, { maxPages: 100 })).posts)).toEqual([1]);
    expect(paths().length).toBe(3);
  });

  it('threads of other sites in the list are not followed', async () => {
    custom = (path) =>
      path.startsWith('/f/')
        ? shell('<div class="structItem-title"><a href="http://10.0.0.1/t/x.1/">T</a></div>', 'forum_view')
        : undefined;
    expect(await collect()).toMatchObject({ posts: [], errors: [], thrown: undefined });
  });
});

describe('odd posts', () => {
  it.each([
    ['a quotation alone', '<blockquote class="bbCodeBlock--quote">người khác</blockquote>', []],
    ['nested quotations', '<blockquote>a<blockquote>b</blockquote>c</blockquote>lời mình', ['lời mình']],
    ['a quotation that is never closed', 'lời mình <blockquote>người khác', ['lời mình']],
    ['a post inside a post', `lời mình ${post(1, 'giả mạo')}`, ['lời mình\n\ngiả mạo']],
    ['a script', 'a<script>alert(1)</script>b', ['ab']],
    ['pictures alone', '<img src="/a.jpg" class="bbImage">', []],
    ['a wrong time', undefined, ['Lời 2']],
  ])('%s', async (_name, inside, expected) => {
    threads = {
      1: { latest: null, pages: [[post(1, 'mở đầu'), post(2, inside, inside === undefined ? 'hôm qua' : undefined)]] },
    };
    const outcome = await collect();
    expect(outcome.posts.slice(1).map((found) => found.text)).toEqual(expected);
  });
});

describe('settings', () => {
  it.each([
    ['https://voz.example/f/chuyen-tro.17/', true],
    ['https://voz.example/forums/chuyen-tro.17/?order=post_date', true],
    ['https://voz.example/t/mang-cham.123456/page-3', true],
    ['https://voz.example/community/threads/123/', true],
    ['https://voz.example/index.php?threads/mang-cham.123/', true],
    ['https://voz.example/f/m%E1%BA%A1ng.17', true],
    ['https://voz.example/', false],
    ['https://voz.example/u/ai.5/', false],
    ['not an address', false],
  ])('the address %s is taken: %s', (url, ok) =>
    expect(crawler.settings.safeParse({ url, software: 'xenforo2' }).success).toBe(ok),
  );

  it('are bounded and have polite defaults', () => {
    const url = 'https://voz.example/f/x.1/';
    expect(crawler.settings.parse({ url })).toEqual({
      url,
      software: 'auto',
      maxPages: 10,
      maxThreads: 50,
      historyPages: 50,
    });
    for (const wrong of [
      { software: 'phpbb9' },
      { maxPages: 0 },
      { maxThreads: 1e9 },
      { delaySeconds: -1 },
      { cookies: 'x' },
    ]) {
      expect(crawler.settings.safeParse({ url, ...wrong }).success).toBe(false);
    }
  });
});
