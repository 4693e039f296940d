/** A text whose found words stand out. */

/** From one index to another (UTF-16 units), in rising order, none overlapping. */
export type Mark = readonly [from: number, to: number];

export interface Piece {
  /** Where it begins in the text. */
  at: number;
  text: string;
  isMarked: boolean;
}

const BEFORE = 80;
const LONGEST = 320;

/** Never between the two halves of one character. */
const whole = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
};

/** The part of a text around its first mark, in pieces that are marked or not. */
export function excerpt(text: string, marks: readonly Mark[], longest = LONGEST): Piece[] {
  const first = marks[0]?.[0] ?? 0;
  const from = text.length <= longest ? 0 : whole(text, Math.max(0, Math.min(first - BEFORE, text.length - longest)));
  const to = whole(text, Math.min(text.length, from + longest));
  const pieces: Piece[] = [];
  const add = (start: number, end: number, isMarked: boolean) => {
    if (end > start) pieces.push({ at: start, text: text.slice(start, end), isMarked });
  };
  let at = from;
  for (const [start, end] of marks) {
    if (start >= to) break;
    add(at, start, false);
    add(Math.max(at, start), Math.min(end, to), true);
    at = Math.max(at, Math.min(end, to));
  }
  add(at, to, false);
  if (from > 0) pieces.unshift({ at: -1, text: '…', isMarked: false });
  if (to < text.length) pieces.push({ at: text.length, text: '…', isMarked: false });
  return pieces;
}
