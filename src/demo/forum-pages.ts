import { type Html, html } from '../reports/html.ts';
import { type Board, type FeedItem, lastActivity, type Post, type SiteContent, type Thread } from './content.ts';

/** The pages of a forum, marked up as XenForo 2 does it: the same classes and attributes in the same places; and news. */

const STYLE = `body{font:15px/1.55 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1f2937;background:#f6f7f9}
a{color:#0b63ce;text-decoration:none}a:hover{text-decoration:underline}h1{font-size:1.4rem}
.structItem,.message{background:#fff;border:1px solid #e2e5ea;border-radius:8px;padding:.8rem 1rem;margin:.6rem 0}
.structItem{display:flex;justify-content:space-between;gap:1rem}.message{display:flex;gap:1rem}.message-user{min-width:8rem;font-weight:600}
.message-attribution,.structItem-minor,time{color:#6b7280;font-size:.85rem}.bbCodeBlock--quote{border-left:3px solid #cbd5e1;margin:.4rem 0;padding:.2rem .8rem;color:#6b7280}
.pageNav{margin:1rem 0}.message-name{margin:0}.message-content{margin-top:.3rem}.p-breadcrumbs{font-size:.85rem;color:#6b7280}
.notice{background:#fff7e0;border:1px solid #f1dda0;border-radius:8px;padding:.5rem 1rem;font-size:.85rem}`;

/** Where a page stands: the pages above it, topmost first. */
type Trail = readonly { path: string; title: string }[];

const HOME = { path: '/', title: 'Diễn đàn' };

function page(title: string, trail: Trail, body: Html): string {
  const above = trail.map(({ path, title: name }) => html`<a href="${path}">${name}</a> › `);
  return html`<!DOCTYPE html>
<html id="XF" lang="vi-VN" data-app="public">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><div class="p-body"><p class="notice">Trang mẫu để dùng thử: mọi tên và nội dung đều hư cấu. · A sample site: all names and texts are made up.</p>
<nav class="p-breadcrumbs">${above}</nav>
${body}</div></body>
</html>
`.toString();
}

const boardPath = (board: Board) => `/f/${board.slug}.${board.id}/`;
const threadPath = (thread: Thread) => `/t/${thread.slug}.${thread.id}/`;
const LOCAL_TIME = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

const time = (instant: string, className = 'u-dt') =>
  html`<time class="${className}" datetime="${instant}">${instant && LOCAL_TIME.format(new Date(instant))}</time>`;

/** Plain text as markup, line by line. */
export const asMarkup = (text: string): Html =>
  html`${text.split('\n').map((line, index) => html`${index > 0 && html`<br>\n`}${line}`)}`;

/** The links to the pages before and after; `number` starts at 1. */
function pageNav(path: string, number: number, pages: number): Html {
  const to = (target: number) => (target === 1 ? path : `${path}page-${target}`);
  return html`<nav class="pageNav">${number > 1 && html`<a class="pageNav-jump pageNav-jump--prev" href="${to(number - 1)}">Trước</a> `}
<span>Trang ${number}/${pages}</span>
${number < pages && html` <a class="pageNav-jump pageNav-jump--next" href="${to(number + 1)}">Tiếp</a>`}</nav>`;
}

export function homePage(content: SiteContent): string {
  const boards = content.boards.map(
    (board) =>
      html`<div class="node"><h3 class="node-title"><a href="${boardPath(board)}">${board.title}</a></h3></div>`,
  );
  return page(HOME.title, [], html`<h1 class="p-title-value">Diễn đàn</h1>${boards}<p><a href="/feed.xml">RSS</a></p>`);
}

/** One page of a board's threads, those with the newest posts first; undefined when there is no such page. */
export function boardPage(board: Board, number: number, perPage: number): string | undefined {
  const threads = [...board.threads].sort((a, b) => lastActivity(b).localeCompare(lastActivity(a)) || b.id - a.id);
  const pages = Math.max(1, Math.ceil(threads.length / perPage));
  if (number > pages) return undefined;
  const items = threads.slice((number - 1) * perPage, number * perPage).map(
    (thread) => html`<div class="structItem structItem--thread js-threadListItem-${thread.id}">
<div class="structItem-cell structItem-cell--main"><div class="structItem-title"><a href="${threadPath(thread)}">${thread.title}</a></div><div class="structItem-minor">${thread.posts[0]?.author.name} · ${thread.posts.length} bài viết</div></div>
<div class="structItem-cell structItem-cell--latest"><a href="${threadPath(thread)}latest">${time(lastActivity(thread), 'structItem-latestDate u-dt')}</a></div>
</div>`,
  );
  const body = html`<h1 class="p-title-value">${board.title}</h1><div class="structItemContainer">${items}</div>${pageNav(boardPath(board), number, pages)}`;
  return page(board.title, [HOME], body);
}

function article(thread: Thread, post: Post, position: number): Html {
  const permalink = `${threadPath(thread)}post-${post.id}`;
  const { author, quote } = post;
  return html`<article class="message message--post js-post" data-author="${author.name}" data-content="post-${post.id}" id="js-post-${post.id}">
<div class="message-user"><h4 class="message-name"><a href="/u/${author.id}/" class="username" data-user-id="${author.id}">${author.name}</a></h4></div>
<div class="message-cell message-cell--main">
<header class="message-attribution"><a href="${permalink}" rel="nofollow">${time(post.publishedAt)}</a> <a href="${permalink}">#${position}</a></header>
<div class="message-content"><article class="message-body"><div class="bbWrapper">${
    quote !== undefined &&
    html`<blockquote class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote"><div class="bbCodeBlock-title">${quote.author} đã viết:</div><div class="bbCodeBlock-content">${quote.text}</div></blockquote>`
  }${asMarkup(post.text)}</div></article></div>
</div></article>`;
}

/** One page of a thread; undefined when there is no such page. */
export function threadPage(board: Board, thread: Thread, number: number, perPage: number): string | undefined {
  const pages = Math.max(1, Math.ceil(thread.posts.length / perPage));
  if (number > pages) return undefined;
  const start = (number - 1) * perPage;
  const posts = thread.posts
    .slice(start, start + perPage)
    .map((post, index) => article(thread, post, start + index + 1));
  const body = html`<h1 class="p-title-value">${thread.title}</h1>${posts}${pageNav(threadPath(thread), number, pages)}`;
  return page(thread.title, [HOME, { path: boardPath(board), title: board.title }], body);
}

/** An item of the feed on a page of its own. */
export function newsPage({ title, author, text, publishedAt }: FeedItem): string {
  const heading = title ?? `${author ?? 'Bạn đọc'} viết`;
  return page(
    heading,
    [HOME],
    html`<h1 class="p-title-value">${heading}</h1><p>${time(publishedAt)}</p><p>${asMarkup(text)}</p>`,
  );
}
