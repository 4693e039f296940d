import type { Language } from '../domain/analysis.ts';
import { functionWords } from './lexicons/languages.ts';
import type { Unit } from './normalise.ts';
import { isFoldedSyllable } from './syllable.ts';

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}

const words = { vi: wordSet(functionWords.vi), en: wordSet(functionWords.en), other: wordSet(functionWords.other) };
/** Letters that Vietnamese has and its neighbours on the web don't, or hardly. */
const vietnameseLetters = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/;
/** Latin letters of other languages, for a text that has no Vietnamese ones. */
const foreignLetters = /[ñçßäöüåøæœşğıłśżźćńęąřšžčěůțșâîûëï¿¡]/;
const notLatin = /(?!\p{Script=Latin})\p{L}/u;

/** A longer text is judged by its beginning. */
const enoughWords = 100;
const maxRemembered = 50_000;

interface Votes {
  vi: number;
  en: number;
  other: number;
}

const noVotes: Votes = { vi: 0, en: 0, other: 0 };

/** What one word speaks for; null for signs, numbers and placeholders. */
function judgeWord(text: string, folded: string): Votes | null {
  if (!/^\p{L}/u.test(text)) return null;
  // One sign of a script without spaces stands for a word.
  if (notLatin.test(text)) return { ...noVotes, other: Math.max(1, text.length / 2) };
  if (vietnameseLetters.test(text)) return { ...noVotes, vi: 2 };
  const isSyllable = isFoldedSyllable(folded);
  const isForeign = !isSyllable && foreignLetters.test(text);
  const isVietnamese = words.vi.has(folded) || (isSyllable && text !== folded);
  return {
    vi: isVietnamese ? 1 : isSyllable ? 0.5 : 0,
    en: words.en.has(folded) ? 1 : !isSyllable && folded.length > 3 ? 0.25 : 0,
    other: (isForeign ? 1.5 : 0) + (words.other.has(folded) ? (isSyllable ? 0.6 : 0.9) : 0),
  };
}

const remembered = new Map<string, Votes | null>();

function votesOf({ text, folded }: Unit): Votes | null {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const found = judgeWord(text, folded);
  if (remembered.size >= maxRemembered) remembered.clear();
  remembered.set(text, found);
  return found;
}

/**
 * The language of a text by its letters, syllables and small words; mixed text counts as Vietnamese when a good part of it is.
 * A text without words (signs, numbers, links) is "other".
 */
export function detectLanguage(units: readonly Unit[]): Language {
  const votes: Votes = { ...noVotes };
  let heard = 0;
  for (const unit of units) {
    const found = votesOf(unit);
    if (!found) continue;
    votes.vi += found.vi;
    votes.en += found.en;
    votes.other += found.other;
    heard += 1;
    if (heard >= enoughWords) break;
  }
  if (heard === 0) return 'other';
  if (votes.vi >= votes.en * 0.7 && votes.vi >= votes.other) return 'vi';
  if (votes.en > votes.other * 1.1) return 'en';
  return votes.other > 0 ? 'other' : 'en';
}
