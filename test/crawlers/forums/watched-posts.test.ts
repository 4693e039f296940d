import { describe, expect, it } from 'vitest';
import type { ForumPost, ThreadPage } from '../../../src/crawlers/forums/profile.ts';
import { WatchedPosts } from '../../../src/crawlers/forums/watched-posts.ts';

const NOW = new Date('2026-11-23T00:00:00Z');
const HOUR = 3_600_000;
const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * HOUR);
const thread = { id: '9', url: 'https://a.example/t/9' };
const post = (id: number, text = `Lời ${id}`): ForumPost => ({
  id,
  text,
  url: '',
  author: { id: null, name: null },
  date: null,
});
const page = (ids: number[], more: Partial<ThreadPage> = {}): ThreadPage => ({
  ...{ title: null, position: 2, posts: ids.map((id) => post(id)), ids, withoutId: 0 },
  ...{ next: null, previous: 1, last: null, whole: true, vietnamese: false },
  ...more,
});
const watching = (ids: number[], position = 2) => {
  const watched = new WatchedPosts(undefined, NOW);
  for (const id of ids) watched.watch(thread, post(id), position);
  return watched;
};
const reload = (watched: WatchedPosts, now = NOW) =>
  new WatchedPosts(JSON.parse(JSON.stringify(watched.toCursor())), now);

describe('WatchedPosts', () => {
  it('knows an edited post from one that says the same or was never read', () => {
    const watched = reload(watching([5]));
    expect(watched.isEdited('9', post(5))).toBe(false);
    expect(watched.isEdited('9', post(5, 'khác'))).toBe(true);
    expect(watched.isEdited('9', post(6, 'khác'))).toBe(false);
  });

  it.each([
    ['is not on its page any more', [5, 6, 7], page([5, 7]), [6]],
    ['is shown as deleted', [5, 6], page([5, 6], { posts: [post(5)] }), [6]],
    ['was the last of the thread', [5, 6], page([5]), [6]],
    ['was on a page that is no more', [5, 6], page([3, 4], { position: 1, previous: null }), [5, 6]],
  ])('a post that %s is gone', (_name, before, now, gone) => {
    const watched = watching(before);
    expect(watched.takeGone('9', now)).toEqual(gone);
    expect(watched.takeGone('9', now)).toEqual([]);
  });

  it.each([
    ['may have moved to the page before', [21, 22, 40], page([22, 40]), []],
    ['is on a later page', [50], page([21, 22, 40], { next: 3 }), []],
    ['is missing from a page that was cut', [21, 22], page([21], { whole: false }), []],
    ['is missing from a page that shows nothing', [21], page([]), []],
  ])('a post that %s is not', (_name, before, now, gone) => expect(watching(before).takeGone('9', now)).toEqual(gone));

  it('looks for a post on the page before when others were deleted there', () => {
    const watched = watching([21, 22]);
    expect(watched.takeGone('9', page([22]))).toEqual([]);
    expect(watched.positionsOf('9')).toEqual([2, 1]);
    expect(watched.takeGone('9', page([1, 2], { position: 1, previous: null, next: 2 }))).toEqual([]);
    expect(watched.takeGone('9', page([1, 2, 22], { position: 1, previous: null }))).toEqual([21]);
  });

  it('looks every six hours, at posts of the last three days', () => {
    const watched = watching([5]);
    watched.watch(thread, post(1), 1, NOW.getTime() / 1000 - 4 * 86_400);
    expect(reload(watched, hoursLater(5)).isLookDue).toBe(false);
    const later = reload(watched, hoursLater(6));
    expect([later.isLookDue, later.positionsOf('9')]).toEqual([true, [2]]);
    later.looked();
    expect(reload(later, hoursLater(11)).isLookDue).toBe(false);
    expect(reload(watched, hoursLater(73)).positionsOf('9')).toEqual([]);
  });

  it('keeps the 800 posts watched last, in under 40 kB', () => {
    const watched = new WatchedPosts(undefined, NOW);
    for (let n = 1; n <= 2000; n += 1)
      watched.watch(
        { id: String(n % 400), url: `https://dien-dan.example/chu-de-so-${n % 400}` },
        post(90_000_000 + n),
        123,
      );
    const cursor = watched.toCursor();
    expect(Object.values(cursor.watched).flatMap(([, posts]) => posts).length).toBeLessThanOrEqual(800);
    expect(Object.keys(cursor.watched).length).toBe(150);
    expect(JSON.stringify(cursor).length).toBeLessThan(40_000);
  });
});
