import { byOffset } from './addresses.ts';
import { htmlForum } from './html-profile.ts';

const TOPIC = /([?&;/]topic[=,])(\d{1,15})(?:\.(?:\d+|msg\d+|new))?/;
const at = (url: URL, place: string) =>
  `${url.origin}${(url.pathname + url.search).replace(TOPIC, `$1$2.${place}`).replace(/[;#].*$/, '')}`;

/** Simple Machines Forum 2.0 and 2.1, with plain or short addresses. */
export const smf = htmlForum({
  name: 'SMF 2',
  address: {
    board: /[?&;/]board[=,](\d{1,15})/,
    thread: /[?&;/]topic[=,](\d{1,15})/,
    positionOf: byOffset(/[?&;/](?:topic|board)[=,]\d+\.(\d{1,9})/),
    pageOf: (url, position) => at(url, String(position - 1)),
    postOf: (url, id) => `${at(url, `msg${id}`)}#msg${id}`,
  },
  signs: /smf_(?:scripturl|theme_url)|Simple Machines/i,
  row: '#topic_container > div, #messageindex tr',
  threadLink: 'span[id^="msg_"] > a',
  replies: '.board_stats, td.stats',
  title: '#display_head .display_title',
  post: '.post_wrapper',
  body: '.inner[id^="msg_"]',
  author: '.poster h4',
  authorId: /[;?&]u=(\d{1,15})/,
  date: '.postinfo > a, .keyinfo > .smalltext',
  notTheirs: 'blockquote, .quoteheader, .quotefooter, .signature, .codeheader',
  removed: '.deleted',
  pages: '.pagelinks a, a.navPages, a.nav_page',
  login: '#frmLogin',
  notice: '#fatal_error .padding, #fatal_error .windowbg',
});
