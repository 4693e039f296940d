import type { AnyNode, Element } from 'domhandler';
import { isTag } from 'domhandler';
import { GiveUp } from '../../errors.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { elementToText, tidyLine } from '../support/html.ts';
import { parseTree } from '../support/html-document.ts';
import { redactUrl } from '../support/redact-url.ts';
import { type AddressRules, type Pattern, pathOf, sameSite } from './addresses.ts';
import { find, first, hasInstant, isLink, matcher, type Test } from './elements.ts';
import type { BoardPage, ForumPost, ForumProfile, ThreadLink, ThreadPage } from './profile.ts';

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

const DIGITS = /(?<!\d)(\d{1,15})$/;
/** A post's id ends in the digits of one of these. */
const ID_ATTRIBUTES = ['id', 'data-content', 'data-node-id', 'data-post-id', 'data-id'];
/** More than any forum shows on a page; what is beyond is left out. */
const MAX_POSTS = 1000;
const PARTS = [
  ...(['row', 'threadLink', 'replies', 'title', 'post', 'body', 'author', 'date'] as const),
  ...(['notTheirs', 'removed', 'pages', 'login', 'notice'] as const),
];

/** A forum software whose pages are told by selectors. */
export function htmlForum(profile: HtmlProfile): ForumProfile {
  const { address } = profile;
  const is = Object.fromEntries(PARTS.map((part) => [part, matcher(profile[part])])) as Record<
    (typeof PARTS)[number],
    Test
  >;
  const threadIdOf = (url: URL) => address.thread.exec(pathOf(url))?.[1] ?? null;

  function readPost(post: Element, id: number, url: string): ForumPost | undefined {
    // Nothing inside the body can pass for its author or time.
    const body = first(post, is.body);
    if (!body || is.removed(post)) return undefined;
    const author = first(post, is.author, is.body);
    const link = author && (isLink(author) ? author : first(author, isLink));
    const date = first(post, is.date, is.body);
    return {
      id,
      url: address.postOf(new URL(url), String(id)),
      author: {
        id:
          profile.authorId
            .exec(link?.attribs.href ?? '')
            ?.slice(1)
            .find(Boolean) ?? null,
        name: tidyLine(author ? elementToText(author) : post.attribs['data-author'], 200),
      },
      date: date ? dateText(date, is.notTheirs) : null,
      text: elementToText(body, is.notTheirs),
    };
  }

  /** The other pages of the same board or thread, by position. */
  function otherPages(root: AnyNode, url: string, pattern: Pattern): Map<number, string> {
    const own = pattern.exec(pathOf(new URL(url)))?.[1];
    const pages = new Map<number, string>();
    for (const link of find(root, is.pages, is.body)) {
      const target = sameSite(link.attribs.href, url);
      if (!target || pattern.exec(pathOf(target))?.[1] !== own) continue;
      const position = address.positionOf(pathOf(target));
      if (!pages.has(position)) pages.set(position, target.href);
    }
    return pages;
  }

  function explainAbsence(root: AnyNode, html: string, url: string, wanted: 'posts' | 'list of threads'): void {
    const page = redactUrl(url);
    if (!profile.signs.test(html))
      throw new FetchFailed(
        `${page} has no ${wanted} as ${profile.name} writes them. Is it another software, or a notice?`,
      );
    if (first(root, is.login))
      throw new GiveUp(`${page} asks for a sign-in: only what visitors can read is collected.`);
    const notice = first(root, is.notice);
    const words = notice && tidyLine(elementToText(notice), 200);
    if (notice) throw new GiveUp(`${page} shows an error${words ? `: ${words}` : '.'}`);
    if (wanted === 'posts') throw new GiveUp(`${page} has no posts: the thread was removed or hidden.`);
  }

  return {
    name: profile.name,
    accept: 'text/html, */*;q=0.5',
    kindOf(url) {
      if (threadIdOf(url) !== null) return 'thread';
      return address.board.exec(pathOf(url)) ? 'board' : null;
    },
    threadIdOf,
    listOf: (boardUrl) => boardUrl,
    pageOf: (threadUrl, position) => address.pageOf(new URL(threadUrl), position),

    readBoard(html, url): BoardPage {
      const root = parseTree(html);
      const threads = new Map<string, ThreadLink>();
      for (const row of find(root, is.row)) {
        for (const link of is.threadLink(row) ? [row] : find(row, is.threadLink)) {
          const target = sameSite(link.attribs.href, url);
          const id = target && threadIdOf(target);
          if (!target || !id || threads.has(id)) continue;
          const told = { lastActivity: lastActivity(row), replies: countIn(first(row, is.replies)) };
          threads.set(id, { id, url: address.pageOf(target, 1), ...told });
        }
      }
      if (threads.size === 0) explainAbsence(root, html, url, 'list of threads');
      const pages = otherPages(root, url, address.board);
      const { next } = around(pages.keys(), address.positionOf(pathOf(new URL(url))));
      return { threads: [...threads.values()], next: (next !== null && pages.get(next)) || null };
    },

    readThread(html, url): ThreadPage {
      const root = parseTree(html);
      const ids = new Set<number>();
      const posts: ForumPost[] = [];
      let withoutId = 0;
      const found = find(root, is.post, is.body);
      for (const post of found.slice(0, MAX_POSTS)) {
        const id = postId(post, is.body);
        if (id === undefined) withoutId += 1;
        if (id === undefined || ids.has(id)) continue;
        ids.add(id);
        const read = readPost(post, id, url);
        if (read) posts.push(read);
      }
      if (ids.size + withoutId === 0) explainAbsence(root, html, url, 'posts');
      const title = first(root, is.title, is.body);
      const language = first(root, (node) => isTag(node) && node.name === 'html')?.attribs.lang ?? '';
      const position = address.positionOf(pathOf(new URL(url)));
      return {
        title: title ? tidyLine(elementToText(title, is.notTheirs), 2000) : null,
        position,
        posts,
        ids: [...ids],
        withoutId,
        whole: html.includes('</html>') && found.length <= MAX_POSTS,
        ...around(otherPages(root, url, address.thread).keys(), position),
        vietnamese: /^vi\b/i.test(language),
      };
    },
  };
}

