import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToText, tidyLine } from '../../../src/crawlers/support/html.ts';

describe('htmlToText', () => {
  it.each([
    ['<p>Một</p><p>Hai</p>', 'Một\n\nHai'],
    ['a<br>b<br/>c<BR />d', 'a\nb\nc\nd'],
    ['<ul><li>x<li>y</ul>z', 'x\n\ny\n\nz'],
    ['<td>1</td><td>2</td>', '1 2'],
    ['chờ &lt;20&gt; phút &amp; hơn &nbsp; thế&#8230;', 'chờ <20> phút & hơn thế…'],
    ['5 < 6, <3 thương', '5 < 6, <3 thương'],
    ['a <script>alert("<b>x</b>")</script><style>p{}</style><noscript>n</noscript>b', 'a b'],
    ['<svg><text>x</text></svg><select><option>o</select>y', 'y'],
    ['buồn <img class="smilie smilie--sprite" alt=":("> quá <img src="x.jpg" alt="anh.jpg">', 'buồn :( quá'],
    ['vui<img class="wp-smiley" alt="😀">', 'vui 😀'],
    ['\u0000a\u0007b\u202ec\ufeff', 'abc'],
    ['a\r\n\r\n\r\n  b', 'a b'],
    ['không đóng <b>thẻ <i>nào', 'không đóng thẻ nào'],
    ['đóng </b> thừa </p>', 'đóng thừa'],
    ['<a href="javascript:x">chữ</a><!-- ẩn --><![CDATA[x]]>', 'chữ'],
    ['', ''],
  ])('%j', (html, text) => expect(htmlToText(html)).toBe(text));

  it('is bounded in length, and never cuts a character in two', () => {
    expect(htmlToText('😀'.repeat(1000), 101)).toBe('😀'.repeat(50));
    expect(htmlToText('a'.repeat(5_000_000)).length).toBe(200_000);
  });

  it('takes no time over markup that is nested without end', () => {
    const started = performance.now();
    expect(htmlToText(`đầu ${'<div>'.repeat(1_000_000)}cuối`)).toMatch(/^đầu/);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('leaves no markup of what was escaped once, and never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => htmlToText(text).length <= text.length * 2 + 2));
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zđ<>&;" ]{0,40}$/), (text) => {
        expect(htmlToText(escaped(text))).toBe(text.replace(/ +/g, ' ').trim());
      }),
    );
  });
});

it('tidyLine makes one line, or null of nothing', () => {
  expect(tidyLine(' a \n\n b ', 100)).toBe('a b');
  expect(tidyLine(' \u0000\n', 100)).toBeNull();
  expect(tidyLine(undefined, 100)).toBeNull();
  expect(tidyLine('abcdef', 3)).toBe('abc');
});
