/** A regular expression, or what does the same. */
export interface Pattern {
  exec(path: string): readonly (string | undefined)[] | null;
}

/** The form of a forum software's addresses: they are matched as path and query, decoded. */
export interface AddressRules {
  /** Group 1 is the board's id or name. */
  board: Pattern;
  /** Group 1 is the thread's id. */
  thread: Pattern;
  /** Position of the page of a board or thread: 1 for the first, a page's number or the place of its first item. */
  positionOf(path: string): number;
  /** The address of a thread's page; any page of the thread may be given. */
  pageOf(threadUrl: URL, position: number): string;
  /** Where a person reads the post. */
  postOf(threadUrl: URL, postId: string): string;
}

/** Path and query of an address, decoded where that is possible. */
export function pathOf(url: URL): string {
  const path = url.pathname + url.search;
  try {
    return path.includes('%') ? decodeURI(path) : path;
  } catch {
    return path;
  }
}

/** Position by an offset, as in `start=20`: the place of the page's first item. */
export const byOffset = (pattern: RegExp) => (path: string) => Number(pattern.exec(path)?.[1] ?? 0) + 1;

/** Position by a page's number, as in `page=2`. */
export const byNumber = (pattern: RegExp) => (path: string) => Math.max(1, Number(pattern.exec(path)?.[1] ?? 1));

/** An address on the page's own host, without fragment: a forum's page leads a crawler nowhere else. */
export function sameSite(href: string | undefined, base: string): URL | undefined {
  if (!href || href.length > 1500 || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  if (url.host !== new URL(base).host || !/^https?:$/.test(url.protocol) || url.username) return undefined;
  url.hash = '';
  return url;
}

/** The folder of a script's address: `/forum/` of `/forum/showthread.php`. */
export const folderOf = (url: URL, script: RegExp): string => {
  const at = url.pathname.search(script);
  return `${url.origin}${at >= 0 ? url.pathname.slice(0, at) : url.pathname.replace(/[^/]*$/, '')}`;
};
