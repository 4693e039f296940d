import { classOf, DIGIT, INVISIBLE, LETTER, MARK, SPACE, SYMBOL } from './characters.ts';
import {
  classAt,
  endOfAddress,
  endOfEmoji,
  endOfEmoticon,
  endOfPhone,
  endOfRun,
  endOfWord,
  isWordPart,
  startsUrl,
  width,
} from './token-ends.ts';

export type TokenKind = 'word' | 'number' | 'punctuation' | 'emoji' | 'emoticon' | 'url' | 'email' | 'phone' | 'user';

/** One token of a text: `text.slice(start, end)` is what was written. */
export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
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
