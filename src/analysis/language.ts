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

interface Votes {
  vi: number;
  en: number;
  other: number;
}

function vote(unit: Unit, votes: Votes): void {
  const { text, folded } = unit;
  if (notLatin.test(text)) {
    // One sign of a script without spaces stands for a word.
    votes.other += Math.max(1, text.length / 2);
    return;
  }
  if (vietnameseLetters.test(text)) {
    votes.vi += 2;
    return;
  }
  if (foreignLetters.test(text) && !isFoldedSyllable(folded)) votes.other += 1.5;
  const isSyllable = isFoldedSyllable(folded);
  if (words.vi.has(folded) || (isSyllable && text !== folded)) votes.vi += 1;
  else if (isSyllable) votes.vi += 0.5;
  if (words.en.has(folded)) votes.en += 1;
  else if (!isSyllable && folded.length > 3) votes.en += 0.25;
  if (words.other.has(folded)) votes.other += isSyllable ? 0.6 : 0.9;
}

/**
 * The language of a text by its letters, syllables and small words; mixed text counts as Vietnamese when a good part of it is.
 * A text without words (signs, numbers, links) is "other".
 */
export function detectLanguage(units: readonly Unit[]): Language {
  const votes: Votes = { vi: 0, en: 0, other: 0 };
  let letters = 0;
  for (const unit of units) {
    if (!/^\p{L}/u.test(unit.text)) continue;
    letters += 1;
    vote(unit, votes);
    if (letters >= 100) break;
  }
  if (letters === 0) return 'other';
  if (votes.vi >= votes.en * 0.7 && votes.vi >= votes.other) return 'vi';
  if (votes.en > votes.other * 1.1) return 'en';
  return votes.other > 0 ? 'other' : 'en';
}
