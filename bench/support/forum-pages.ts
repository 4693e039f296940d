const words = 'Mạng nhà em từ hôm qua tới giờ cứ chập chờn, gọi tổng đài mười phút không ai bắt máy. ';

export const POSTS_ON_A_PAGE = 20;

const article = (
  id: number,
) => `<article class="message message--post js-post" data-author="Nam ${id}" data-content="post-${id}" id="js-post-${id}">
<div class="message-cell message-cell--user"><section class="message-user"><div class="message-avatar"><a href="/u/nam.${id}/" class="avatar avatar--m"><img src="/data/avatars/${id}.jpg" alt="Nam"></a></div>
<h4 class="message-name"><a href="/u/nam.${id}/" class="username" data-user-id="${id}">Nam ${id}</a></h4><h5 class="userTitle">Thành viên</h5></section></div>
<div class="message-cell message-cell--main"><header class="message-attribution"><a href="/t/x.1/post-${id}"><time class="u-dt" datetime="2026-11-20T09:00:00+0700">20/11/26</time></a></header>
<div class="message-body"><div class="bbWrapper"><blockquote class="bbCodeBlock bbCodeBlock--quote"><div class="bbCodeBlock-content">${words}</div></blockquote>${words.repeat(2)}<br>${words}</div></div>
<aside class="message-signature"><div class="bbWrapper">Chữ ký dài</div></aside><footer class="message-footer"><div class="message-actionBar"><a href="/posts/${id}/react">Thích</a><a href="/posts/${id}/report">Báo</a></div></footer></div></article>`;

/** A page of a XenForo thread that has so many: 31 kB, 20 posts. */
export function threadPage(thread: number, number: number, pages: number): string {
  const posts = Array.from({ length: POSTS_ON_A_PAGE }, (_, i) => article(number * 100 + i)).join('\n');
  const next =
    number < pages
      ? `<a class="pageNav-jump pageNav-jump--next" href="/t/x.${thread}/page-${number + 1}">Tiếp</a>`
      : '';
  return `<!DOCTYPE html><html id="XF" lang="vi" data-app="public" data-template="thread_view"><body><h1 class="p-title-value">Mạng chậm</h1>${posts}${next}</body></html>`;
}
