import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Demo, sampleContent, startDemo } from '../../src/demo/demo.ts';
import { drip } from '../../src/demo/samples.ts';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { readDeskSettings } from '../../src/storage/settings.ts';
import { changeSource, listSources } from '../../src/storage/sources.ts';
import { embeddedRecords, testVault } from '../support/databases.ts';

const NOW = new Date('2026-11-23T03:00:00Z');
const clock = { now: () => NOW };

describe('the sample content', () => {
  const { boards, feed } = sampleContent(NOW);
  const threads = boards.flatMap((board) => board.threads);
  const posts = threads.flatMap((thread) => thread.posts);
  const texts = [
    ...posts.map(({ text }) => text),
    ...feed.items.map(({ text }) => text),
    ...drip.map(([, text]) => text),
  ];

  it('is enough to look around in', () => {
    expect(threads.length).toBeGreaterThanOrEqual(12);
    expect(posts.length).toBeGreaterThanOrEqual(55);
    expect(feed.items.length).toBeGreaterThanOrEqual(20);
    expect(drip.length).toBeGreaterThanOrEqual(20);
  });

  it('says nothing twice, and names no company that exists', () => {
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => /viettel|vina|mobi|vnpt|\bfpt|zalo|facebook|\bfb\b|momo/i.test(text))).toEqual([]);
  });

  it('was written in the past, in order, under ids of its own', () => {
    expect(new Set(posts.map(({ id }) => id)).size).toBe(posts.length);
    for (const { posts: inThread } of threads) {
      const times = inThread.map(({ publishedAt }) => publishedAt);
      expect(times).toEqual([...times].sort());
      const ids = inThread.map(({ id }) => id);
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
    }
    for (const { publishedAt } of [...posts, ...feed.items])
      expect(Date.parse(publishedAt)).toBeLessThan(NOW.getTime());
  });

  it('has what care teams meet: quotes, an author who complains again, the brand itself', () => {
    expect(posts.filter(({ quote }) => quote !== undefined).length).toBeGreaterThanOrEqual(8);
    for (const { posts: inThread } of threads) {
      for (const { quote } of inThread) if (quote) expect(inThread.map(({ text }) => text)).toContain(quote.text);
    }
    const again = threads.filter(({ posts: inThread }) => {
      const names = inThread.map(({ author }) => author.name);
      return new Set(names).size < names.length;
    });
    expect(again.length).toBeGreaterThanOrEqual(4);
    expect(posts.some(({ author }) => author.name === 'CSKH Mạng Sao')).toBe(true);
  });
});

describe('the demo', () => {
  let demo: Demo | undefined;
  afterEach(async () => {
    vi.useRealTimers();
    await demo?.close();
    demo = undefined;
  });

  it('gets a new post every twenty seconds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    demo = await startDemo({ clock });
    const path = `${demo.url}/t/hom-nay.${Math.floor(NOW.getTime() / 1000)}/`;
    const count = async () => (await (await fetch(path)).text()).split('class="message message--post').length - 1;
    expect(await count()).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(await count()).toBe(4);
    await demo.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('listens to its own site, once, and finds it again at another address', async () => {
    demo = await startDemo({ clock });
    const records = await embeddedRecords();
    try {
      const syncSchedules = vi.fn(async () => {});
      const pipeline = { syncSchedules } as Partial<Pipeline> as Pipeline;
      const sources = async () => (await listSources(records.db, { limit: 200 }, NOW)).items;
      expect(await demo.listenTo(records.db, pipeline, testVault)).toContain(demo.url);
      const first = (await sources()).find(({ kind }) => kind === 'forum');
      await changeSource(records.db, first?.id ?? '', { settings: { url: 'http://127.0.0.1:1/f/mang-sao.1/' } }, NOW);
      expect(await demo.listenTo(records.db, pipeline, testVault)).toMatch(/ \/chat\/[0-9a-f-]{36}\/demo$/);
      expect((await sources()).map(({ kind, everyMinutes }) => `${kind} ${everyMinutes}`).sort()).toEqual([
        'app-store 1',
        'facebook-page 1',
        'forum 1',
        'google-play 1',
        'rss 1',
        'web-chat 10080',
        'youtube 1',
      ]);
      for (const { kind, settings } of await sources()) {
        if (kind === 'forum' || kind === 'rss') expect(String(settings.url)).toContain(demo.url);
        else if (kind !== 'web-chat') expect(demo.hosts).toContain(new URL(String(settings.apiUrl)).host);
      }
      expect(JSON.stringify(await sources())).not.toMatch(/demo-token|demo-key|PRIVATE KEY/);
      expect((await readDeskSettings(records.db)).brandAuthors).toEqual(['CSKH Mạng Sao']);
      expect(syncSchedules).toHaveBeenCalledTimes(2);
    } finally {
      await records.close();
    }
  });
});
