import { type AnyNode, type Element, isTag } from 'domhandler';
import { GiveUp } from '../../errors.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { elementToText, tidyLine } from '../support/html.ts';
import { parseTree } from '../support/html-document.ts';
import { redactUrl } from '../support/redact-url.ts';
import { type AddressRules, type Pattern, pathOf, sameSite } from './addresses.ts';
import { find, first, isLink, matcher, type Test } from './elements.ts';
import { around, countIn, dateText, lastActivity, postId } from './html-parts.ts';
import type { BoardPage, ForumPost, ThreadLink, ThreadPage } from './profile.ts';

/** What a software's pages look like: selectors of the parts of a page. */
export interface HtmlProfile {
  name: string;
  address: AddressRules;
  /** In the markup of every page. */
  signs: RegExp;
  /** One thread in a list, and in it the link to the thread and the number of replies. */
  row: string;
  threadLink: string;
  replies: string;
  title: string;
  post: string;
  /** In a post. */
  body: string;
  author: string;
  /** The author's id in the address of the profile. */
  authorId: RegExp;
  date: string;
  /** In a body or title: quotations, signatures, notes of the forum. */
  notTheirs: string;
  removed: string;
  /** Links to other pages of the same board or thread. */
  pages: string;
  /** What a page that asks for a sign-in has, and the words of one that can't be shown. */
  login: string;
  notice: string;
}

/** More than any forum shows on a page; what is beyond is left out. */
const MAX_POSTS = 1000;
const PARTS = [
  ...(['row', 'threadLink', 'replies', 'title', 'post', 'body', 'author', 'date'] as const),
  ...(['notTheirs', 'removed', 'pages', 'login', 'notice'] as const),
];

type Matchers = Record<(typeof PARTS)[number], Test>;

/** Reads the pages of one forum software by the selectors of its profile. */
export class HtmlPages {
  readonly #profile: HtmlProfile;
  readonly #is: Matchers;

  constructor(profile: HtmlProfile) {
    this.#profile = profile;
    this.#is = Object.fromEntries(PARTS.map((part) => [part, matcher(profile[part])])) as Matchers;
  }

  readonly threadIdOf = (url: URL): string | null => this.#profile.address.thread.exec(pathOf(url))?.[1] ?? null;

  readonly readBoard = (html: string, url: string): BoardPage => {
    const { address } = this.#profile;
    const root = parseTree(html);
    const threads = new Map<string, ThreadLink>();
    for (const row of find(root, this.#is.row)) {
      for (const link of this.#is.threadLink(row) ? [row] : find(row, this.#is.threadLink)) {
        const target = sameSite(link.attribs.href, url);
        const id = target && this.threadIdOf(target);
        if (!target || !id || threads.has(id)) continue;
        const told = { lastActivity: lastActivity(row), replies: countIn(first(row, this.#is.replies)) };
        threads.set(id, { id, url: address.pageOf(target, 1), ...told });
      }
    }
    if (threads.size === 0) this.#explainAbsence(root, html, url, 'list of threads');
    const pages = this.#otherPages(root, url, address.board);
    const { next } = around(pages.keys(), address.positionOf(pathOf(new URL(url))));
    return { threads: [...threads.values()], next: (next !== null && pages.get(next)) || null };
  };

  readonly readThread = (html: string, url: string): ThreadPage => {
    const { address } = this.#profile;
    const root = parseTree(html);
    const found = find(root, this.#is.post, this.#is.body);
    if (found.length === 0) this.#explainAbsence(root, html, url, 'posts');
    const ids = new Set<number>();
    const posts: ForumPost[] = [];
    let withoutId = 0;
    for (const post of found.slice(0, MAX_POSTS)) {
      const id = postId(post, this.#is.body);
      if (id === undefined) withoutId += 1;
      if (id === undefined || ids.has(id)) continue;
      ids.add(id);
      const read = this.#readPost(post, id, url);
      if (read) posts.push(read);
    }
    const title = first(root, this.#is.title, this.#is.body);
    const position = address.positionOf(pathOf(new URL(url)));
    return {
      title: title ? tidyLine(elementToText(title, this.#is.notTheirs), 2000) : null,
      position,
      posts,
      ids: [...ids],
      withoutId,
      whole: html.includes('</html>') && found.length <= MAX_POSTS,
      ...around(this.#otherPages(root, url, address.thread).keys(), position),
      vietnamese: /^vi\b/i.test(first(root, isRoot)?.attribs.lang ?? ''),
    };
  };

  #readPost(post: Element, id: number, url: string): ForumPost | undefined {
    const is = this.#is;
    // Nothing inside the body can pass for its author or time.
    const body = first(post, is.body);
    if (!body || is.removed(post)) return undefined;
    const author = first(post, is.author, is.body);
    const link = author && (isLink(author) ? author : first(author, isLink));
    const date = first(post, is.date, is.body);
    const authorId = this.#profile.authorId.exec(link?.attribs.href ?? '');
    return {
      id,
      url: this.#profile.address.postOf(new URL(url), String(id)),
      author: {
        id: authorId?.slice(1).find(Boolean) ?? null,
        name: tidyLine(author ? elementToText(author) : post.attribs['data-author'], 200),
      },
      date: date ? dateText(date, is.notTheirs) : null,
      text: elementToText(body, is.notTheirs),
    };
  }

  /** The other pages of the same board or thread, by position. */
  #otherPages(root: AnyNode, url: string, pattern: Pattern): Map<number, string> {
    const own = pattern.exec(pathOf(new URL(url)))?.[1];
    const pages = new Map<number, string>();
    for (const link of find(root, this.#is.pages, this.#is.body)) {
      const target = sameSite(link.attribs.href, url);
      if (!target || pattern.exec(pathOf(target))?.[1] !== own) continue;
      const position = this.#profile.address.positionOf(pathOf(target));
      if (!pages.has(position)) pages.set(position, target.href);
    }
    return pages;
  }

  /** A page without what is looked for: returns if it is an empty list of this software, else throws the reason. */
  #explainAbsence(root: AnyNode, html: string, url: string, wanted: 'posts' | 'list of threads'): void {
    const page = redactUrl(url);
    const { signs, name } = this.#profile;
    if (!signs.test(html))
      throw new FetchFailed(`${page} has no ${wanted} as ${name} writes them. Is it another software, or a notice?`);
    if (first(root, this.#is.login))
      throw new GiveUp(`${page} asks for a sign-in: only what visitors can read is collected.`);
    const notice = first(root, this.#is.notice);
    const words = notice && tidyLine(elementToText(notice), 200);
    if (notice) throw new GiveUp(`${page} shows an error${words ? `: ${words}` : '.'}`);
    if (wanted === 'posts') throw new GiveUp(`${page} has no posts: the thread was removed or hidden.`);
  }
}

const isRoot: Test = (node) => isTag(node) && node.name === 'html';
