/** What a sample site shows. It is read anew for every page, so posts may be added while the site runs. */
export interface SiteContent {
  boards: Board[];
  feed: { title: string; items: FeedItem[] };
}

export interface Board {
  id: number;
  slug: string;
  title: string;
  threads: Thread[];
}

export interface Thread {
  id: number;
  slug: string;
  title: string;
  posts: Post[];
}

/** `publishedAt` is an ISO 8601 instant. */
export interface Post {
  id: number;
  author: { id: number; name: string };
  text: string;
  quote?: { author: string; text: string };
  publishedAt: string;
}

export interface FeedItem {
  id: string;
  title: string | null;
  author: string | null;
  text: string;
  publishedAt: string;
}

/** When a thread was last written in. */
export const lastActivity = (thread: Thread): string =>
  thread.posts
    .map(({ publishedAt }) => publishedAt)
    .sort()
    .at(-1) ?? '';
