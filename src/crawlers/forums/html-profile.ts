import { compile } from 'css-select';
import { type AnyNode, type Element, isTag } from 'domhandler';
import { GiveUp } from '../../errors.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { elementToText, tidyLine } from '../support/html.ts';
import { parseTree } from '../support/html-document.ts';
import { redactUrl } from '../support/redact-url.ts';
import { type AddressRules, pathOf, sameSite } from './addresses.ts';
import type { BoardPage, ForumPost, ForumProfile, ThreadLink, ThreadPage } from './profile.ts';

/** What a software's pages look like: selectors of the parts of a page. */
export interface HtmlProfile {
  name: string;
  address: AddressRules;
  /** In the markup of every page. */
  signs: RegExp;
  /** One thread in a list, and in it the link to the thread. */
  row: string;
  threadLink: string;
  title: string;
  post: string;
  /** In a post: its id ends in the digits of this element's id or the post's. */
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
  login: string;
}

type Test = (node: AnyNode) => boolean;
const DIGITS = /(\d{1,15})$/;

/** The elements that pass, in the order of the page; what lies in one that does not count is left out. */
function* find(root: AnyNode, test: Test, leaveOut: Test = () => false): Generator<Element> {
  for (const child of 'children' in root ? root.children : []) {
    if (!isTag(child)) continue;
    if (test(child)) yield child;
    if (!leaveOut(child)) yield* find(child, test, leaveOut);
  }
}
const first = (root: AnyNode, test: Test, leaveOut?: Test) => find(root, test, leaveOut).next().value ?? undefined;
const isLink: Test = (node) => isTag(node) && node.name === 'a' && node.attribs.href !== undefined;

/** A forum software whose pages are told by selectors. */
export function htmlForum(profile: HtmlProfile): ForumProfile {
  const { address } = profile;
  const test = (selector: string): Test => compile<AnyNode, Element>(selector);
  const is = {
    row: test(profile.row),
    threadLink: test(profile.threadLink),
    title: test(profile.title),
    post: test(profile.post),
    body: test(profile.body),
    author: test(profile.author),
    date: test(profile.date),
    notTheirs: test(profile.notTheirs),
    removed: test(profile.removed),
    pages: test(profile.pages),
    login: test(profile.login),
  };
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
        id: profile.authorId.exec(link?.attribs.href ?? '')?.[1] ?? null,
        name: author ? tidyLine(elementToText(author), 200) : null,
      },
      date: date ? dateText(date, is.notTheirs) : null,
      text: elementToText(body, is.notTheirs),
    };
  }

  /** The next page of the same board or thread: positions grow, so that no circle is possible. */
  function nextPage(root: AnyNode, url: string, pattern: RegExp): string | null {
    const here = pathOf(new URL(url));
    const own = pattern.exec(here)?.[1];
    let next: { position: number; href: string } | undefined;
    for (const link of find(root, is.pages, is.body)) {
      const target = sameSite(link.attribs.href, url);
      if (!target || pattern.exec(pathOf(target))?.[1] !== own) continue;
      const position = address.positionOf(pathOf(target));
      if (position > address.positionOf(here) && position < (next?.position ?? Infinity))
        next = { position, href: target.href };
    }
    return next?.href ?? null;
  }

  function explainAbsence(root: AnyNode, html: string, url: string, wanted: string): void {
    const page = redactUrl(url);
    if (!profile.signs.test(html))
      throw new FetchFailed(
        `${page} has no ${wanted} as ${profile.name} writes them. Is it another software, or a notice?`,
      );
    if (first(root, is.login))
      throw new GiveUp(`${page} asks for a sign-in: only what visitors can read is collected.`);
    if (wanted === 'posts') throw new GiveUp(`${page} has no posts: the thread was removed or hidden.`);
  }

  return {
    kindOf(url) {
      if (threadIdOf(url) !== null) return 'thread';
      return address.board.test(pathOf(url)) ? 'board' : null;
    },
    threadIdOf,
    pageOf: (threadUrl, position) => address.pageOf(new URL(threadUrl), position),

    readBoard(html, url): BoardPage {
      const root = parseTree(html);
      const threads = new Map<string, ThreadLink>();
      for (const row of find(root, is.row)) {
        for (const link of find(row, is.threadLink)) {
          const target = sameSite(link.attribs.href, url);
          const id = target && threadIdOf(target);
          if (!target || !id || threads.has(id)) continue;
          threads.set(id, { id, url: address.pageOf(target, 1), lastActivity: lastActivity(row) });
        }
      }
      if (threads.size === 0) explainAbsence(root, html, url, 'list of threads');
      return { threads: [...threads.values()], next: nextPage(root, url, address.board) };
    },

    readThread(html, url): ThreadPage {
      const root = parseTree(html);
      const ids = new Set<number>();
      const posts: ForumPost[] = [];
      for (const post of find(root, is.post, is.body)) {
        const digits = DIGITS.exec(post.attribs.id ?? '') ?? DIGITS.exec(first(post, is.body)?.attribs.id ?? '');
        const id = Number(digits?.[1] ?? NaN);
        if (Number.isNaN(id) || ids.has(id)) continue;
        ids.add(id);
        const read = readPost(post, id, url);
        if (read) posts.push(read);
      }
      if (ids.size === 0) explainAbsence(root, html, url, 'posts');
      const title = first(root, is.title, is.body);
      const language = first(root, (node) => isTag(node) && node.name === 'html')?.attribs.lang ?? '';
      return {
        title: title ? tidyLine(elementToText(title, is.notTheirs), 2000) : null,
        number: address.positionOf(pathOf(new URL(url))),
        posts,
        ids: [...ids],
        next: nextPage(root, url, address.thread),
        vietnamese: /^vi\b/i.test(language),
      };
    },
  };
}

/** The most exact form in which an element tells a time: an attribute for machines, a title, its words. */
function dateText(element: Element, skip: Test): string {
  const exact = first(
    { children: [element] } as unknown as AnyNode,
    (node) => isTag(node) && node.attribs.datetime !== undefined,
  );
  if (exact) return exact.attribs.datetime ?? '';
  const titled = first(element, (node) => isTag(node) && /\d\d?:\d\d/.test(node.attribs.title ?? ''), skip);
  return titled?.attribs.title ?? element.attribs.title ?? elementToText(element, skip);
}

function lastActivity(row: Element): number | null {
  const times = [...find(row, (node) => isTag(node) && node.attribs.datetime !== undefined)];
  const seconds = times.map(({ attribs }) => Date.parse(attribs.datetime ?? '') / 1000).filter(Number.isFinite);
  return seconds.length > 0 ? Math.max(...seconds) : null;
}
