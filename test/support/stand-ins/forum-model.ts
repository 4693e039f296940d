/** What a forum of any software holds; the tests change it. */
export interface ModelPost {
  id: number;
  author: { id: number; name: string } | null;
  html: string;
  /** ISO 8601. */
  at: string;
  state?: 'deleted' | 'note';
}
export interface ModelThread {
  id: number;
  title: string;
  posts: ModelPost[];
}

/** A post every minute, the first at midnight of 21 November 2026 in UTC. */
export const modelPost = (id: number, html = `<p>Lời ${id}</p>`, more: Partial<ModelPost> = {}): ModelPost => ({
  id,
  author: { id: 7, name: 'Bình An' },
  html,
  at: new Date(Date.UTC(2026, 10, 21) + (id % 1000) * 60_000).toISOString(),
  ...more,
});

export const modelThread = (id: number, posts: ModelPost[], title = `Chủ đề ${id}`): ModelThread => ({
  id,
  title,
  posts,
});

/** When the post that stands last was written. */
export const lastAt = ({ posts }: ModelThread): string => posts.at(-1)?.at ?? '';

/** Threads as a list shows them: the one that was active last comes first. */
export const byActivity = (threads: readonly ModelThread[]): ModelThread[] =>
  [...threads].sort((a, b) => lastAt(b).localeCompare(lastAt(a)));

/** One page of a list, counted from 1. */
export const slice = <Item>(items: readonly Item[], page: number, size: number): Item[] =>
  items.slice((page - 1) * size, page * size);
