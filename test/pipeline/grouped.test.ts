import { describe, expect, it } from 'vitest';
import { grouped, shared } from '../../src/pipeline/grouped.ts';

/** A write or reading that ends when the test says so. */
function gate() {
  const opens: (() => void)[] = [];
  return { wait: () => new Promise<void>((resolve) => opens.push(resolve)), open: () => opens.shift()?.() };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('writing in groups', () => {
  it('writes at once what comes alone, then together what came meanwhile, at most so many', async () => {
    const groups: number[][] = [];
    const { wait, open } = gate();
    const write = grouped(
      async (items: readonly number[]) => {
        groups.push([...items]);
        await wait();
        return items.map((item) => item * 10);
      },
      { items: 3 },
    );
    const results = Promise.all([1, 2, 3, 4, 5].map(write));
    for (let step = 0; step < 3; step += 1) {
      await settled();
      open();
    }
    expect(await results).toEqual([10, 20, 30, 40, 50]);
    expect(groups).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('writes no more together than weighs so much, and what weighs more alone', async () => {
    const groups: number[][] = [];
    const most = { items: 10, weight: 5, weigh: (item: number) => item };
    const write = grouped(async (items: readonly number[]) => {
      groups.push([...items]);
      await settled();
      return items;
    }, most);
    expect(await Promise.all([1, 2, 3, 9, 1].map(write))).toEqual([1, 2, 3, 9, 1]);
    expect(groups).toEqual([[1], [2, 3], [9], [1]]);
  });

  it('fails for those of a group alone', async () => {
    let tries = 0;
    const write = grouped(
      async (items: readonly number[]) => {
        tries += 1;
        await settled();
        if (items.includes(2)) throw new Error('away');
        return items;
      },
      { items: 1 },
    );
    const results = await Promise.allSettled([1, 2, 3].map(write));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(tries).toBe(3);
  });
});

describe('reading together', () => {
  it('reads a key once for all who ask meanwhile, and anew afterwards', async () => {
    let reads = 0;
    const { wait, open } = gate();
    const read = shared(async (key: string) => {
      reads += 1;
      await wait();
      return `${key}${reads}`;
    });
    const both = Promise.all([read('a'), read('a')]);
    open();
    expect(await both).toEqual(['a1', 'a1']);
    const again = read('a');
    open();
    expect(await again).toBe('a2');
  });
});
