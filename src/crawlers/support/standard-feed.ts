import { createRequire } from 'node:module';
import { Parser as MarkupParser } from 'htmlparser2';
import FeedParser from 'rss-parser';
import type { Feed, FeedItem } from './feed-reader.ts';
import { limitDepth } from './markup-depth.ts';

/** rss-parser takes up to half a microsecond a character (measured on hostile feeds): this bounds it to a second. */
const MAX_LENGTH = 2_000_000;
/** DOCTYPE and other declarations: its tokenizer takes quadratic time to find the end of one (`<!xxxx…`). */
const DECLARATION = /<!(?!--|\[CDATA\[)/;
const ITEM = /^(?:[^:]*:)?(?:item|entry)$/i;
const WORDS = new Set(['title', 'dc:title', 'content:encoded', 'content', 'description', 'summary']);

/** What rss-parser does not hand out by itself: dates as they are written, all links, and fields of the other formats. */
const FIELDS = [
  ['pubDate', 'writtenDate'],
  ...['published', 'issued', 'dc:date', 'updated', 'modified'],
  ...['id', 'content:encoded', 'content'],
  ['author', 'creator'],
  ['dc:creator', 'creator'],
  ['link', 'links', { keepArray: true }],
];

// Never used here, and bad at hostile texts: the snippet's regular expressions take quadratic time, and the content of
// an empty element with attributes would be made-up markup, which would hide the item's other texts.
const utils: Record<string, unknown> = createRequire(import.meta.url)('rss-parser/lib/utils.js');
Object.assign(utils, { getSnippet: () => '', getContent: textOf });

type Fields = Record<string, unknown>;

/**
 * Reads a well-formed RSS 0.9x–2.0, RDF or Atom feed by rss-parser; undefined if it is none, or has what rss-parser
 * cannot read in full or in time, so that the forgiving reader must. Throws FetchFailed if it is nested too deep.
 */
export async function readStandardFeed(xml: string): Promise<Feed | undefined> {
  if (xml.length > MAX_LENGTH || DECLARATION.test(xml)) return undefined;
  const { items, markup } = survey(xml);
  if (markup) return undefined;
  const feed = await parse(xml);
  if (!feed || feed.items.length === 0 || feed.items.length !== items) return undefined;
  return { items: feed.items.map(toItem), warnings: [] };
}

/** The feed, or undefined if it is broken; a parser that has failed cannot be used again. */
async function parse(xml: string): Promise<{ items: Fields[] } | undefined> {
  try {
    return await new FeedParser<Fields, Fields>({ customFields: { item: FIELDS }, defaultRSS: 2 }).parseString(xml);
  } catch {
    return undefined;
  }
}

/** Counts the items, and looks for markup that is not escaped: rss-parser would lose the order of words and elements. */
function survey(xml: string): { items: number; markup: boolean } {
  const found = { items: 0, markup: false };
  const open: string[] = [];
  const handler = {
    onopentag(name: string) {
      if (ITEM.test(name)) found.items += 1;
      if (WORDS.has(open.at(-1) ?? '')) found.markup = true;
      open.push(name);
    },
    onclosetag: () => void open.pop(),
  };
  new MarkupParser(limitDepth(handler), { xmlMode: true }).end(xml);
  return found;
}

function toItem(item: Fields): FeedItem {
  const { writtenDate, published, issued, updated, modified } = item;
  return {
    id: textOf(item['rdf:about'] ?? item.guid ?? item.id),
    link: linkOf(item.links),
    title: textOf(item.title),
    html: [item['content:encoded'], item.content, item.summary].map(textOf).find((text) => text?.trim()),
    author: nameOf(item.creator),
    date: textOf(writtenDate ?? published ?? issued ?? item['dc:date'] ?? updated ?? modified),
  };
}

/** The text of an element: a string, or with attributes or child elements an object that has it as `_`. */
function textOf(element: unknown): string | undefined {
  if (element === undefined || typeof element === 'string') return element;
  const text = (element as Fields)._;
  return typeof text === 'string' ? text : '';
}

/** The first link that is the item's own (RFC 4287, 4.2.7.2: no `rel` means "alternate"), or RSS's link in words. */
function linkOf(links: unknown): string | undefined {
  for (const link of Array.isArray(links) ? links : []) {
    const { href, rel = 'alternate' } = (link as { $?: Record<string, string> }).$ ?? {};
    if (href === undefined) return textOf(link);
    if (rel === 'alternate') return href;
  }
  return undefined;
}

/** The name of an author: Atom's `<name>` or the words themselves. */
function nameOf(author: unknown): string | undefined {
  const names = (author as { name?: unknown } | undefined)?.name;
  return textOf(Array.isArray(names) ? names[0] : author);
}
