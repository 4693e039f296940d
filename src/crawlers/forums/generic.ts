import { z } from 'zod';
import { hash } from '../support/hash.ts';
import { type Pattern, pathOf } from './addresses.ts';
import { matcher } from './elements.ts';
import { htmlForum } from './html-profile.ts';
import type { ForumProfile } from './profile.ts';

const PLAIN = /^[\w.#*>,\s-]+$/;
const ATTRIBUTE = /\[[\w-]{1,40}(?:[*^$|~]?=(?:"[^"\]]{0,80}"|'[^'\]]{0,80}'|[\w-]{1,80}))?\]/g;
const NOT = /:not\([\w.#-]{1,60}\)/g;
const MAX_STEPS = 6;
const MAX_CHOICES = 5;

/**
 * A selector that costs little on whatever page: names, ids, classes, attributes, `>`, descendants and simple `:not()`,
 * nothing that looks at siblings or into an element.
 */
const selector = z.string().trim().min(1).max(200).refine(isCheap, {
  error: 'must be a CSS selector of names, .classes, #ids, [attributes], ">" and :not(), at most 5 of 6 steps each',
});

function isCheap(text: string): boolean {
  const plain = text.replace(ATTRIBUTE, '').replace(NOT, '');
  const choices = text.split(',');
  const steps = choices.map((choice) => choice.trim().split(/[\s>]+/).length);
  if ((plain !== '' && !PLAIN.test(plain)) || choices.length > MAX_CHOICES || Math.max(...steps) > MAX_STEPS)
    return false;
  try {
    matcher(text);
    return true;
  } catch {
    return false;
  }
}

/** How the pages of a forum are read that no profile knows. */
export const selectorsShape = z.strictObject({
  /** Links to threads in a list; without it the address is one thread. */
  threadLink: selector.optional(),
  title: selector.default('h1'),
  /** One post; its id is told by the digits at the end of its `id` or `data-id`. */
  post: selector,
  /** In a post. */
  body: selector,
  author: selector.default('.author, .username'),
  date: selector.default('time'),
  /** In a body, what others wrote. */
  notTheirs: selector.default('blockquote, .quote, .signature'),
  /** What later pages have at the end of their address, such as `?page={n}` or `/trang-{n}`. */
  pageSuffix: z
    .string()
    .max(40)
    .regex(/^[^{}]+\{n\}[^{}]*$/, { error: 'must hold {n}, as in ?page={n}' })
    .optional(),
});
export type Selectors = z.output<typeof selectorsShape>;

const NEVER = '[data-never-there]';

/** A forum software that an administrator has described. */
export function genericForum(selectors: Selectors): ForumProfile {
  const { threadLink, pageSuffix, ...parts } = selectors;
  const [before = '', after = ''] = pageSuffix?.split('{n}') ?? [];
  const suffix = pageSuffix ? new RegExp(`${literal(before)}(\\d{1,7})${literal(after)}$`) : /(?!)/;
  const firstPage = (path: string) => path.replace(suffix, '');
  // Every address on the site may be a thread or a board: which it is, the selectors say.
  const any: Pattern = { exec: (path) => [path, idOf(firstPage(path))] };
  const none: Pattern = { exec: () => null };
  const pageOf = (url: URL, page: number) =>
    `${url.origin}${firstPage(pathOf(url))}${page > 1 && pageSuffix ? pageSuffix.replace('{n}', String(page)) : ''}`;
  const forum = htmlForum({
    name: 'the description by selectors',
    address: {
      board: threadLink ? any : none,
      thread: any,
      positionOf: (path) => Math.max(1, Number(suffix.exec(path)?.[1] ?? 1)),
      pageOf,
      postOf: (url) => url.href,
    },
    ...{ ...parts, threadLink: threadLink ?? NEVER, row: threadLink ?? NEVER },
    ...{ signs: /(?!)/, authorId: /(?!)/, pages: 'a[href]' },
    ...{ replies: NEVER, removed: NEVER, login: NEVER, notice: NEVER },
  });
  return { ...forum, kindOf: () => (threadLink ? 'board' : 'thread') };
}

const idOf = (path: string) => (path.length <= 100 ? path : hash(path, 22));
const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
