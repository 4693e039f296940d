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

/**
 * HTML as the plain text a reader sees: a line break for each block, entities decoded, scripts, styles and control
 * characters gone, emoticon pictures replaced by what they stand for. Never throws; at most `maxLength` characters.
 */
export function htmlToText(html: string, maxLength = MAX_TEXT): string {
  const parts: string[] = [];
  let length = 0;
  let hidden = 0;
  const add = (text: string) => {
    if (hidden > 0 || length > maxLength * 2) return;
    parts.push(text);
    length += text.length;
  };
  const parser = new Parser(
    limitDepth({
      ontext: (text: string) => add(text.replace(/[\s\u00a0]+/g, ' ')),
      onopentag(name: string, attributes: Record<string, string>) {
        if (HIDDEN.has(name)) hidden += 1;
        else if (BLOCKS.has(name)) add('\n');
        else if (CELLS.has(name)) add(' ');
        else if (name === 'img' && SMILEY.test(attributes.class ?? '')) add(` ${attributes.alt ?? ''} `);
      },
      onclosetag(name: string) {
        if (HIDDEN.has(name)) hidden -= 1;
        else if (BLOCKS.has(name) && name !== 'br') add('\n');
      },
    }),
    { decodeEntities: true },
  );
  try {
    parser.end(html);
  } catch (error) {
    // What came before the nesting without end is all there is to read.
    if (!(error instanceof FetchFailed)) throw error;
  }
  return tidyText(parts.join(''), maxLength);
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