function postId(post: Element, isBody: Test): number | undefined {
  const own = ID_ATTRIBUTES.map((name) => DIGITS.exec(post.attribs[name] ?? '')).find((found) => found !== null);
  const digits = own ?? DIGITS.exec(first(post, isBody)?.attribs.id ?? '');
  return digits ? Number(digits[1]) : undefined;
}

/** The nearest positions and the greatest: the next is always further on, so that no circle is possible. */
function around(positions: Iterable<number>, here: number) {
  let [next, previous, last]: [number | null, number | null, number | null] = [null, null, null];
  for (const position of positions) {
    if (position > here && position < (next ?? Infinity)) next = position;
    if (position < here && position > (previous ?? 0)) previous = position;
    if (position > Math.max(here, last ?? 0)) last = position;
  }
  return { next, previous, last };
}

/** The most exact form in which an element tells a time: an attribute for machines, a title, its words. */
function dateText(element: Element, skip: Test): string {
  const exact = hasInstant(element) ? element : first(element, hasInstant);
  if (exact) return exact.attribs.datetime ?? '';
  const titled = first(element, (node) => isTag(node) && /\d\d?:\d\d/.test(node.attribs.title ?? ''), skip);
  const own = /\d\d?:\d\d/.test(element.attribs.title ?? '') ? element.attribs.title : undefined;
  return titled?.attribs.title ?? own ?? elementToText(element, skip);
}

function lastActivity(row: Element): number | null {
  const seconds = find(row, hasInstant).map(({ attribs }) => Date.parse(attribs.datetime ?? '') / 1000);
  const known = seconds.filter(Number.isFinite);
  return known.length > 0 ? Math.max(...known) : null;
}

function countIn(element: Element | undefined): number | null {
  const number = element && /\d(?:[.,]?\d){0,8}/.exec(elementToText(element))?.[0];
  return number ? Number(number.replace(/\D/g, '')) : null;
}
