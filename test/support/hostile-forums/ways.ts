import { expect } from 'vitest';
import { next, post, row, shell, type Wrong } from '../stand-ins/hostile-forum.ts';
import { type HostileForum, thread } from './case.ts';

const list =
  (inside: string): Wrong =>
  (path) =>
    path === '/f/x.1/' ? shell(inside + row('/t/x.2/'), 'forum_view') : undefined;
const status =
  (code: number, headers: Record<string, string> = {}): Wrong =>
  (path) =>
    path === '/t/x.1/' ? { status: code, headers } : undefined;
/** A software with an API: every path that is not /api or .json shows no forum. */
const api = (software: string, body: unknown): Pick<HostileForum, 'wrong' | 'settings' | 'alone'> => ({
  settings: { software, board: '/' },
  wrong: (path) =>
    path === '/robots.txt'
      ? undefined
      : {
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        },
  alone: true,
});

/** Forums that lead astray, keep out, or answer something else. */
export const hostileWays: HostileForum[] = [
  {
    input: 'pages that never end',
    outcome: 'as many as `maxPages`, on from there in the next run',
    wrong: (path) => {
      const at = Number(/^\/t\/x\.1\/(?:page-(\d+))?$/.exec(path)?.[1] ?? 1);
      return path.startsWith('/t/x.1/') ? shell(post(100 + at) + next(`/t/x.1/page-${at + 1}`)) : undefined;
    },
    texts: ['Lời 101', 'Lời 102', 'Lời 103'],
    requests: 6,
  },
  {
    input: 'a next page that is the same or an earlier one',
    outcome: 'not followed',
    wrong: (path) =>
      path.startsWith('/t/x.1/') ? shell(post(11) + next('/t/x.1/') + next('/t/x.1/page-1')) : undefined,
    texts: ['Lời 11'],
    requests: 4,
  },
  {
    input: 'pages in a circle by redirects',
    outcome: 'ends with a warning',
    wrong: (path) =>
      path === '/t/x.1/page-2'
        ? { status: 302, headers: { location: '/t/x.1/' } }
        : path === '/t/x.1/'
          ? shell(post(11) + next('/t/x.1/page-2'))
          : undefined,
    texts: ['Lời 11'],
    warnings: /repeats posts/,
    requests: 6,
  },
  {
    input: 'a server that answers every page with the first',
    outcome: 'ends with a warning',
    wrong: (path) => {
      const at = Number(/page-(\d+)/.exec(path)?.[1] ?? 1);
      return path.startsWith('/t/x.1/') ? shell(post(11) + next(`/t/x.1/page-${at + 1}`)) : undefined;
    },
    texts: ['Lời 11'],
    warnings: /repeats posts/,
    requests: 5,
  },
  {
    input: 'a page number of twelve digits',
    outcome: 'no page',
    wrong: thread(shell(post(11) + next('/t/x.1/page-999999999999'))),
    texts: ['Lời 11'],
    requests: 4,
  },
  {
    input: 'a next page on another host, or of another scheme',
    outcome: 'not followed',
    wrong: thread(
      shell(
        post(11) +
          [
            'http://ngoai.example/t/x.1/page-2',
            '//169.254.169.254/t/x.1/page-2',
            'javascript:x',
            'file:///t/x.1/page-2',
            'http://a:b@127.0.0.1/t/x.1/page-2',
          ]
            .map(next)
            .join(''),
      ),
    ),
    texts: ['Lời 11'],
    requests: 4,
  },
  {
    input: 'a list that leads in circles',
    outcome: 'each page once',
    wrong: (path) =>
      path.startsWith('/f/')
        ? shell(row('/t/x.2/') + next(path.endsWith('2') ? '/f/x.1/page-3' : '/f/x.1/page-2'), 'forum_view')
        : undefined,
    texts: [],
    requests: 4,
  },
  {
    input: 'a list whose second page is missing',
    outcome: 'an error; the threads of the first are read',
    wrong: list(row('/t/x.1/') + next('/f/x.1/page-2')),
    texts: ['Lời 11'],
    errors: /page-2 answered 404/,
  },
  {
    input: 'threads of other hosts, with passwords, with addresses of 2,000 characters',
    outcome: 'left out',
    wrong: list(
      row('http://10.0.0.1/t/x.1/') + row('http://me:pw@127.0.0.1/t/x.1/') + row(`/t/${'a'.repeat(2000)}.1/`),
    ),
    texts: [],
    requests: 3,
  },
  {
    input: 'a thread of 100,000 posts',
    outcome: 'its first page, then from the newest back',
    settings: { software: 'phpbb', board: '/viewforum.php?f=1' },
    wrong: phpbbOf(100_000),
    texts: ['Lời 1', 'Lời 100000', 'Lời 99989'],
    requests: 5,
    alone: true,
  },
  {
    input: 'a sign-in wall in place of a thread',
    outcome: 'an error that says so; the others are read',
    wrong: thread(shell('<form action="/login/login"></form>', 'login')),
    errors: /asks for a sign-in/,
  },
  {
    input: 'a redirect to the sign-in page',
    outcome: 'the same',
    wrong: (path) =>
      path === '/t/x.1/'
        ? { status: 302, headers: { location: '/login/' } }
        : path === '/login/'
          ? shell('<form action="/login/login"></form>', 'login')
          : undefined,
    errors: /asks for a sign-in/,
  },
  {
    input: 'an error page',
    outcome: 'an error in its own words',
    wrong: thread(shell('<div class="blockMessage">Bạn không có quyền xem</div>', 'error')),
    errors: /Bạn không có quyền xem/,
  },
  { input: '403', outcome: 'an error; left alone until there is news', wrong: status(403), errors: /answered 403/ },
  {
    input: '404 or 410 for a thread',
    outcome: 'an error; what was read of it lately is gone',
    wrong: status(410),
    errors: /the thread was removed/,
  },
  {
    input: '429 with Retry-After',
    outcome: 'the whole source pauses, what was read is kept',
    wrong: (path) => (path === '/t/x.2/' ? { status: 429, headers: { 'retry-after': '60' } } : undefined),
    texts: ['Lời 11'],
    thrown: /a pause of 60 s/,
    alone: true,
    check: ({ kept }) => expect(kept).toHaveLength(1),
  },
  { input: '500', outcome: 'an error, tried again in the next run', wrong: status(500), errors: /answered 500/ },
  {
    input: 'a redirect loop',
    outcome: 'an error',
    wrong: (path) =>
      path === '/t/x.1/' || path === '/t/y.1/'
        ? { status: 302, headers: { location: path === '/t/x.1/' ? '/t/y.1/' : '/t/x.1/' } }
        : undefined,
    errors: /loop/,
  },
  {
    input: 'a thread that robots.txt closes',
    outcome: 'an error; not asked for',
    wrong: (path) =>
      path === '/robots.txt'
        ? { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /t/x.1/' }
        : undefined,
    errors: /robots\.txt/,
    requests: 3,
  },
  {
    input: 'a check for people ("Just a moment…") with status 200',
    outcome: 'an error, tried again in the next run',
    wrong: thread('<html><title>Just a moment...</title></html>'),
    errors: /no posts as XenForo 2 writes them/,
  },
  {
    input: 'a picture, a PDF or JSON in place of a page',
    outcome: 'an error, tried again in the next run',
    wrong: thread('%PDF-1.7 \u0000\u0001', { 'content-type': 'application/pdf' }),
    errors: /no posts as XenForo 2 writes them/,
  },
  {
    input: 'an empty answer',
    outcome: 'an error, tried again in the next run',
    wrong: thread(''),
    errors: /no posts as XenForo 2 writes them/,
  },
  {
    input: 'another software than the settings say',
    outcome: 'the run fails and says so',
    settings: { software: 'xenforo2' },
    wrong: (path) => (path === '/f/x.1/' ? '<html><body id="phpbb"></body></html>' : undefined),
    thrown: /Is it another software/,
    alone: true,
  },
  {
    input: 'a software that nobody knows, to be recognised',
    outcome: 'the run fails and says what to set',
    wrong: (path) => (path === '/f/x.1/' ? '<html><body>Xin chào</body></html>' : undefined),
    thrown: /no forum software that is known/,
    alone: true,
  },
  {
    input: "a forum's front page, to be recognised",
    outcome: 'the run fails and asks for a board or a thread',
    settings: { board: '/' },
    wrong: (path) => (path === '/' ? shell('', 'forum_list') : undefined),
    thrown: /neither a board nor a thread/,
    alone: true,
  },
  {
    input: "a page in place of an API's JSON",
    outcome: 'the run fails and says so',
    ...api('discourse', '<html>bảo trì</html>'),
    thrown: /is not JSON as Discourse writes it/,
  },
  {
    input: 'JSON of another shape',
    outcome: 'the run fails and names the field',
    ...api('nodebb', { topics: 'x' }),
    thrown: /another shape than NodeBB documents \(topics\)/,
  },
  {
    input: 'JSON with numbers without bounds',
    outcome: 'the run fails and names the field',
    ...api('discourse', '{"topic_list":{"topics":[{"id":1e999,"posts_count":-5}]}}'),
    thrown: /another shape/,
  },
  {
    input: 'JSON with `__proto__`',
    outcome: 'ignored',
    ...api('nodebb', '{"topics":[],"__proto__":{"polluted":1},"pagination":{"currentPage":1,"pageCount":1}}'),
    texts: [],
    check: () => expect(({} as Record<string, unknown>).polluted).toBeUndefined(),
  },
  {
    input: 'JSON with the same post twice',
    outcome: 'the first',
    ...nodebbWith([5, 5]),
    texts: ['chữ'],
  },
  {
    input: 'JSON with posts of other servers (ids that are addresses)',
    outcome: 'passed over, with a warning',
    ...nodebbWith(['https://mastodon.example/1', 5]),
    texts: ['chữ'],
    warnings: /1 posts have no id/,
  },
];

/** A phpBB whose only thread has so many posts, ten on a page, each page showing two of them. */
function phpbbOf(posts: number): Wrong {
  const shown = (id: number) =>
    `<div id="p${id}" class="post"><div class="postbody"><p class="author"><time datetime="2026-11-22T02:00:00+00:00"></time></p><div class="content">Lời ${id}</div></div></div>`;
  return (path) => {
    const start = Number(/^\/viewtopic\.php\?t=5(?:&start=(\d+))?$/.exec(path)?.[1] ?? 0);
    const starts = [0, start - 10, start + 10, posts - 10].filter((at) => at >= 0 && at < posts);
    const pages = starts.map((at) => `<a href="/viewtopic.php?t=5&amp;start=${at}">${at}</a>`);
    const page = (inside: string) => `<html lang="vi"><body id="phpbb">${inside}</body></html>`;
    if (path.startsWith('/viewforum'))
      return page(
        '<ul class="topiclist topics"><li class="row"><a class="topictitle" href="/viewtopic.php?t=5">T</a></li></ul>',
      );
    if (!path.startsWith('/viewtopic')) return undefined;
    const ids = start === 0 ? [1] : start >= posts - 10 ? [posts] : [start + 9];
    return page(`${ids.map(shown).join('')}<div class="pagination">${pages.join('')}</div>`);
  };
}

function nodebbWith(pids: unknown[]): Pick<HostileForum, 'wrong' | 'settings' | 'alone'> {
  const pagination = { currentPage: 1, pageCount: 1 };
  const posts = pids.map((pid) => ({ pid, content: '<p>chữ</p>', timestamp: Date.UTC(2026, 10, 22) }));
  const answer = (path: string) =>
    path.includes('/topic/')
      ? { tid: 1, title: 'T', posts, pagination }
      : { topics: [{ tid: 1, slug: '1/t' }], pagination };
  const wrong: Wrong = (path) => (path.startsWith('/api/') ? JSON.stringify(answer(path)) : undefined);
  return { wrong, settings: { software: 'nodebb', board: '/recent' }, alone: true };
}
