import { describe, expect, it } from 'vitest';
import { ForumProgress } from '../../../src/crawlers/forums/progress.ts';

const NOW = new Date('2026-11-23T00:00:00Z');
const AN_HOUR_AGO = NOW.getTime() / 1000 - 3600;
const thread = (id: number, lastActivity: number | null = AN_HOUR_AGO, replies: number | null = null) => ({
  id: String(id),
  url: '',
  lastActivity,
  replies,
});
const reload = (progress: ForumProgress) => new ForumProgress(JSON.parse(JSON.stringify(progress.toCursor(false))));

describe('ForumProgress', () => {
  it('knows a thread as due until it is finished, and again when it is active', () => {
    const progress = new ForumProgress(undefined);
    expect(progress.isDue(thread(1))).toBe(true);
    progress.reached('1', { page: 3, post: 77 });
    expect(progress.isDue(thread(1))).toBe(true);
    progress.finished(thread(1), NOW);
    const next = reload(progress);
    expect(next.of('1')).toEqual({ page: 3, post: 77, older: undefined });
    expect(next.isDue(thread(1))).toBe(false);
    expect(next.isDue(thread(1, AN_HOUR_AGO + 1))).toBe(true);
    expect(next.isDue(thread(1, null))).toBe(true);
  });

  it('goes by the number of replies where a list tells no times', () => {
    const progress = new ForumProgress(undefined);
    progress.reached('1', { page: 1, post: 5 });
    progress.finished(thread(1, null, 12), NOW);
    expect(reload(progress).isDue(thread(1, null, 12))).toBe(false);
    expect(reload(progress).isDue(thread(1, null, 13))).toBe(true);
    expect(reload(progress).isDue(thread(1, null, 11))).toBe(true);
  });

  it('keeps where older pages go on, and reads the cursor of before it did', () => {
    const progress = new ForumProgress(undefined);
    progress.reached('1', { page: 900, post: 77, older: { page: 880, above: 20, below: 50, left: 30 } });
    expect(reload(progress).of('1')).toEqual({
      page: 900,
      post: 77,
      older: { page: 880, above: 20, below: 50, left: 30 },
    });
    const before = new ForumProgress({ threads: { 1: [AN_HOUR_AGO, 3, 77, 1] }, backlog: false });
    expect(before.of('1')).toEqual({ page: 3, post: 77, older: undefined });
    expect(before.isDue(thread(1))).toBe(false);
  });

  it('looks once more at a thread whose last post came in this very second', () => {
    const progress = new ForumProgress(undefined);
    const busy = thread(1, NOW.getTime() / 1000);
    progress.finished(busy, NOW);
    expect(reload(progress).isDue(busy)).toBe(true);
    progress.finished(busy, new Date(NOW.getTime() + 10_000));
    expect(reload(progress).isDue(busy)).toBe(false);
  });

  it('keeps the 1,300 threads that were active last, in under 100 kB', () => {
    const progress = new ForumProgress(undefined);
    for (let n = 1; n <= 2500; n += 1) {
      progress.reached(String(9_000_000 + n), { page: 1234, post: 99_000_000 + n });
      progress.finished(thread(9_000_000 + n, AN_HOUR_AGO - n), NOW);
    }
    const cursor = progress.toCursor(true);
    const kept = Object.keys(cursor.threads).map(Number);
    expect(kept.length).toBe(1300);
    expect(Math.max(...kept)).toBe(9_001_300);
    expect(JSON.stringify(cursor).length).toBeLessThan(60_000);
  });
});
