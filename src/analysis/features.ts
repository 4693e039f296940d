import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { stripDiacritics } from './fold.ts';
import { combine, hashText, mix, start, step } from './hash.ts';

const shortestGram = 2;
const longestGram = 5;
const pairSalt = 2;
const tripleSalt = 3;
const gramSalt = 4;
const boundary = 32;

/** What one word gives to a model: hashes of itself, and of its character n-grams with a boundary at both ends. */
export interface WordFeatures {
  /** Of the word as written; parts of pairs and triples are made from it. */
  written: number;
  /** Of the word without marks, or in English of its stem; equal to `written` if that is the same. */
  folded: number;
  grams: number[];
}

function characterGrams(word: string): number[] {
  const found: number[] = [];
  const last = word.length;
  for (let from = -1; from < last; from += 1) {
    let hash = start(gramSalt);
    for (let length = 1; length <= longestGram; length += 1) {
      const at = from + length - 1;
      if (at > last) break;
      hash = step(hash, at < 0 || at === last ? boundary : word.charCodeAt(at));
      if (length >= shortestGram) found.push(mix(hash));
    }
  }
  return found;
}

/** The features of one normalised word, sign or placeholder. */
export function wordFeatures(word: string, language: 'vi' | 'en'): WordFeatures {
  const isSign = /^[^\p{L}\p{N}<@]/u.test(word);
  return {
    written: hashText(word),
    folded: hashText(language === 'en' ? stemmer.stem(word) : stripDiacritics(word)),
    grams: isSign || word.startsWith('<') ? [] : characterGrams(word),
  };
}

type WordForms = Pick<WordFeatures, 'written' | 'folded'>;

/** Takes a phrase: its hash, the place of its last word, how many words it has. Says whether longer ones with it matter. */
type See = (hash: number, at: number, words: number) => boolean;

/**
 * Calls `see` with each word, word pair and word triple; those without marks follow where they differ. A triple is left out
 * when its last pair doesn't matter: a model that knows a triple knows its pairs.
 */
export function eachPhrase(words: readonly WordForms[], see: See): void {
  let first: WordForms | undefined;
  let second: WordForms | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const third = words[at];
    if (!third) continue;
    see(third.written, at, 1);
    if (third.folded !== third.written) see(third.folded, at, 1);
    if (second) seePhrases(first, second, third, at, see);
    first = second;
    second = third;
  }
}

function seePhrases(first: WordForms | undefined, second: WordForms, third: WordForms, at: number, see: See): void {
  const pair = combine(second.written, third.written, pairSalt);
  const isPairKnown = see(pair, at, 2);
  const foldedPair = combine(second.folded, third.folded, pairSalt);
  const isFoldedKnown = foldedPair === pair ? isPairKnown : see(foldedPair, at, 2);
  if (!first) return;
  const triple = combine(first.written, pair, tripleSalt);
  if (isPairKnown) see(triple, at, 3);
  if (!isFoldedKnown) return;
  const foldedTriple = combine(first.folded, foldedPair, tripleSalt);
  if (foldedTriple !== triple) see(foldedTriple, at, 3);
}
