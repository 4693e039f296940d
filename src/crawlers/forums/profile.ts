/** One thread in a board's list. */
export interface ThreadLink {
  /** The forum's id of the thread. */
  id: string;
  url: string;
  /** Seconds since 1970 of the last post, null if the list does not say. */
  lastActivity: number | null;
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
  /** 1 for the first page. */
  number: number;
  posts: ForumPost[];
  /** Ids of all posts on the page, the deleted and empty ones too. */
  ids: number[];
  next: string | null;
  /** The page declares that it is in Vietnamese. */
  vietnamese?: boolean;
}

/**
 * What is particular to one forum software. The readers throw GiveUp if the page asks for a sign-in or says that it
 * can't be shown, FetchFailed if it is no page of this software.
 */
export interface ForumProfile {
  /** What an address opens, by its form alone. */
  kindOf(url: URL): 'board' | 'thread' | null;
  threadIdOf(url: URL): string | null;
  /** The address of a thread's page. */
  pageOf(threadUrl: string, number: number): string;
  readBoard(html: string, url: string): BoardPage;
  readThread(html: string, url: string): ThreadPage;
}
