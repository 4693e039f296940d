import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawler } from '../../src/crawlers/forum.ts';
import type { LocalServer } from '../../src/demo/stand-ins/http-server.ts';
import { collectOnce } from '../support/collect.ts';
import { startForumSite } from '../support/stand-ins/forum-site.ts';

const selectors = {
  threadLink: 'a.cau-hoi',
  post: '.tra-loi',
  body: '.noi-dung',
  author: '.ten',
  date: '.luc',
  notTheirs: '.trich',
  pageSuffix: '?trang={n}',
};
let site: LocalServer;
const collect = (more = {}, options = {}) =>
  collectOnce(
    crawler,
    { url: `${site.origin}/hoi-dap`, software: 'generic', selectors, delaySeconds: 0, ...more },
    options,
  );
const asked = () => site.requests.filter((path) => path !== '/robots.txt');

beforeEach(async () => {
  site = await startForumSite({
    folder: 'forum-generic',
    files: {
      '/hoi-dap': 'board.html',
      '/hoi-dap?trang=2': 'board.html',
      '/hoi-dap/mat-song-o-ham-xe.html': 'thread-1.html',
      '/hoi-dap/mat-song-o-ham-xe.html?trang=2': 'thread-2.html',
      '/hoi-dap/doi-sim-o-dau.html': 'thread-3.html',
    },
  });
});
afterEach(() => site.close());

describe('a forum that selectors describe', () => {
  it('is read page by page, list and threads', async () => {
    const { posts, warnings, errors, thrown } = await collect();
    expect({ errors, thrown }).toEqual({ errors: [], thrown: undefined });
    expect(warnings).toEqual(['1 posts have no id and were passed over.']);
    expect(posts.map(({ text, author, publishedAt, kind }) => [text, author.name, publishedAt, kind])).toEqual([
      ['Xuống hầm B2 là mất sóng.', 'Chị Tư', '2026-11-20T07:05:00.000Z', 'post'],
      ['Tòa nhà em cũng thế.', 'Tân', '2026-11-22T21:00:00.000Z', 'comment'],
      ['Đã lắp bộ kích rồi nhé.', 'Chị Tư', '2026-11-22T14:00:00.000Z', 'comment'],
      ['Sim cũ không nhận 5G.', 'Hòa', '2026-11-19T01:00:00.000Z', 'post'],
    ]);
    expect(posts[0]).toMatchObject({
      title: 'Mất sóng ở hầm xe',
      url: `${site.origin}/hoi-dap/mat-song-o-ham-xe.html`,
    });
  });

  it('yields nothing again, and reads each thread on from its last page', async () => {
    const first = await collect();
    const before = asked().length;
    expect((await collect({}, { cursor: first.cursor })).posts).toEqual([]);
    expect(asked().slice(before)).toEqual([
      '/hoi-dap',
      '/hoi-dap?trang=2',
      '/hoi-dap/mat-song-o-ham-xe.html?trang=2',
      '/hoi-dap/doi-sim-o-dau.html',
    ]);
  });

  it('can be one thread, without links to others', async () => {
    const { threadLink, ...rest } = selectors;
    const { posts } = await collect({ url: `${site.origin}/hoi-dap/doi-sim-o-dau.html`, selectors: rest });
    expect([threadLink, posts.length]).toEqual(['a.cau-hoi', 1]);
  });

  it('says so where the selectors find nothing', async () => {
    const { thrown } = await collect({ selectors: { ...selectors, threadLink: '.khong-co' } });
    expect(thrown).toMatchObject({
      name: 'GiveUp',
      message: expect.stringMatching(/no list of threads as the description by selectors/),
    });
  });
});

describe('selectors', () => {
  const fits = (threadLink: string) =>
    crawler.settings.safeParse({
      url: 'https://a.example/x',
      software: 'generic',
      selectors: { ...selectors, threadLink },
    }).success;

  it.each(['a', 'a.b', '#x > .y a[href^="/t/"]', 'div:not(.ad) a', 'h3 a, h2 a', "li[data-id='7'] > a", '*'])(
    '%s is taken',
    (text) => expect(fits(text)).toBe(true),
  );

  it.each([
    ['nothing', ''],
    ['a broken one', 'a[href'],
    ['a look into elements', 'div:has(div:has(div:has(a)))'],
    ['siblings', 'a ~ a ~ a'],
    ['neighbours', 'a + a'],
    ['counting', 'a:nth-child(2n+1)'],
    ['too many steps', 'a b c d e f g'],
    ['too many choices', 'a,b,c,d,e,f'],
    ['too long', 'a'.repeat(300)],
    ['a pseudo-element', 'a::before'],
    ['nested negation', 'a:not(:not(b))'],
    ['markup', '<a>'],
  ])('%s is refused', (_name, text) => expect(fits(text)).toBe(false));

  it('belong to the software "generic" alone, and their page suffix holds a number', () => {
    const url = 'https://a.example/f/x.1/';
    const parse = (more: object) => crawler.settings.safeParse({ url, ...more }).success;
    expect(parse({ software: 'generic' })).toBe(false);
    expect(parse({ software: 'xenforo2', selectors })).toBe(false);
    expect(parse({ selectors })).toBe(false);
    expect(parse({ software: 'generic', selectors: { ...selectors, pageSuffix: '?p=2' } })).toBe(false);
    expect(parse({ software: 'generic', selectors: { ...selectors, colour: 'a' } })).toBe(false);
  });
});
