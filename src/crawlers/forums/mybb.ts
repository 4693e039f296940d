import { byNumber, folderOf } from './addresses.ts';
import { htmlForum } from './html-profile.ts';

const SCRIPT = /(?:showthread\.php|thread-\d)/;
const THREAD = /(?:showthread\.php\?(?:.*&)?tid=|\/thread-)(\d{1,15})/;
const idOf = (url: URL) => THREAD.exec(url.pathname + url.search)?.[1];

function pageOf(url: URL, page: number): string {
  const short = url.pathname.includes('/thread-');
  const folder = folderOf(url, SCRIPT);
  if (short) return `${folder}thread-${idOf(url)}${page > 1 ? `-page-${page}` : ''}.html`;
  return `${folder}showthread.php?tid=${idOf(url)}${page > 1 ? `&page=${page}` : ''}`;
}

/** MyBB 1.8, with plain or short addresses. */
export const mybb = htmlForum({
  name: 'MyBB 1.8',
  address: {
    board: /(?:forumdisplay\.php\?(?:.*&)?fid=|\/forum-)(\d{1,15})/,
    thread: THREAD,
    positionOf: byNumber(/(?:[?&]page=|-page-)(\d{1,7})/),
    pageOf,
    postOf: (url, id) => `${folderOf(url, SCRIPT)}showthread.php?tid=${idOf(url)}&pid=${id}#pid${id}`,
  },
  signs: /my_post_key|mybb/i,
  row: 'tr.inline_row',
  threadLink: '[id^="tid_"] a',
  replies: 'a[href*="action=whoposted"]',
  title: '.thead div > strong',
  post: 'div.post[id^="post_"]',
  body: '.post_body',
  author: '.author_information .largetext',
  authorId: /(?:[?&]uid=|user-)(\d{1,15})/,
  date: '.post_date',
  notTheirs: 'blockquote, .signature, .post_edit, .edited_post, .codeblock > .title',
  removed: '.deleted_post_hidden',
  pages: '.pagination a',
  // The form that every page has in its head asks for nothing.
  login: '.trow1 ol a[href*="action=login"], input[name="pwverify"]',
  notice: 'table.tborder:not(.clear) td.trow1:only-child',
});
