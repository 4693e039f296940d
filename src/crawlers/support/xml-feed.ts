import { Parser } from 'htmlparser2';
import type { Feed, FeedItem } from './feed-reader.ts';
import { limitDepth } from './markup-depth.ts';

const ROOTS = new Set(['rss', 'feed', 'rdf', 'channel']);
const ITEMS = new Set(['item', 'entry']);
/** Child elements that are read, and under which name; earlier sources of the same field win. */
const FIELDS: Record<string, Field> = {
  guid: 'id',
  id: 'id',
  link: 'link',
  title: 'title',
  'dc:title': 'title',
  author: 'author',
  'dc:author': 'author',
  'dc:creator': 'author',
  pubdate: 'date',
  published: 'date',
  issued: 'date',
  'dc:date': 'date',
  updated: 'updated',
  modified: 'updated',
  'content:encoded': 'encoded',
  content: 'content',
  description: 'content',
  summary: 'summary',
};
/** Their markup may contain elements of the same names as fields (`<summary>`, `<link>`). */
const RICH = new Set<Field>(['encoded', 'content', 'summary']);
const ONLY_IN_FEEDS = new Set(['guid', 'id', 'pubdate', 'published', 'updated', 'description', 'content:encoded']);

/** "<3" and "5 < 6" that somebody forgot to escape; in CDATA the HTML reader turns it back. */
const BARE_BRACKET = /<(?![A-Za-z/!?_:])/g;

type Field = 'id' | 'link' | 'title' | 'author' | 'date' | 'updated' | 'encoded' | 'content' | 'summary';
type Values = Partial<Record<Field, string>>;

/**
 * Reads RSS 0.9x–2.0, RDF and Atom in one pass and linear time, however broken: unclosed and crossed tags, undeclared
 * prefixes, bare ampersands, missing versions. Entities that a DOCTYPE declares are never expanded. Undefined if no
 * element is there that a feed starts with.
 */
export function readXmlFeed(xml: string): Feed | undefined {
  const reader = new FeedHandler();
  const parser = new Parser(limitDepth(reader), { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true });
  parser.write(xml.replace(BARE_BRACKET, '&lt;'));
  const cut = reader.insideItem;
  if (cut) reader.leaveItem();
  const unclosed = reader.unclosed;
  parser.end();
  if (reader.root === undefined) return undefined;
  const warnings: string[] = [];
  if (unclosed > 0) warnings.push(`The feed is broken XML (${unclosed} tags not closed); what could be read was read.`);
  if (cut) warnings.push('The feed ends in the middle of an item, which was left out: its id and text may be cut.');
  return { items: reader.items.map(toItem), warnings };
}

class FeedHandler {
  root: string | undefined;
  readonly items: Values[] = [];
  #prefix = '';
  #depth = 0;
  #item: Values | undefined;
  #field: { name: Field; depth: number; parts: string[] } | undefined;
  /** Depth of an element whose fields are another feed's (`<source>`). */
  #skipped: number | undefined;

  /** Tags that were closed only because something around them was. */
  unclosed = 0;
  #justOpened = false;

  get insideItem(): boolean {
    return this.#item !== undefined;
  }

  leaveItem(): void {
    this.#item = undefined;
    this.#field = undefined;
  }

  onopentag(fullName: string, attributes: Record<string, string>): void {
    this.#depth += 1;
    this.#justOpened = true;
    const name = this.#local(fullName);
    if (this.root === undefined) {
      if (ROOTS.has(name)) this.root = name;
      return;
    }
    if (ITEMS.has(name)) {
      this.#startItem(attributes);
      return;
    }
    if (!this.#item || this.#skipped !== undefined) return;
    if (name === 'source') {
      this.#skipped = this.#depth;
      return;
    }
    const field = FIELDS[name];
    if (this.#field && !(field && this.#endsUnclosed(name))) {
      this.#field.parts.push(`<${name === 'img' ? imageTag(attributes) : name}>`);
      return;
    }
    this.#finishField();
    if (field === 'link' && attributes.href !== undefined) {
      if ((attributes.rel ?? 'alternate') === 'alternate') this.#item.link ??= attributes.href;
    } else if (field) {
      this.#field = { name: field, depth: this.#depth, parts: [] };
    }
  }

  ontext(text: string): void {
    this.#justOpened = false;
    if (!this.#field || this.#skipped !== undefined) return;
    // Text of nested markup is text; text of the field itself is the escaped HTML that feeds carry.
    this.#field.parts.push(this.#depth > this.#field.depth ? text.replaceAll('<', '&lt;') : text);
  }

  onclosetag(fullName: string, implied: boolean): void {
    // The parser says "implied" of `<link/>` too.
    if (implied && !this.#justOpened) this.unclosed += 1;
    this.#justOpened = false;
    const name = this.#local(fullName);
    if (this.#skipped === this.#depth) this.#skipped = undefined;
    else if (this.#field && this.#depth === this.#field.depth) this.#finishField();
    else if (this.#field && this.#skipped === undefined) this.#field.parts.push(`</${name}>`);
    this.#depth -= 1;
    if (ITEMS.has(name) || ROOTS.has(name)) this.#finishItem();
  }

  /** The name as FIELDS has it: without the prefix if it is the one that the feed's or item's own element carries. */
  #local(fullName: string): string {
    const [first = '', second] = fullName.split(':');
    if (second === undefined) return first;
    const opensFeed = this.root === undefined && ROOTS.has(second);
    const opensItem = this.root !== undefined && this.#item === undefined && ITEMS.has(second);
    if (opensFeed || opensItem) this.#prefix = first;
    return first === this.#prefix && !(fullName in FIELDS) ? second : fullName;
  }

  #startItem(attributes: Record<string, string>): void {
    this.#finishItem();
    this.#skipped = undefined;
    const about = attributes['rdf:about'];
    this.#item = about === undefined ? {} : { id: about };
  }

  #finishItem(): void {
    this.#finishField();
    if (this.#item) this.items.push(this.#item);
    this.#item = undefined;
  }

  #finishField(): void {
    if (this.#field && this.#item) this.#item[this.#field.name] ??= this.#field.parts.join('');
    this.#field = undefined;
  }

  #endsUnclosed(name: string): boolean {
    return this.#field !== undefined && (ONLY_IN_FEEDS.has(name) || !RICH.has(this.#field.name));
  }
}

const imageTag = ({ class: className = '', alt = '' }: Record<string, string>) =>
  `img class="${escapeQuote(className)}" alt="${escapeQuote(alt)}"`;

const escapeQuote = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

function toItem(values: Values): FeedItem {
  const { id, link, title, author } = values;
  return {
    id,
    link,
    title,
    author: author && (/<name>([^<]*)/.exec(author)?.[1] ?? author),
    date: values.date ?? values.updated,
    html: [values.encoded, values.content, values.summary].find((text) => text?.trim()),
  };
}
