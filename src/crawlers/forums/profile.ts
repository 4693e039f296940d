/** One thread in a board's list. */
export interface ThreadLink {
  /** The forum's id of the thread. */
  id: string;
  url: string;
  /** Seconds since 1970 of the last post, null if the list does not say. */
  lastActivity: number | null;
  /** How many replies the list counts, null if it does not say. */
  replies: number | null;
}

export interface BoardPage {
  threads: ThreadLink[];
  next: string | null;
}

export interface ForumPost {
  /** The forum's id of the post: a number that grows with time. */
  id: number;
  url: string;
  author: { id: string | null; name: string | null };
  /** As the page has it, still to be parsed. */
  date: string | null;
  /** Plain text without quotations and signature. */
  text: string;
}

export interface ThreadPage {
  title: string | null;
  /** The position of this page: 1 for the first, then a page's number or the place of its first post. */
  position: number;
  posts: ForumPost[];
  /** Ids of all posts on the page, the deleted and empty ones too. */
  ids: number[];
  /** Positions of the pages around it and of the last one that the page knows of. */
  next: number | null;
  previous: number | null;
  last: number | null;
  /** Posts that carry no id: they can't be told apart and are passed over. */
  withoutId: number;
  /** The page has its end: what it does not show is not there. */
  whole: boolean;
  /** The page declares that it is in Vietnamese. */
  vietnamese: boolean;
}

/**
 * What is particular to one forum software. The readers take a page's text and address; they throw GiveUp if the page asks
 * for a sign-in or says that it can't be shown, FetchFailed if it is no page of this software.
 */
export interface ForumProfile {
  /** The software's own name. */
  name: string;
  /** What is asked for: a page, or JSON. */
  accept: string;
  /** What an address opens, by its form alone. */
  kindOf(url: URL): 'board' | 'thread' | null;
  threadIdOf(url: URL): string | null;
  /** The address where the list of threads is read. */
  listOf(boardUrl: string): string;
  /** The address where a thread's page is read. */
  pageOf(threadUrl: string, position: number): string;
  readBoard(text: string, url: string): BoardPage;
  readThread(text: string, url: string): ThreadPage;
}
