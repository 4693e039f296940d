import { compose, stripDiacritics, stripInvisible } from './fold.ts';
import { emojiFeeling } from './lexicons/emoji.ts';
import { jokingEmoticons, negativeEmoticons, positiveEmoticons } from './lexicons/emoticons.ts';
import { nonstandard } from './lexicons/nonstandard.ts';
import { teencode } from './lexicons/teencode.ts';
import { isFoldedSyllable } from './syllable.ts';
import { type Token, type TokenKind, tokenise } from './tokenise.ts';

export { fold, stripDiacritics } from './fold.ts';

/** A normalised word (or placeholder) and where in the original text it comes from. */
export interface Unit {
  text: string;
  /** Without marks; equal to `text` if it has none. */
  folded: string;
  start: number;
  end: number;
}

/** Longer words are cut: no word of a natural language is longer, and nobody may make the analysis slow with one. */
const maxWordLength = 40;
const maxRemembered = 50_000;

const spellings = new Map<string, string>();
for (const line of `${nonstandard.trim()}\n${teencode.trim()}`.split('\n')) {
  const [forms = '', meaning = ''] = line.split(' = ');
  for (const form of forms.split(' ')) spellings.set(form, meaning);
}

const placeholders: Partial<Record<TokenKind, string>> = {
  url: '<url>',
  email: '<email>',
  phone: '<phone>',
  user: '<user>',
};

/** Emoticon without its repeated ending (":)))" → ":)") → what it shows. */
const emoticonFeelings = new Map<string, string>([
  ...positiveEmoticons.map((each): [string, string] => [each, '<positive>']),
  ...negativeEmoticons.map((each): [string, string] => [each, '<negative>']),
  ...jokingEmoticons.map((each): [string, string] => [each, '<joke>']),
]);

function emoticonUnit(written: string): string {
  for (let end = written.length; end > 0; end -= 1) {
    const feeling = emoticonFeelings.get(written.slice(0, end));
    if (feeling) return feeling;
  }
  return '<joke>';
}

/** "hòa" → "hoà": one of the two accepted placements of the tone mark on oa, oe, uy. */
const oldPlacement = /([oòóỏõọ])([aàáảãạeèéẻẽẹ])$|([uùúủũụ])([yỳýỷỹỵ])$/;
const tones = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];

function placeTone(word: string): string {
  const match = oldPlacement.exec(word);
  if (!match || (match[3] && word.startsWith('qu'))) return word;
  const [pair] = match;
  const decomposed = pair.normalize('NFD');
  const tone = tones.find((each) => decomposed[1] === each);
  if (!tone) return word;
  return word.slice(0, -pair.length) + (decomposed.replace(tone, '') + tone).normalize('NFC');
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** Takes repeats of a letter to one ("quááá", "chậmmmm", "quáaa"): three or more always, two if only then it is a syllable. */
function collapseRepeats(word: string): string {
  const folded = stripDiacritics(word);
  if (folded.length !== word.length || isFoldedSyllable(folded)) return word;
  let collapsed = '';
  let longestRun = 0;
  for (let at = 0; at < word.length; ) {
    let end = at + 1;
    while (end < word.length && folded[end] === folded[at] && !isDigit(word[at])) end += 1;
    longestRun = Math.max(longestRun, end - at);
    // The letter that bears a mark is the one meant.
    const run = word.slice(at, end);
    collapsed += [...run].find((letter) => letter !== folded[at]) ?? word[at];
    at = end;
  }
  if (longestRun < 2) return word;
  return longestRun > 2 || isFoldedSyllable(stripDiacritics(collapsed)) ? collapsed : word;
}

function standardWord(written: string, language: 'vi' | 'en'): string[] {
  const lower = stripInvisible(compose(written.slice(0, maxWordLength)).toLowerCase()).replaceAll('\u2019', "'");
  if (language === 'en') return [collapseRepeats(lower)];
  const known = spellings.get(lower);
  if (known) return known.split(' ');
  const collapsed = collapseRepeats(lower);
  const meaning = spellings.get(collapsed);
  return meaning ? meaning.split(' ') : [placeTone(collapsed)];
}

/** The two forms of a unit, without its place. */
type Form = Pick<Unit, 'text' | 'folded'>;

function toForm(text: string): Form {
  return { text, folded: stripDiacritics(text) };
}

const rememberedForms = { vi: new Map<string, readonly Form[]>(), en: new Map<string, readonly Form[]>() };

function wordForms(written: string, language: 'vi' | 'en'): readonly Form[] {
  const remembered = rememberedForms[language];
  const known = remembered.get(written);
  if (known) return known;
  const found = standardWord(written, language).map(toForm);
  if (written.length <= maxWordLength) {
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(written, found);
  }
  return found;
}

function punctuationUnit(text: string, token: Token): string {
  const sign = text[token.start] ?? '';
  const length = token.end - token.start;
  if (sign === '.') return length > 1 ? '...' : '.';
  if (sign === '…') return '...';
  return length > 1 && (sign === '!' || sign === '?') ? sign + sign : sign;
}

function signForms(text: string, token: Token): string[] {
  const written = text.slice(token.start, token.end);
  switch (token.kind) {
    case 'number':
      return [written.length > 6 ? '<number>' : written];
    case 'emoji': {
      const feeling = emojiFeeling(written);
      return feeling ? [`<${feeling}>`] : [];
    }
    case 'emoticon':
      return [emoticonUnit(written)];
    case 'punctuation':
      return [punctuationUnit(text, token)];
    default:
      return [placeholders[token.kind] ?? ''];
  }
}

/**
 * The text as normalised words, signs and placeholders, each with its place in the original. Chat spellings are written out
 * in Vietnamese only.
 */
export function normalisedUnits(text: string, language: 'vi' | 'en' = 'vi'): Unit[] {
  const units: Unit[] = [];
  for (const token of tokenise(text)) {
    const { start, end } = token;
    if (token.kind === 'word') {
      for (const form of wordForms(text.slice(start, end), language))
        units.push({ text: form.text, folded: form.folded, start, end });
    } else if (token.kind === 'user' && language === 'en') {
      // Whom a tweet talks to says much: "@SomeShopHelp".
      const name = text.slice(start, Math.min(end, start + maxWordLength)).toLowerCase();
      units.push({ text: name, folded: name, start, end });
    } else {
      for (const form of signForms(text, token)) units.push({ text: form, folded: form, start, end });
    }
  }
  return units;
}

/**
 * The text in standard spelling: NFC, lower case, one tone placement, repeated letters taken to one, chat spellings written
 * out, emoji and emoticons as `<positive>` or `<negative>`, addresses and numbers as placeholders, words parted by one space.
 */
export function normalise(text: string): string {
  return normalisedUnits(text)
    .map((unit) => unit.text)
    .join(' ');
}
