import { GiveUp } from '../../errors.ts';
import { elementToText, tidyLine } from '../support/html.ts';
import { parseDocument } from '../support/html-document.ts';

export interface GroupPost {
  id: string;
  /** The id of the post that it belongs to; its own for a post. */
  thread: string;
  url: string;
  author: string | null;
  text: string;
  /** As shown, often relative. */
  date: string;
}

const PERMALINK = /\/groups\/[^/]+\/(?:posts|permalink)\/(\d+)/;

/** Posts and visible comments of a group's page, found by roles and permalinks; throws GiveUp at a login wall. */
export function readGroup(html: string, at: string): GroupPost[] {
  const page = parseDocument(html);
  const { pathname } = new URL(at);
  if (/\/checkpoint\b/.test(pathname)) {
    throw new GiveUp('The session’s account must confirm itself: open the site in a browser, then give new cookies.');
  }
  const articles = page('[role="article"]').toArray();
  if (/\/login\b/.test(pathname) || (articles.length === 0 && page('input[type="password"]').length > 0)) {
    throw new GiveUp(
      'The group asks for a sign-in: give the cookies of your own session, or new ones if they are old.',
    );
  }
  const posts = new Map<string, GroupPost>();
  for (const element of articles.slice(0, 2000)) {
    const own = page(element)
      .find('a[href]')
      .toArray()
      .filter((link) => page(link).closest('[role="article"]').is(element));
    const link = own.find((each) => PERMALINK.test(page(each).attr('href') ?? ''));
    const href = link && page(link).attr('href');
    if (!href || !URL.canParse(href, at)) continue;
    const url = new URL(href, at);
    const thread = PERMALINK.exec(url.pathname)?.[1];
    if (thread === undefined) continue;
    const params = url.searchParams;
    const id = params.get('reply_comment_id') ?? params.get('comment_id') ?? thread;
    for (const name of [...params.keys()]) if (!name.endsWith('comment_id')) params.delete(name);
    const words = page(element)
      .find('[data-ad-preview="message"], [data-ad-comet-preview="message"], [dir="auto"]')
      .toArray()
      .filter((each) => page(each).closest('[role="article"]').is(element))
      .filter((each) => page(each).parents('[dir="auto"], h2, h3, h4, a').length === 0);
    const text = words
      .map((each) => elementToText(each))
      .join('\n')
      .trim();
    const author = own.find((each) => each !== link && page(each).text().trim() !== '');
    const date = page(link).attr('aria-label') ?? page(link).text();
    if (text === '' || id.length > 100 || posts.has(id)) continue;
    posts.set(id, { id, thread, url: url.href, author: tidyLine(author && page(author).text(), 200), text, date });
  }
  return [...posts.values()];
}
