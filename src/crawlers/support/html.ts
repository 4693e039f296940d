import { type AnyNode, isDocument, isTag, isText } from 'domhandler';
import { Parser } from 'htmlparser2';
import { FetchFailed } from './fetch-failed.ts';
import { limitDepth } from './markup-depth.ts';

const BLOCKS = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot ' +
    'thead tr ul'
  ).split(' '),
);
/** What is in these is not text for readers. */
const HIDDEN = new Set(
  'script style template noscript head title iframe object svg math select textarea button'.split(' '),
);
/** Forum and blog software writes emoji and emoticons as pictures. */
const SMILEY = /(^|[\s_-])(smil(ie|ey)|emoji|twemoji|emojione|emoticon)/i;
const CELLS = new Set(['td', 'th']);

/** The longest text that is kept of one post (the limit of a RawPost's text). */
export const MAX_TEXT = 200_000;

/** Gathers the text of markup that is reported element by element. */
class TextGatherer {
  readonly #parts: string[] = [];
  readonly #maxLength: number;
  #length = 0;
  #hidden = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  ontext(text: string): void {
    this.#add(text.replace(/[\s\u00a0]+/g, ' '));
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    if (HIDDEN.has(name)) this.#hidden += 1;
    else if (BLOCKS.has(name)) this.#add('\n');
    else if (CELLS.has(name)) this.#add(' ');
    else if (name === 'img' && SMILEY.test(attributes.class ?? '')) this.#add(` ${attributes.alt ?? ''} `);
  }

  onclosetag(name: string): void {
    if (HIDDEN.has(name)) this.#hidden -= 1;
    else if (BLOCKS.has(name) && name !== 'br') this.#add('\n');
  }

  toText(): string {
    return tidyText(this.#parts.join(''), this.#maxLength);
  }

  #add(text: string): void {
    if (this.#hidden > 0 || this.#length > this.#maxLength * 2) return;
    this.#parts.push(text);
    this.#length += text.length;
  }
}

/**
 * HTML as the plain text a reader sees: a line break for each block, entities decoded, scripts, styles and control
 * characters gone, emoticon pictures replaced by what they stand for. Never throws; at most `maxLength` characters.
 */
export function htmlToText(html: string, maxLength = MAX_TEXT): string {
  const gatherer = new TextGatherer(maxLength);
  try {
    new Parser(limitDepth(gatherer), { decodeEntities: true }).end(html);
  } catch (error) {
    // What came before the nesting without end is all there is to read.
    if (!(error instanceof FetchFailed)) throw error;
  }
  return gatherer.toText();
}

/** The same of a parsed page or an element of it, whose depth the parser has bounded, without the elements that `skip` names. */
export function elementToText(element: AnyNode, skip: (node: AnyNode) => boolean = () => false): string {
  const gatherer = new TextGatherer(MAX_TEXT);
  const walk = (node: AnyNode) => {
    if (isText(node)) gatherer.ontext(node.data);
    if (isDocument(node)) node.children.forEach(walk);
    if (!isTag(node)) return;
    const skipped = skip(node);
    // What is left out still parts what stands around it.
    if (skipped && !BLOCKS.has(node.name)) return;
    gatherer.onopentag(node.name, node.attribs);
    if (!skipped) node.children.forEach(walk);
    gatherer.onclosetag(node.name);
  };
  walk(element);
  return gatherer.toText();
}

/** Text from outside made fit for storage: no control characters, spaces and blank lines collapsed, length bounded. */
export function tidyText(text: string, maxLength = MAX_TEXT): string {
  const tidy = text
    .replace(CONTROLS, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return cut(tidy, maxLength);
}

/** The same on one line: titles and names. Null if nothing is left. */
export function tidyLine(text: string | null | undefined, maxLength: number): string | null {
  return cut(tidyText(text ?? '').replace(/\s+/g, ' '), maxLength) || null;
}

// NUL can't be stored; the others, joined by the marks that turn the writing direction, only mislead.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

function cut(text: string, maxLength: number): string {
  // Half of a character outside the basic plane can't be stored either.
  return (text.length <= maxLength ? text : text.slice(0, maxLength)).replace(/\p{Surrogate}/gu, '').trimEnd();
}
