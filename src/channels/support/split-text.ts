/** Where one message of a longer text begins and ends, in UTF-16 units. */
export interface Range {
  from: number;
  to: number;
}

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** The places where a text may be cut without breaking a character that people see as one. */
function boundaries(text: string): number[] {
  return [...graphemes.segment(text)].map(({ index }) => index).concat(text.length);
}

/** The last of some sorted places that `fits` still takes, found in few steps; -1 if it takes none. */
function lastFitting(places: readonly number[], fits: (place: number) => boolean): number {
  let low = -1;
  let high = places.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(places[middle] ?? 0)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Ends of paragraphs, of lines, of sentences, of words: the first kind that is there in the second half is cut at. */
const BREAKS = [/\n\s*\n/gu, /\n/gu, /[.!?…]\s+/gu, /\s+/gu];

function niceEnd(text: string, from: number, to: number): number {
  const middle = from + (to - from) / 2;
  // One more character, which may be the space that comes right after.
  const part = text.slice(from, to + 1);
  for (const pattern of BREAKS) {
    const ends = [...part.matchAll(pattern)].map(({ 0: match, index }) => from + index + match.trimEnd().length);
    const last = ends.filter((end) => end > middle && end <= to).at(-1);
    if (last !== undefined) return last;
  }
  return to;
}

/** A visible character that alone is too long is cut between its code points. */
function forcedEnd(text: string, from: number, fits: (to: number) => boolean): number {
  let to = from;
  for (const sign of text.slice(from)) {
    if (to > from && !fits(to + sign.length)) break;
    to += sign.length;
  }
  return to;
}

const skipSpace = (text: string, from: number) => from + (/^\s*/u.exec(text.slice(from))?.[0].length ?? 0);

/**
 * Cuts a text into parts of at most `maxLength` of what `count` counts, at the ends of paragraphs, sentences or words where
 * it can; characters that people see as one stay whole, and only white space between parts is lost.
 */
export function splitText(text: string, { maxLength, count }: SplitLimits): Range[] {
  const places = boundaries(text);
  const ranges: Range[] = [];
  for (let from = skipSpace(text, 0); from < text.length; ) {
    const start = from;
    const fits = (to: number) => count(text.slice(start, to)) <= maxLength;
    const ahead = places.filter((place) => place > start);
    const at = lastFitting(ahead, fits);
    const most = at < 0 ? forcedEnd(text, start, fits) : (ahead[at] ?? text.length);
    const to = most === text.length ? most : niceEnd(text, start, most);
    const end = start + text.slice(start, to).trimEnd().length;
    if (end > start) ranges.push({ from: start, to: end });
    from = skipSpace(text, to);
  }
  return ranges;
}

export interface SplitLimits {
  maxLength: number;
  count(text: string): number;
}

/** How many characters a text has as Unicode counts them: what most systems count. */
export const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** How many units a text has in UTF-16. */
export const utf16Units = (text: string): number => text.length;
