import { type AddressRules, byNumber, folderOf, pathOf } from './addresses.ts';
import { htmlForum } from './html-profile.ts';

const SCRIPT = /(?:showthread\.php|threads\/)/;
const THREAD = /(?:showthread\.php(?:\?(?:.*&)?t=|[?/])|\/threads\/)(\d{1,15})/;

const address: AddressRules = {
  board: /(?:forumdisplay\.php(?:\?(?:.*&)?f=|[?/])|\/forums\/)(\d{1,15})/,
  thread: THREAD,
  positionOf: byNumber(/(?:[?&]page=|\/page)(\d{1,7})/),
  pageOf(url, page) {
    if (url.searchParams.has('t')) {
      const own = `${folderOf(url, SCRIPT)}showthread.php?t=${url.searchParams.get('t')}`;
      return page > 1 ? `${own}&page=${page}` : own;
    }
    const own = `${url.origin}${(url.pathname + url.search).replace(/(?:\/page\d+.*|&.*)$/, '')}`;
    return page > 1 ? `${own}/page${page}` : own;
  },
  postOf: (url, id) => `${folderOf(url, SCRIPT)}showthread.php?t=${THREAD.exec(pathOf(url))?.[1]}&p=${id}#post${id}`,
};
const authorId = /member\.php(?:\?(?:.*&)?u=|[?/])(\d{1,15})|\/members\/(\d{1,15})/;

/** vBulletin 3: tables. */
export const vbulletin3 = htmlForum({
  name: 'vBulletin 3',
  address,
  signs: /content="vBulletin 3|vbulletin_global\.js/i,
  row: 'tr:has(> td[id^="td_threadtitle_"])',
  threadLink: 'a[id^="thread_title_"]',
  replies: 'a[href*="do=whoposted"]',
  title: 'td.navbar strong',
  post: 'table[id^="post"]',
  body: '[id^="post_message_"]',
  author: '.bigusername, [id^="postmenu_"]',
  authorId,
  date: 'td.thead',
  // Code stands in the same box as a quotation, but not in a table.
  notTheirs: 'div[style*="margin:20px"]:has(> table), div[style*="margin:20px"] > .smallfont, blockquote',
  removed: '.deletedpost',
  pages: '.pagenav a',
  login: 'td.panelsurround form[action*="login.php"], .panelsurround form[action*="login.php"]',
  notice: '.panelsurround .panel > div, .panelsurround .panel',
});

/** vBulletin 4. */
export const vbulletin4 = htmlForum({
  name: 'vBulletin 4',
  address,
  signs: /content="vBulletin 4|vbulletin-core\.js|vBulletin_init/i,
  row: 'li.threadbit',
  threadLink: 'a.title',
  replies: '.threadstats li',
  title: '.threadtitle',
  post: 'li[id^="post_"]:not([id*="thank"])',
  body: '.postcontent',
  author: '.username',
  authorId,
  date: '.postdate',
  notTheirs: '.bbcode_quote, .signature, .bbcode_container > .bbcode_description',
  removed: '.postbitdeleted, .deletedpost',
  pages: '.pagination a, a[rel="next"]',
  login: '.standard_error form[action*="login.php"]',
  notice: '.standard_error .blockrow, .standard_error',
});
