import { byNumber } from './addresses.ts';
import { htmlForum } from './html-profile.ts';

// Short or long route names, with or without a slug, behind a folder or `index.php?`.
const THREAD = /[/?](?:t|threads)\/(?:[^/?&]*\.)?(\d{1,15})(?:[/?&]|$)/;

/** The thread's own address: what follows its number (page, post, "latest", "unread") cut off. */
function threadBase(url: URL): string {
  const whole = url.pathname + url.search;
  const base = /^(.*?[/?](?:t|threads)\/[^/?&]+)/.exec(whole)?.[1];
  return `${url.origin}${base ?? whole.replace(/\/$/, '')}/`;
}

/** XenForo 2, as voz and tinhte run it. */
export const xenforo2 = htmlForum({
  name: 'XenForo 2',
  address: {
    board: /[/?](?:f|forums)\/(?:[^/?&]*\.)?(\d{1,15})(?:[/?&]|$)/,
    thread: THREAD,
    positionOf: byNumber(/\/page-(\d{1,7})(?:[/?&]|$)/),
    pageOf: (url, page) => `${threadBase(url)}${page > 1 ? `page-${page}` : ''}`,
    postOf: (url, id) => `${threadBase(url)}post-${id}`,
  },
  signs: /<html[^>]{0,300}(?:id="XF"|data-app="public")/i,
  row: '.structItem',
  threadLink: '.structItem-title a',
  replies: '.structItem-cell--meta dd',
  title: 'h1.p-title-value',
  post: 'article[data-content^="post-"], article.message--post[id^="js-post-"], div.message--deleted[id^="js-post-"]',
  body: '.bbWrapper',
  author: '.username',
  authorId: /\/(?:u|members)\/(?:[^/?&]*\.)?(\d{1,15})/,
  date: 'time[datetime]',
  notTheirs:
    'blockquote, .bbCodeBlock--quote, .bbCodeBlock--unfurl, .bbCodeBlock-title, .bbCodeBlock-expandLink, ' +
    '.bbCodeSpoiler-button, .js-selectToQuoteEnd, .label, .label-append',
  removed: '.message--deleted',
  pages: 'a.pageNav-jump, .pageNav-page > a, a.pageNavSimple-el',
  login: 'html[data-template="login"], .p-body form[action*="login/login"]',
  notice: 'html[data-template="error"] .blockMessage, html[data-template="error"] body:not(:has(.blockMessage))',
});
