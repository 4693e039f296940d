interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** How much one write takes: so many items, and of what `weigh` gives so much together. */
interface Most<Item> {
  items: number;
  weight?: number;
  weigh?(item: Item): number;
}

/**
 * Writes many small things in few statements: what is handed in while a write is under way goes into the next one, so
 * that nobody waits for more than two writes. A write that fails fails for all that it was to write.
 */
export function grouped<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: Most<Item>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let writing = false;
  const run = async () => {
    writing = true;
    for (;;) {
      const group = waiting.splice(0, sizeOf(waiting, most));
      if (group.length === 0) break;
      try {
        const results = await write(group.map(({ item }) => item));
        group.forEach(({ resolve }, at) => {
          resolve(results[at] as Result);
        });
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!writing) void run();
    });
}

/** How many of those that wait go together: at least one. */
function sizeOf<Item>(
  waiting: readonly { item: Item }[],
  { items, weight = Number.POSITIVE_INFINITY, weigh = () => 1 }: Most<Item>,
): number {
  let sum = 0;
  const beyond = waiting.slice(0, items).findIndex(({ item }) => {
    sum += weigh(item);
    return sum > weight;
  });
  return beyond < 0 ? items : Math.max(1, beyond);
}

/** Whoever asks for the same key while it is being read gets the same answer. */
export function shared<Value>(read: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const underWay = new Map<string, Promise<Value>>();
  return (key) => {
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const reading = read(key).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  };
}
