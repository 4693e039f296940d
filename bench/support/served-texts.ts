import { readFileSync } from 'node:fs';
import type { SiteContent } from '../../src/demo/content.ts';

export interface Row {
  text: string;
  label: string;
}

/** Posts a thread; the first half of the texts is the feed. */
const THREAD_LENGTH = 10;

/** Up to `count` different texts of a file of JSON lines `{text, label}`. */
export function readRows(file: string, count: number): Row[] {
  const rows = new Map<string, Row>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '' || rows.size === count) continue;
    const row = JSON.parse(line) as Row;
    rows.set(row.text.trim(), row);
  }
  return [...rows.values()];
}

/** The name under which a text was posted: it leads from a mention back to its row. */
export const authorOf = (index: number): string => `khách ${index}`;
export const rowOf = (author: string | null): number => Number(author?.split(' ')[1] ?? -1);

/** Half of the texts as a feed, half as forum threads, each by an author of its own. */
export function siteOf(rows: readonly Row[], now: Date): SiteContent {
  const at = (index: number) => new Date(now.getTime() - (rows.length - index) * 10_000).toISOString();
  const half = Math.floor(rows.length / 2);
  const items = rows.slice(0, half).map(({ text }, index) => ({
    id: `item-${index}`,
    title: null,
    author: authorOf(index),
    text,
    publishedAt: at(index),
  }));
  const threads = [];
  for (let start = half; start < rows.length; start += THREAD_LENGTH) {
    const posts = rows.slice(start, start + THREAD_LENGTH).map(({ text }, offset) => {
      const index = start + offset;
      return { id: index + 1, author: { id: index + 1, name: authorOf(index) }, text, publishedAt: at(index) };
    });
    threads.push({ id: start, slug: 'chu-de', title: `Chủ đề ${start}`, posts });
  }
  return { boards: [{ id: 1, slug: 'gop-y', title: 'Góp ý', threads }], feed: { title: 'Bản tin', items } };
}
