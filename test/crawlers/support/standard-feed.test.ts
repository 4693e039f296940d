import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../src/crawlers/support/feed-reader.ts';
import { htmlToText } from '../../../src/crawlers/support/html.ts';
import { readStandardFeed } from '../../../src/crawlers/support/standard-feed.ts';
import { readXmlFeed } from '../../../src/crawlers/support/xml-feed.ts';

const rss = (items: string) => `<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>Mẫu</title><link>https://tin.example/</link>${items}</channel></rss>`;
const atom = (entries: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Mẫu</title><id>tag:tin.example,2026:0</id>${entries}</feed>`;
const rdf = (items: string) => `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<channel rdf:about="https://tin.example/"><title>Mẫu</title><items><rdf:Seq/></items></channel>${items}</rdf:RDF>`;
const item = (inside: string) => rss(`<item>${inside}</item>`);
const first = async (xml: string) => (await readStandardFeed(xml))?.items[0];

describe('both readers agree on well-formed feeds', () => {
  const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const encodings = [
    escapeText,
    (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`,
    (text: string) => text.replace(/[&<>\p{L}\p{S}]/gu, (c) => `&#${c.codePointAt(0)};`),
    (text: string) => `<!-- c -->${escapeText(text)}<?p i?>`,
  ];
  const pieces = [
    'Sóng yếu',
    'a & b',
    '1 < 2',
    '<p>đoạn</p>',
    '<b class="x">đậm</b>',
    '&lt;3',
    ']]>',
    '👍',
    '\n',
    '"x"',
  ];
  const words = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '));
  const place = fc.nat(99).map((n) => `https://tin.example/bai?n=${n}&l=vi`);
  const key = fc.oneof(
    place,
    fc.nat(99).map((n) => `tag:tin.example,2026:${n}`),
    fc.uuid(),
  );
  const date = fc.constantFrom('Fri, 20 Nov 2026 09:00:00 +0700', '2026-11-20T09:00:00.25+07:00', ' 2026-11-20 09:00 ');
  const anyDate = fc.oneof(date, fc.constantFrom('hôm qua', '20/11/2026', ''));

  /** An element, possibly empty or missing, in any of the ways to write its text. */
  const element = (name: string, text: fc.Arbitrary<string>, attributes = '') =>
    fc
      .oneof(
        { weight: 6, arbitrary: fc.tuple(text, fc.constantFrom(...encodings)).map(([t, encode]) => encode(t)) },
        { weight: 1, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constant(undefined) },
      )
      .map((inside) => (inside === undefined ? '' : `<${name}${attributes}>${inside}</${name}>`));
  const extras = fc.constantFrom(
    '',
    '<category>tin</category>\n<category domain="x">mạng</category>',
    '<enclosure url="https://tin.example/a.mp3" length="1" type="audio/mpeg"/>',
    '<source url="https://khac.example/"><title>Nguồn khác</title></source>',
    '<media:group><media:title>Khác</media:title><media:content url="x"/></media:group>',
    '<atom:link rel="self" href="https://tin.example/khac"/><itunes:author>Khác</itunes:author>',
  );
  const about = place.map((url) => ` rdf:about="${escapeText(url)}"`);
  const rssFields = [
    element('title', words),
    element('link', place),
    element('description', words),
    element('content:encoded', words),
  ];
  const items = (name: string, attributes: fc.Arbitrary<string>, fields: fc.Arbitrary<string>[]) =>
    fc
      .array(
        fc
          .tuple(attributes, fc.tuple(...fields, extras))
          .map(([a, inside]) => `<${name}${a}>${inside.join('\n')}</${name}>`),
        { minLength: 1, maxLength: 4 },
      )
      .map((all) => all.join(''));
  const link = place.map((url) => `<link rel="edit" href="https://tin.example/sua"/><link href="${escapeText(url)}"/>`);
  const feeds = {
    'RSS 2.0': items('item', fc.constant(''), [
      ...rssFields,
      element('guid', key, ' isPermaLink="false"'),
      fc.oneof(element('pubDate', anyDate), element('dc:date', anyDate)),
      fc.oneof(element('dc:creator', words), element('author', words)),
    ]).map(rss),
    RDF: items('item', about, [...rssFields, element('dc:date', anyDate), element('dc:creator', words)]).map(rdf),
    Atom: items('entry', fc.constantFrom('', ' xml:lang="vi"'), [
      element('id', key),
      element('title', words, ' type="html"'),
      fc.oneof(link, fc.constant('<link rel="self" href="https://tin.example/a"/>')),
      element('published', date),
      element('updated', date),
      element('content', words, ' type="html"'),
      element('summary', words),
      fc.constantFrom('', '<author><name>Minh</name><uri>https://tin.example/minh</uri></author>'),
    ]).map(atom),
  };

  const observed = (feed: Awaited<ReturnType<typeof readFeed>>) =>
    feed?.items.map((read) => ({
      ...read,
      title: htmlToText(read.title ?? ''),
      html: htmlToText(read.html ?? ''),
      author: htmlToText(read.author ?? ''),
    }));

  it.each(Object.entries(feeds))('%s', async (_name, feed) => {
    await fc.assert(
      fc.asyncProperty(feed, async (xml) => {
        const standard = await readStandardFeed(xml);
        expect(standard).toBeDefined();
        expect(observed(standard)).toEqual(observed(readXmlFeed(xml)));
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  it('and any garbled one is answered with texts', async () => {
    const garbled = fc.tuple(
      fc.oneof(...Object.values(feeds)),
      fc.nat(),
      fc.constantFrom('', '<', '&', '</', '<!', ']]>'),
    );
    await fc.assert(
      fc.asyncProperty(garbled, async ([xml, place, junk]) => {
        const at = place % xml.length;
        const feed = await readFeed(xml.slice(0, at) + junk + xml.slice(at + 3));
        const values = feed?.items.flatMap((read) => Object.values(read)) ?? [];
        expect(values.filter((value) => value !== undefined && typeof value !== 'string')).toEqual([]);
      }),
      { numRuns: 200, seed: 11 },
    );
  });
});

describe('the standard reader', () => {
  it('takes the own link, the creator and the date as it is written', async () => {
    expect(
      await first(
        atom(
          '<entry><id>1</id><link rel="self" href="/self"/><link href="/own"/><link rel="alternate" href="/other"/><published>2026-11-20 09:00</published></entry>',
        ),
      ),
    ).toMatchObject({ link: '/own', date: '2026-11-20 09:00' });
    expect(
      await first(item('<author>a@tin.example</author><dc:creator>Tâm</dc:creator><pubDate>20/11</pubDate>')),
    ).toMatchObject({ author: 'Tâm', date: '20/11' });
  });

  it('never takes an empty element with attributes for a text', async () => {
    const xml = atom('<entry><id>1</id><content type="html"/><summary>Tóm tắt</summary><title type="text"/></entry>');
    expect(await first(xml)).toMatchObject({ html: 'Tóm tắt', title: '' });
  });

  it.each([
    ['markup that is not escaped', item('<description>a <b>b</b> c</description>'), 'a <b>b</b> c'],
    ['a title with markup', item('<title>a <b>b</b></title><description>c</description>'), 'c'],
    ['a DOCTYPE', `<!DOCTYPE rss [<!ENTITY a "ha">]>${item('<description>a</description>')}`, 'a'],
    ['a tag left open', item('<description>a'), 'a'],
    [
      'items outside the channel',
      `${item('<title>a</title>')}`.replace('</rss>', '<item><title>b</title></item></rss>'),
      undefined,
    ],
    ['a date that names no day', atom('<entry><published>hôm qua</published><summary>a</summary></entry>'), 'a'],
    [
      'more than two million characters',
      item(`<description>${'a '.repeat(1_000_001)}</description>`),
      'a '.repeat(1_000_001),
    ],
  ])('leaves %s to the forgiving one', async (_name, xml, html) => {
    expect(await readStandardFeed(xml)).toBeUndefined();
    const feed = await readFeed(xml);
    expect(feed).toEqual(readXmlFeed(xml));
    if (html) expect(feed?.items[0]?.html).toBe(html);
  });
});

describe('hostile feeds are read in linear time', () => {
  const fill = (unit: string, length: number) => unit.repeat(length / unit.length);
  const field = (inside: string) => item(`<title>t</title><description>${inside}</description>`);
  const shapes: [string, (length: number) => string][] = [
    ['escaped brackets', (n) => field(fill('&lt;', n))],
    ['escaped tags', (n) => item(`<content:encoded>${fill('&lt;p ', n)}</content:encoded>`)],
    ['bare brackets', (n) => field(fill('<', n))],
    ['bare ampersands', (n) => field(fill('& ', n))],
    ['an endless entity', (n) => field(`&${fill('a', n)}`)],
    ['an endless declaration', (n) => field(`<!${fill('x', n)}`)],
    ['entity declarations', (n) => `<!DOCTYPE rss [${fill('<!ENTITY a "&a;&a;">', n)}]>${field('&a;')}`],
    ['CDATA ends', (n) => field(`<![CDATA[${fill(']] ', n)}]]>`)],
    ['white space in CDATA', (n) => field(`<![CDATA[${fill('\n', n)}]]>`)],
    ['attributes', (n) => item(`<x ${Array.from({ length: n / 12 }, (_, i) => `a${i}=""`).join(' ')}/>`)],
    ['items', (n) => rss(fill('<item/>', n))],
    ['elements', (n) => item(fill('<guid/>', n))],
    ['nesting to the limit', (n) => item(fill('<b>'.repeat(990) + '</b>'.repeat(990), n))],
    ['a date', (n) => item(`<pubDate>${fill('1 (', n)}</pubDate>`)],
    ['an endless tag name', (n) => item(`<${fill('a', n)}/>`)],
  ];

  it.each(shapes)('%s', { timeout: 60_000 }, async (_name, make) => {
    for (const length of [1_900_000, 9_900_000]) {
      const xml = make(length);
      const started = performance.now();
      const feed = await readFeed(xml);
      expect(performance.now() - started, `${length} characters`).toBeLessThan(8000);
      expect(feed).toBeDefined();
    }
  });

  it.each([1_900_000, 9_900_000])('nesting without end is refused, at %i characters', async (length) => {
    await expect(readFeed(item(fill('<b>', length)))).rejects.toThrow(/more than 1000 deep/);
  });
});
