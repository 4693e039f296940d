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

export type TokenKind = 'word' | 'number' | 'punctuation' | 'emoji' | 'emoticon' | 'url' | 'email' | 'phone' | 'user';

/** One token of a text: `text.slice(start, end)` is what was written. */
export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
}

const topLevelDomain = /^(?:com|vn|net|org|info|me|io|ly|gl|shop|store|app|top|xyz|club|link|online|site)$/i;

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const found = classOf(code);
  if (found !== HIGH_SURROGATE) return found;
  return at + 1 < text.length ? classOfPair(code, text.charCodeAt(at + 1)) : PUNCTUATION;
}

function width(text: string, at: number): number {
  return classOf(text.charCodeAt(at)) === HIGH_SURROGATE && at + 1 < text.length ? 2 : 1;
}

function isWordPart(kind: number): boolean {
  return kind === LETTER || kind === DIGIT || kind === MARK || kind === INVISIBLE;
}

/** As in "don't": between two letters. */
function isInnerApostrophe(text: string, at: number, from: number): boolean {
  const code = text.charCodeAt(at);
  if ((code !== 39 && code !== 0x2019) || at === from || at + 1 >= text.length) return false;
  return classOf(text.charCodeAt(at - 1)) === LETTER && classAt(text, at + 1) === LETTER;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && (isWordPart(classAt(text, at)) || isInnerApostrophe(text, at, from)))
    at += width(text, at);
  // Trailing invisible characters belong to nobody, so that "a<ZWSP> b" and "a b" give the same words.
  while (at > from && classOf(text.charCodeAt(at - 1)) === INVISIBLE) at -= 1;
  return at;
}

function endOfRun(text: string, from: number): number {
  let at = from;
  while (at < text.length && classOf(text.charCodeAt(at)) !== SPACE) at += 1;
  return at;
}

function startsUrl(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 32;
  if (code === 104) return /^https?:\/\//i.test(text.slice(at, at + 8));
  return code === 119 && text.slice(at, at + 4).toLowerCase() === 'www.';
}

/** The end of a Vietnamese phone number (0…, 84…, +84…, 10–11 digits, groups parted by one space, dot or dash), or -1. */
function endOfPhone(text: string, from: number): number {
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
function endOfAddress(text: string, wordEnd: number): { end: number; kind: TokenKind } | null {
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

function endOfEmoji(text: string, from: number): number {
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
function endOfEmoticon(text: string, from: number): number {
  for (const emoticon of emoticonsByFirst.get(text[from] ?? '') ?? []) {
    if (!text.startsWith(emoticon, from)) continue;
    let end = from + emoticon.length;
    const last = text.charCodeAt(end - 1);
    if (classOf(last) !== LETTER) while (text.charCodeAt(end) === last) end += 1;
    if (classOf(last) === PUNCTUATION || end >= text.length || !isWordPart(classAt(text, end))) return end;
  }
  return -1;
}

function wordToken(text: string, at: number): Token {
  if (startsUrl(text, at)) return { kind: 'url', start: at, end: endOfRun(text, at) };
  const isDigit = classOf(text.charCodeAt(at)) === DIGIT;
  const phoneEnd = isDigit ? endOfPhone(text, at) : -1;
  if (phoneEnd > 0) return { kind: 'phone', start: at, end: phoneEnd };
  const end = endOfWord(text, at);
  if (text[end] === '_') {
    const emoticonEnd = endOfEmoticon(text, at);
    if (emoticonEnd > 0) return { kind: 'emoticon', start: at, end: emoticonEnd };
  }
  const address = '.@-_'.includes(text[end] ?? ' ') ? endOfAddress(text, end) : null;
  if (address) return { kind: address.kind, start: at, end: address.end };
  const onlyDigits = isDigit && /^\d+$/.test(text.slice(at, end));
  return { kind: onlyDigits ? 'number' : 'word', start: at, end };
}

function signToken(text: string, at: number): Token {
  const emoticonEnd = endOfEmoticon(text, at);
  if (emoticonEnd > 0) return { kind: 'emoticon', start: at, end: emoticonEnd };
  const character = text[at];
  if (character === '+' && classOf(text.charCodeAt(at + 1)) === DIGIT) {
    const phoneEnd = endOfPhone(text, at);
    if (phoneEnd > 0) return { kind: 'phone', start: at, end: phoneEnd };
  }
  if (character === '@' && at + 1 < text.length && classAt(text, at + 1) === LETTER) {
    let end = endOfWord(text, at + 1);
    while (text[end] === '_' || (text[end] === '.' && end + 1 < text.length && isWordPart(classAt(text, end + 1)))) {
      end = endOfWord(text, end + 1);
    }
    return { kind: 'user', start: at, end };
  }
  let end = at + 1;
  while (end < text.length && text[end] === character) end += 1;
  return { kind: 'punctuation', start: at, end };
}

/** Cuts a text into tokens, in order and without overlap, in time linear in its length; white space is skipped. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const kind = classAt(text, at);
    if (kind === SPACE || kind === INVISIBLE || kind === MARK) {
      at += width(text, at);
      continue;
    }
    const token =
      kind === LETTER || kind === DIGIT
        ? wordToken(text, at)
        : kind === SYMBOL
          ? ({ kind: 'emoji', start: at, end: endOfEmoji(text, at) } as const)
          : signToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}
