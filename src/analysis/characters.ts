/** What a UTF-16 code unit is to the tokeniser. */
export const SPACE = 1;
export const LETTER = 2;
export const DIGIT = 3;
export const MARK = 4;
export const INVISIBLE = 5;
export const SYMBOL = 6;
export const PUNCTUATION = 7;
export const HIGH_SURROGATE = 8;

const UNKNOWN = 0;
const classes = new Uint8Array(65_536);

function classify(code: number): number {
  if (code >= 0xd800 && code <= 0xdbff) return HIGH_SURROGATE;
  // Zero-width characters, soft hyphen, direction marks, word joiner, byte order mark and variation selectors.
  if (code === 0xad || (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e)) return INVISIBLE;
  if ((code >= 0x2060 && code <= 0x2064) || code === 0xfeff || (code >= 0xfe00 && code <= 0xfe0f)) return INVISIBLE;
  const character = String.fromCharCode(code);
  if (/\s/.test(character)) return SPACE;
  if (/\p{L}/u.test(character)) return LETTER;
  if (/\p{Nd}/u.test(character)) return DIGIT;
  if (/\p{M}/u.test(character)) return MARK;
  if ((code >= 0x2190 && code <= 0x2bff) || code === 0x3030 || code === 0x303d) return SYMBOL;
  return PUNCTUATION;
}

/** The class of one code unit; a table filled on first use, so that loading costs nothing. */
export function classOf(code: number): number {
  const known = classes[code] ?? PUNCTUATION;
  if (known !== UNKNOWN) return known;
  const found = classify(code);
  classes[code] = found;
  return found;
}

/** The class of the character that starts with a high surrogate: emoji are symbols, the rest of the planes letters. */
export function classOfPair(high: number, low: number): number {
  const point = (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
  if (point >= 0x1f000 && point <= 0x1faff) return SYMBOL;
  return point >= 0xe0000 ? INVISIBLE : LETTER;
}
