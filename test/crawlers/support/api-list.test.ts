import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Collected } from '../../../src/crawlers/crawler.ts';
import { collectGone, collectList, type ListItem } from '../../../src/crawlers/support/api-list.ts';
import { ApiProgress } from '../../../src/crawlers/support/api-progress.ts';
import { GiveUp } from '../../../src/errors.ts';

/** A list as an API keeps it: newest first, pages by tokens that stay valid as the list grows. */
class RemoteList {
  items: { id: string; at: number | null; text: string }[] = [];
  loads: (string | undefined)[] = [];

  load = async (token: string | undefined) => {
    this.loads.push(token);
    const sorted = [...this.items].sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || a.id.localeCompare(b.id));
    const start = token === undefined ? 0 : sorted.findIndex(({ id }) => id === token);
    if (start < 0) throw new GiveUp('no such token');
    const items = sorted.slice(start, start + 3).map(({ id, at, text }): ListItem => {
      return { id, at, post: { externalId: id, text } };
    });
    return { items, next: sorted[start + 3]?.id };
  };
}

const NOW = 1_795_000_000;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** One run that may break off after some items; gives what a database would have kept. */
async function run(
  remote: RemoteList,
  saved: unknown,
  { at = NOW, stop = Number.POSITIVE_INFINITY, maxPages = 100 } = {},
) {
  const progress = new ApiProgress(saved, { now: new Date(at * 1000), backfillDays: 30 });
  const { signal } = new AbortController();
  const cursor = () => progress.toCursor();
  const walk = { list: 'l', progress, load: remote.load, signal, maxPages, cursor };
  const kept: string[] = [];
  const gone: string[] = [];
  let [pending, last, steps]: [string[], unknown, number] = [[], saved, 0];
  const take = (item: Collected) => {
    if ('post' in item) pending.push(`${item.post.externalId}:${item.post.text}`);
    if ('gone' in item) gone.push(item.gone.externalId);
    if (!('checkpoint' in item)) return;
    kept.push(...pending);
    [pending, last] = [[], JSON.parse(JSON.stringify(item.checkpoint))];
  };
  for await (const item of collectList(walk)) {
    take(item);
    steps += 1;
    if (steps >= stop) return { kept, gone, cursor: last };
  }
  const missing = async (ids: readonly string[]) => ids.filter((id) => !remote.items.some((item) => item.id === id));
  for await (const item of collectGone(walk, 10, missing)) take(item);
  return { kept, gone, cursor: last };
}

const item = (id: string, hoursAgo: number, text = 'x') => ({ id, at: NOW - hoursAgo * HOUR, text });

describe('a list that comes newest first', () => {
  it('is read exactly once, wherever runs break off and whatever comes meanwhile', async () => {
    const ages = fc.uniqueArray(fc.integer({ min: 1, max: 600 }), { maxLength: 25 });
    const stops = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 });
    const bounds = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(
        ages,
        stops,
        bounds,
        fc.array(fc.nat(5), { maxLength: 6 }),
        async (hours, breaks, maxPages, growth) => {
          const remote = new RemoteList();
          remote.items = hours.map((age, index) => item(`i${index}`, age));
          const kept: string[] = [];
          let cursor: unknown;
          let at = NOW;
          const once = async (stop?: number) => {
            const ran = await run(remote, cursor, { at, maxPages, ...(stop !== undefined && { stop }) });
            cursor = ran.cursor;
            kept.push(...ran.kept);
          };
          for (const [index, stop] of breaks.entries()) {
            await once(stop);
            at += 600;
            for (let n = 0; n < (growth[index] ?? 0); n += 1) {
              remote.items.push({ id: `g${index}-${n}`, at: at - n, text: 'x' });
            }
          }
          for (let rest = 0; rest < 60; rest += 1) await once();
          expect(kept.sort()).toEqual(remote.items.map(({ id, text }) => `${id}:${text}`).sort());
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });

  it('is read no deeper than what is new, but for a look through the last days every six hours', async () => {
    const remote = new RemoteList();
    remote.items = Array.from({ length: 60 }, (_, index) => item(`i${index}`, 2 + index));
    const { cursor } = await run(remote, undefined);
    remote.loads = [];
    await run(remote, cursor, { at: NOW + HOUR });
    expect(remote.loads).toHaveLength(2);
    remote.loads = [];
    await run(remote, cursor, { at: NOW + 6 * HOUR });
    expect(remote.loads).toHaveLength(20);
  });

  it('tells edits and deletions of the last days, and takes nothing for deleted that was not looked for', async () => {
    const remote = new RemoteList();
    remote.items = Array.from({ length: 12 }, (_, index) => item(`i${index}`, 1 + index * 10));
    const { cursor } = await run(remote, undefined);
    remote.items = remote.items.filter(({ id }) => id !== 'i2' && id !== 'i11');
    const changed = remote.items[6];
    if (changed) changed.text = 'y';
    expect(await run(remote, cursor, { at: NOW + HOUR })).toMatchObject({ kept: [], gone: [] });
    const later = await run(remote, cursor, { at: NOW + 6 * HOUR });
    expect(later).toMatchObject({ kept: [`${changed?.id}:y`], gone: ['i2'] });
    expect(await run(remote, later.cursor, { at: NOW + 12 * HOUR })).toMatchObject({ kept: [], gone: [] });
  });

  it('is begun anew when the token of the last run is no longer taken', async () => {
    const remote = new RemoteList();
    remote.items = Array.from({ length: 9 }, (_, index) => item(`i${index}`, 1 + index));
    const first = await run(remote, undefined, { maxPages: 1 });
    remote.items = remote.items.filter(({ id }) => id !== 'i3');
    const then = await run(remote, first.cursor);
    expect([...first.kept, ...then.kept]).toEqual(['0', '1', '2', '4', '5', '6', '7', '8'].map((n) => `i${n}:x`));
  });

  it('ends where its pages go in circles', async () => {
    const remote = new RemoteList();
    remote.items = [item('a', 1), item('b', 2)];
    const { load } = remote;
    remote.load = async (token) => ({ ...(await load(token)), next: 'a' });
    expect(await run(remote, undefined)).toMatchObject({ kept: ['a:x', 'b:x'] });
    expect(remote.loads).toEqual([undefined, 'a']);
  });

  it('is not hidden by an item dated ahead of the clock', async () => {
    const remote = new RemoteList();
    remote.items = [item('future', -24 * 300)];
    const { cursor } = await run(remote, undefined);
    remote.items.push(item('now', -1));
    expect((await run(remote, cursor, { at: NOW + 2 * HOUR })).kept).toEqual(['now:x']);
  });

  it('keeps a small cursor however long it is, and repeats nothing for it', async () => {
    const remote = new RemoteList();
    remote.items = Array.from({ length: 3000 }, (_, index) => ({
      id: `item-number-${index}`,
      at: NOW - index,
      text: 'x',
    }));
    const first = await run(remote, undefined, { maxPages: 2000 });
    expect(first.kept).toHaveLength(3000);
    expect(JSON.stringify(first.cursor).length).toBeLessThan(100_000);
    const again = await run(remote, first.cursor, { at: NOW + 7 * HOUR, maxPages: 2000 });
    expect(again).toMatchObject({ kept: [], gone: [] });
  });

  it('goes back no further than asked at first', async () => {
    const remote = new RemoteList();
    remote.items = [
      item('new', 1),
      { id: 'old', at: NOW - 31 * DAY, text: 'x' },
      { id: 'undated', at: null, text: 'x' },
    ];
    expect((await run(remote, undefined)).kept.sort()).toEqual(['new:x', 'undated:x']);
  });
});
