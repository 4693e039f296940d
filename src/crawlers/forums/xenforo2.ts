import type { Cheerio, CheerioAPI } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import { GiveUp } from '../../errors.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { elementToText, tidyLine } from '../support/html.ts';
import { parseDocument } from '../support/html-document.ts';
import { redactUrl } from '../support/redact-url.ts';
import type { BoardPage, ForumPost, ForumProfile, ThreadLink, ThreadPage } from './profile.ts';

// Short or long route names, with or without a slug, behind a folder or `index.php?`.
const BOARD = /[/?](?:f|forums)\/(?:[^/?&]*\.)?(\d{1,15})(?:[/?&]|$)/;
const THREAD = /[/?](?:t|threads)\/(?:[^/?&]*\.)?(\d{1,15})(?:[/?&]|$)/;
const PAGE = /\/page-(\d{1,7})(?:[/?&]|$)/;

/** What others wrote, previews of other pages and the forum's own buttons inside a post. */
const NOT_THE_AUTHORS = [
  'blockquote',
  '.bbCodeBlock--quote',
  '.bbCodeBlock--unfurl',
  '.bbCodeBlock-title',
  '.bbCodeBlock-expandLink',
  '.bbCodeSpoiler-button',
  '.js-selectToQuoteEnd',
].join(',');

const pathOf = (url: URL) => safeDecode(url.pathname + url.search);

/** XenForo 2, as voz and tinhte run it. */
export const xenforo2: ForumProfile = {
  kindOf(url) {
    if (THREAD.test(pathOf(url))) return 'thread';
    return BOARD.test(pathOf(url)) ? 'board' : null;
  },

  threadIdOf: (url) => THREAD.exec(pathOf(url))?.[1] ?? null,

  pageOf(threadUrl, number) {
    const base = threadBase(threadUrl);
    return number > 1 ? `${base}page-${number}` : base;
  },

  readBoard(html, url): BoardPage {
    const $ = parseDocument(html);
    const threads = new Map<string, ThreadLink>();
    $('.structItem-title a').each((_, element) => {
      const link = sameSite($(element).attr('href'), url);
      const id = link && xenforo2.threadIdOf(link);
      if (!link || !id || threads.has(id)) return;
      threads.set(id, {
        id,
        url: threadBase(link.href),
        lastActivity: lastActivity($, $(element).closest('.structItem')),
      });
    });
    if (threads.size === 0) explainAbsence($, url, 'list of threads');
    return { threads: [...threads.values()], next: nextPage($, url) };
  },

  readThread(html, url): ThreadPage {
    const $ = parseDocument(html);
    $('.message-signature, .message-lastEdit').remove();
    const articles = $('article[data-content^="post-"], article.message--post[id^="js-post-"]');
    if (articles.length === 0) explainAbsence($, url, 'posts');
    const ids: number[] = [];
    const posts: ForumPost[] = [];
    articles.each((_, element) => {
      const article = $(element);
      const id = /(\d{1,15})$/.exec(article.attr('data-content') ?? article.attr('id') ?? '')?.[1];
      if (!id || ids.includes(Number(id))) return;
      ids.push(Number(id));
      const post = readPost($, article, Number(id), url);
      if (post) posts.push(post);
    });
    const heading = $('h1.p-title-value').first();
    heading.find('.label, .label-append').remove();
    return {
      title: tidyLine(heading.text(), 2000),
      number: Number(PAGE.exec(pathOf(new URL(url)))?.[1] ?? 1),
      posts,
      ids,
      next: nextPage($, url),
    };
  },
};

/** Undefined for a deleted post and one that the page does not show. Takes the body out of the article. */
function readPost($: CheerioAPI, article: Cheerio<Element>, id: number, pageUrl: string): ForumPost | undefined {
  const body = article.find('.bbWrapper').first();
  const [element] = body.toArray();
  if (!element || article.is('.message--deleted')) return undefined;
  body.find(NOT_THE_AUTHORS).remove();
  // What is left belongs to the forum, so that nothing in a post can pass for its author, time or link.
  body.remove();
  const name = article.find('.username').first();
  return {
    id,
    url: permalink($, article, id, pageUrl) ?? `${threadBase(pageUrl)}post-${id}`,
    author: {
      id: name.attr('data-user-id') || null,
      name: tidyLine(name.text() || article.attr('data-author'), 200),
    },
    date: article.find('time[datetime]').first().attr('datetime') ?? null,
    text: elementToText(element),
  };
}

function permalink($: CheerioAPI, article: Cheerio<Element>, id: number, pageUrl: string): string | undefined {
  const ends = [`post-${id}`, `posts/${id}`, `posts/${id}/`];
  for (const element of article.find('a[href]').toArray()) {
    const href = $(element).attr('href');
    if (ends.some((end) => href?.endsWith(end))) return sameSite(href, pageUrl)?.href;
  }
  return undefined;
}

function lastActivity($: CheerioAPI, item: Cheerio<AnyNode>): number | null {
  const times = item.find('time[datetime]').toArray();
  const seconds = times.map((element) => Date.parse($(element).attr('datetime') ?? '') / 1000).filter(Number.isFinite);
  return seconds.length > 0 ? Math.max(...seconds) : null;
}

function nextPage($: CheerioAPI, url: string): string | null {
  const href = $('a.pageNav-jump--next').first().attr('href') ?? $('link[rel="next"]').first().attr('href');
  return sameSite(href, url)?.href ?? null;
}

/** An address on the page's own host, without fragment: a forum's page leads a crawler nowhere else. */
function sameSite(href: string | undefined, base: string): URL | undefined {
  if (!href || href.length > 1500 || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  if (url.host !== new URL(base).host || !/^https?:$/.test(url.protocol) || url.username) return undefined;
  url.hash = '';
  return url;
}

/** The thread's own address: what follows its number (page, post, "latest", "unread") cut off. */
function threadBase(address: string): string {
  const url = new URL(address);
  const whole = url.pathname + url.search;
  const match = /^(.*?[/?](?:t|threads)\/[^/?&]+)/.exec(whole);
  return match?.[1] ? `${url.origin}${match[1]}/` : `${url.origin}${whole.replace(/\/?$/, '/')}`;
}

function safeDecode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** A page without what is looked for: returns if it is an empty list of this software, else throws the reason. */
function explainAbsence($: CheerioAPI, url: string, wanted: 'posts' | 'list of threads'): void {
  const page = redactUrl(url);
  const template = $('html').attr('data-template') ?? '';
  if (template === 'login' || $('form[action*="login/login"]').not('.p-nav *, .offCanvasMenu *, .menu *').length > 0) {
    throw new GiveUp(`${page} asks for a sign-in: only what visitors can read is collected.`);
  }
  if (template === 'error') {
    const message = tidyLine($('.blockMessage').first().text(), 200);
    throw new GiveUp(`${page} shows an error${message ? `: ${message}` : '.'}`);
  }
  if ($('html#XF, html[data-app="public"]').length === 0) {
    throw new FetchFailed(`${page} has no ${wanted} as XenForo 2 writes them. Is it another software, or a notice?`);
  }
  if (wanted === 'posts') throw new GiveUp(`${page} has no posts: the thread was removed or hidden.`);
}
