import {
  classOf,
  classOfPair,
  DIGIT,
  HIGH_SURROGATE,
  INVISIBLE,
  LETTER,
  MARK,
  PUNCTUATION,
  SPACE,
  SYMBOL,
} from './characters.ts';
import { emoticonsByFirst } from './lexicons/emoticons.ts';

/** Where things that are more than a word end. All take time linear in what they span, or bounded. */

const topLevelDomain = /^(?:com|vn|net|org|info|me|io|ly|gl|shop|store|app|top|xyz|club|link|online|site)$/i;

/** The class of the character at `at`, surrogate pairs taken whole. */
export function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const found = classOf(code);
  if (found !== HIGH_SURROGATE) return found;
  return at + 1 < text.length ? classOfPair(code, text.charCodeAt(at + 1)) : PUNCTUATION;
}

/** How many code units the character at `at` has. */
export function width(text: string, at: number): number {
  return classOf(text.charCodeAt(at)) === HIGH_SURROGATE && at + 1 < text.length ? 2 : 1;
}

/** Whether a class of characters goes on with a word. */
export function isWordPart(kind: number): boolean {
  return kind === LETTER || kind === DIGIT || kind === MARK || kind === INVISIBLE;
}

/** As in "don't": between two letters. */
function isInnerApostrophe(text: string, at: number, from: number): boolean {
  const code = text.charCodeAt(at);
  if ((code !== 39 && code !== 0x2019) || at === from || at + 1 >= text.length) return false;
  return classOf(text.charCodeAt(at - 1)) === LETTER && classAt(text, at + 1) === LETTER;
}

/** The end of the word at `from`; `from` itself if there is none. */
export function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && (isWordPart(classAt(text, at)) || isInnerApostrophe(text, at, from)))
    at += width(text, at);
  // Trailing invisible characters belong to nobody, so that "a<ZWSP> b" and "a b" give the same words.
  while (at > from && classOf(text.charCodeAt(at - 1)) === INVISIBLE) at -= 1;
  return at;
}

/** The end of what stands without a space, as an address does. */
export function endOfRun(text: string, from: number): number {
  let at = from;
  while (at < text.length && classOf(text.charCodeAt(at)) !== SPACE) at += 1;
  return at;
}

/** Whether a link with its scheme, or "www.", starts here. */
export function startsUrl(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 32;
  if (code === 104) return /^https?:\/\//i.test(text.slice(at, at + 8));
  return code === 119 && text.slice(at, at + 4).toLowerCase() === 'www.';
}

/** The end of a Vietnamese phone number (0…, 84…, +84…, 10–11 digits, groups parted by one space, dot or dash), or -1. */
export function endOfPhone(text: string, from: number): number {
  let at = text[from] === '+' ? from + 1 : from;
  if (text[at] !== '0' && !text.startsWith('84', at)) return -1;
  const first = at;
  let digits = 0;
  let groupStart = at;
  for (; at < text.length && digits < 13; at += 1) {
    if (classOf(text.charCodeAt(at)) === DIGIT) digits += 1;
    // Groups of one digit are lists or decimals, not phone numbers.
    else if (' .-'.includes(text[at] ?? '') && at - groupStart > 1) groupStart = at + 1;
    else break;
  }
  const end = groupStart === at ? at - 1 : at;
  if (end < text.length && isWordPart(classAt(text, end))) return -1;
  const local = text[first] === '0' ? digits : digits - 1;
  return local === 10 || local === 11 ? end : -1;
}

/** Extends a word to the e-mail address or host name of up to five parts that starts with it, if one does. */
export function endOfAddress(text: string, wordEnd: number): { end: number; kind: 'email' | 'url' } | null {
  let end = wordEnd;
  let lastSign = wordEnd;
  let isEmail = false;
  for (let parts = 0; parts < 5 && end < text.length; parts += 1) {
    const sign = text[end] ?? '';
    if (sign === '@' && !isEmail) isEmail = true;
    else if (!'._-'.includes(sign)) break;
    const next = endOfWord(text, end + 1);
    if (next === end + 1) break;
    lastSign = end;
    end = next;
  }
  if (text[lastSign] !== '.' || end - lastSign > 8 || !topLevelDomain.test(text.slice(lastSign + 1, end))) return null;
  if (isEmail) return { end, kind: 'email' };
  return { end: text[end] === '/' ? endOfRun(text, end) : end, kind: 'url' };
}

/** The end of an emoji with its skin tones, joiners and variation selectors. */
export function endOfEmoji(text: string, from: number): number {
  let at = from + width(text, from);
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const isSkinTone = code === 0xd83c && text.charCodeAt(at + 1) >= 0xdffb;
    if (isSkinTone) at += 2;
    else if (code === 0x200d && at + 1 < text.length && classAt(text, at + 1) === SYMBOL) {
      at += 1 + width(text, at + 1);
    } else if (classOf(code) === INVISIBLE || code === 0x20e3) at += 1;
    else break;
  }
  return at;
}

/** The end of the emoticon that starts here (":))", "<3", "T_T"), or -1; a repeated last sign belongs to it. */
export function endOfEmoticon(text: string, from: number): number {
  for (const emoticon of emoticonsByFirst.get(text[from] ?? '') ?? []) {
    if (!text.startsWith(emoticon, from)) continue;
    let end = from + emoticon.length;
    const last = text.charCodeAt(end - 1);
    if (classOf(last) !== LETTER) while (text.charCodeAt(end) === last) end += 1;
    if (classOf(last) === PUNCTUATION || end >= text.length || !isWordPart(classAt(text, end))) return end;
  }
  return -1;
}
