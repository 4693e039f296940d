import { byOffset, folderOf } from './addresses.ts';
import { htmlForum } from './html-profile.ts';

const topic = (url: URL) => `${folderOf(url, /viewtopic\.php/)}viewtopic.php`;

/** phpBB 3 with the style prosilver and those made from it. */
export const phpbb = htmlForum({
  name: 'phpBB 3',
  address: {
    board: /viewforum\.php\?(?:.*&)?f=(\d{1,15})/,
    thread: /viewtopic\.php\?(?:.*&)?t=(\d{1,15})/,
    positionOf: byOffset(/[?&]start=(\d{1,9})/),
    pageOf: (url, position) =>
      `${topic(url)}?t=${url.searchParams.get('t')}${position > 1 ? `&start=${position - 1}` : ''}`,
    postOf: (url, id) => `${topic(url)}?p=${id}#p${id}`,
  },
  signs: /<body id="phpbb"|viewtopic\.php|viewforum\.php|Powered by[^<]{0,20}(?:<[^>]{0,200}>)?phpBB/i,
  row: '.topiclist.topics > li.row',
  threadLink: 'a.topictitle',
  replies: 'dd.posts',
  title: '.topic-title, #page-body > h2',
  post: 'div.post[id^="p"]',
  body: '.content',
  author: '.postprofile .username, .postprofile .username-coloured, .postprofile dt strong',
  authorId: /[?&]u=(\d{1,15})/,
  date: 'p.author time, p.author',
  notTheirs: 'blockquote, .signature, .notice, .inline-attachment, .codebox > p, dl.codebox > dt',
  removed: '.deleted',
  pages: '.pagination a, a.right-box, a.left-box',
  login: 'form#login, form[action*="mode=login"]:has(input[type="password"])',
  notice: '#message p, #message',
});
