import { byNumber } from './addresses.ts';
import { htmlForum } from './html-profile.ts';

// A channel is a path of names, a topic in it is "123-its-title"; both may end in /page2.
const THREAD = /\/(\d{1,15})-[^/?]*(?:\/page\d+)?\/?(?:\?|$)/;
const CHANNEL = /^(\/(?:[a-z][^/?]*\/)*[a-z][^/?]*?)(?:\/page\d+)?\/?(?:\?|$)/i;

const own = (url: URL) => `${url.origin}${url.pathname.replace(/\/page\d+\/?$/, '').replace(/\/$/, '')}`;

/** vBulletin 5 and 6. */
export const vbulletin5 = htmlForum({
  name: 'vBulletin 5',
  address: {
    board: CHANNEL,
    thread: THREAD,
    positionOf: byNumber(/\/page(\d{1,7})/),
    pageOf: (url, page) => `${own(url)}${page > 1 ? `/page${page}` : ''}`,
    postOf: (url, id) => `${own(url)}?p=${id}#post${id}`,
  },
  signs: /content="vBulletin [56]|vb_version|js-vbulletin/i,
  row: 'tr.topic-item',
  threadLink: 'a.topic-title',
  replies: '.posts-count, .cell-count',
  title: 'h1.main-title',
  post: 'li.b-post[data-node-id]',
  body: '.js-post__content-text',
  author: '.b-userinfo__details .author, .author',
  authorId: /\/member\/(\d{1,15})/,
  date: '.b-post__timestamp time, .b-post__timestamp',
  notTheirs: '.bbcode_quote, blockquote, .bbcode_description, .post-signature, .b-post__edit-info',
  removed: '.b-post--deleted, .deleted-post',
  pages: 'a.js-pagenav-button',
  login: '#idLoginForm, .js-login-form-main-container',
  notice: '.error-page, .js-error-page',
});
