import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { expect } from 'vitest';
import { post, shell } from '../stand-ins/hostile-forum.ts';
import { type HostileForum, thread } from './case.ts';

const TEXT = 'Mạng chậm quá, tổng đài không nghe';

/** As windows-1258 writes Vietnamese: tone marks are characters of their own. */
const toCombining = (text: string) =>
  text.replaceAll('ậ', 'â\u0323').replaceAll('ổ', 'ô\u0309').replaceAll('ạ', 'a\u0323').replaceAll('á', 'a\u0301');

/** Pages whose bytes, markup, ids or dates are not as they should be. */
export const hostileContent: HostileForum[] = [
  {
    input: 'UTF-8 that the header calls ISO-8859-1',
    outcome: 'read as UTF-8',
    wrong: thread(shell(post(11, TEXT)), { 'content-type': 'text/html; charset=iso-8859-1' }),
    texts: [TEXT],
  },
  {
    input: 'windows-1258, as old boards send it',
    outcome: 'read, its marks composed',
    wrong: thread(iconv.encode(shell(post(11, toCombining(TEXT))).replace('utf-8', 'windows-1258'), 'windows-1258'), {
      'content-type': 'text/html',
    }),
    texts: [TEXT],
  },
  {
    input: 'UTF-16 with a byte-order mark',
    outcome: 'read',
    wrong: thread(iconv.encode(shell(post(11, TEXT)), 'utf-16le', { addBOM: true }), { 'content-type': 'text/html' }),
    texts: [TEXT],
  },
  {
    input: 'a broken byte amid UTF-8',
    outcome: 'read, the byte marked as unreadable',
    wrong: thread(
      Buffer.concat([
        Buffer.from(shell('').replace('</div></body></html>', '') + post(11, 'Mạng')),
        Buffer.from([0xff]),
        Buffer.from(post(12, 'chậm')),
      ]),
    ),
    texts: ['Mạng', 'chậm'],
  },
  {
    input: 'a decompression bomb',
    outcome: 'an error for that thread',
    wrong: thread(gzipSync(Buffer.alloc(80_000_000, 32)), { 'content-encoding': 'gzip' }),
    errors: /is larger than/,
  },
  {
    input: 'entities twice escaped, without semicolon, beyond Unicode',
    outcome: 'decoded once, never markup',
    wrong: thread(shell(post(11, '&lt;b&gt; 5 &amp;amp; 6 &copy 7 &#x110000; &#0;'))),
    texts: ['<b> 5 &amp; 6 © 7 � �'],
  },
  {
    input: 'CDATA in HTML',
    outcome: 'a comment, as browsers have it',
    wrong: thread(shell(post(11, 'a<![CDATA[ẩn]]>b'))),
    texts: ['ab'],
  },
  {
    input: 'control characters and marks that turn the writing direction',
    outcome: 'removed, in names too',
    wrong: thread(shell(post(11, 'a\u0007b\u202ec', undefined, 'A\u202en\u0000'))),
    texts: ['abc'],
    check: ({ posts }) => expect(posts[0]?.author.name).toBe('An'),
  },
  {
    input: 'a quotation that is never closed',
    outcome: 'what precedes it',
    wrong: thread(shell(post(11, 'mình nói <blockquote>người khác'))),
    texts: ['mình nói'],
  },
  {
    input: 'a quotation or a picture alone',
    outcome: 'no post',
    wrong: thread(shell(post(11, 'mở') + post(12, '<blockquote>x</blockquote>') + post(13, '<img src="/a.jpg">'))),
    texts: ['mở'],
  },
  {
    input: 'a post inside a post',
    outcome: 'one post: nothing in a body passes for another',
    wrong: thread(shell(post(11, `thật ${post(99, 'giả')}`))),
    texts: ['thật\n\nAn\n\ngiả'],
    check: ({ posts }) => expect(posts.some(({ externalId }) => externalId.endsWith('/99'))).toBe(false),
  },
  {
    input: 'scripts, styles and frames in a post',
    outcome: 'left out',
    wrong: thread(shell(post(11, 'a<script>alert(1)</script><style>p{}</style><iframe srcdoc="x">y</iframe>b'))),
    texts: ['ab'],
  },
  {
    input: 'elements nested without end',
    outcome: 'an error for that thread',
    wrong: thread(`<html id="XF">${'<div>'.repeat(300_000)}`),
    errors: /more than 1000 deep/,
  },
  {
    input: 'a page cut in the middle of a tag',
    outcome: 'the posts before; nothing counts as deleted',
    wrong: thread(`${shell('').replace('</div></body></html>', '')}${post(11)}${post(12).slice(0, 60)}`),
    texts: ['Lời 11'],
  },
  {
    input: 'posts without an id',
    outcome: 'passed over, with a warning',
    wrong: thread(shell(post(11) + post(''))),
    texts: ['Lời 11'],
    warnings: /1 posts have no id/,
  },
  {
    input: 'an id of twenty digits',
    outcome: 'no id',
    wrong: thread(shell(post(11) + post('98765432109876543210'))),
    texts: ['Lời 11'],
    warnings: /1 posts have no id/,
  },
  {
    input: 'the same id twice',
    outcome: 'the first',
    wrong: thread(shell(post(11, 'một') + post(11, 'hai'))),
    texts: ['một'],
  },
  {
    input: 'an author without a name',
    outcome: 'a post of nobody',
    wrong: thread(shell(post(11, 'x', undefined, ' '))),
    texts: ['x'],
    check: ({ posts }) => expect(posts[0]?.author.name).toBeNull(),
  },
  {
    input: 'a name that is markup',
    outcome: 'plain text',
    wrong: thread(shell(post(11, 'x', undefined, '&lt;img src=x onerror=alert(1)&gt;'))),
    texts: ['x'],
    check: ({ posts }) => expect(posts[0]?.author.name).toBe('<img src=x onerror=alert(1)>'),
  },
  {
    input: 'a page of 30,000 posts',
    outcome: 'its first 1,000',
    wrong: thread(
      shell(
        Array.from(
          { length: 30_000 },
          (_, n) => `<article data-content="post-${n + 100}"><div class="bbWrapper">a</div></article>`,
        ).join(''),
      ),
    ),
    texts: Array.from({ length: 1000 }, () => 'a'),
    warnings: /no date/,
  },
  {
    input: 'a post of 3 MB',
    outcome: 'its first 200,000 characters',
    wrong: thread(shell(post(11, 'a'.repeat(3_000_000)))),
    texts: ['a'.repeat(200_000)],
  },
  {
    input: 'dates of the future, of 1970, or of no calendar',
    outcome: 'posts without a date, with a warning',
    wrong: thread(
      shell(
        post(11, 'a', '2030-01-01T00:00:00Z') +
          post(12, 'b', '1970-01-01T00:00:00Z') +
          post(13, 'c', '2026-02-31T00:00:00Z'),
      ),
    ),
    texts: ['a', 'b', 'c'],
    warnings: /3 posts have no date/,
  },
  {
    input: '"03/11/2026" on a page that is not in Vietnamese',
    outcome: 'no date: day and month are not guessed',
    wrong: thread(shell(post(11, 'a', '03/11/2026 09:00')).replace('lang="vi"', 'lang="en"')),
    texts: ['a'],
    warnings: /1 posts have no date/,
  },
];
