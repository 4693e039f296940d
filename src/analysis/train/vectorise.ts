import { eachPhrase, type WordFeatures, wordFeatures } from '../features.ts';
import type { Unit } from '../normalise.ts';
import type { SparseRows } from './svm.ts';

/** The feature hashes of one text: each phrase once, and each character n-gram with how many distinct words have it. */
export interface HashedText {
  phrases: Uint32Array;
  grams: Uint32Array;
  gramCounts: Uint8Array;
  /** Where the n-grams of each distinct word end within `wordGrams`; the length of a text is made from words. */
  wordGrams: Uint32Array;
  wordEnds: Uint32Array;
}

const features = { vi: new Map<string, WordFeatures>(), en: new Map<string, WordFeatures>() };

function featuresOf(word: string, language: 'vi' | 'en'): WordFeatures {
  const known = features[language].get(word);
  if (known) return known;
  const made = wordFeatures(word, language);
  features[language].set(word, made);
  return made;
}

/** The features of a normalised text. */
export function hashUnits(units: readonly Unit[], language: 'vi' | 'en'): HashedText {
  const words = units.map((unit) => featuresOf(unit.text, language));
  const phrases = new Set<number>();
  eachPhrase(words, (hash) => {
    phrases.add(hash);
    return true;
  });
  const counts = new Map<number, number>();
  const wordGrams: number[] = [];
  const wordEnds: number[] = [];
  for (const word of new Set(words)) {
    for (const gram of word.grams) {
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
      wordGrams.push(gram);
    }
    wordEnds.push(wordGrams.length);
  }
  return {
    phrases: Uint32Array.from(phrases),
    grams: Uint32Array.from(counts.keys()),
    gramCounts: Uint8Array.from(counts.values(), (count) => Math.min(count, 255)),
    wordGrams: Uint32Array.from(wordGrams),
    wordEnds: Uint32Array.from(wordEnds),
  };
}

/** The features that a model knows, by hash, and their inverse document frequencies. */
export interface Vocabulary {
  indexOf: Map<number, number>;
  hashes: Uint32Array;
  idf: Float32Array;
}

/** The features that at least `minTexts` of the texts have; `idf = ln((1 + n) / (1 + df)) + 1`. */
export function makeVocabulary(texts: readonly HashedText[], minTexts: number): Vocabulary {
  const frequency = new Map<number, number>();
  for (const text of texts) {
    for (const hash of text.phrases) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
    for (const hash of text.grams) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
  }
  const kept = [...frequency].filter(([, count]) => count >= minTexts).sort(([a], [b]) => a - b);
  return {
    indexOf: new Map(kept.map(([hash], at) => [hash, at])),
    hashes: Uint32Array.from(kept, ([hash]) => hash),
    idf: Float32Array.from(kept, ([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1),
  };
}

/** Puts one text's values at `indices` and `values`: phrases and n-grams are two blocks, each divided by its own length. */
function vectorise(text: HashedText, vocabulary: Vocabulary, indices: number[], values: number[]): void {
  const firstPhrase = values.length;
  let squared = 0;
  for (const hash of text.phrases) {
    const index = vocabulary.indexOf.get(hash);
    if (index === undefined) continue;
    const value = vocabulary.idf[index] ?? 0;
    indices.push(index);
    values.push(value);
    squared += value * value;
  }
  divide(values, firstPhrase, Math.sqrt(squared));
  const firstGram = values.length;
  for (let at = 0; at < text.grams.length; at += 1) {
    const index = vocabulary.indexOf.get(text.grams[at] ?? 0);
    if (index === undefined) continue;
    indices.push(index);
    values.push((vocabulary.idf[index] ?? 0) * (text.gramCounts[at] ?? 0));
  }
  divide(values, firstGram, Math.sqrt(squaredGrams(text, vocabulary)));
}

function squaredGrams(text: HashedText, vocabulary: Vocabulary): number {
  let squared = 0;
  for (const hash of text.wordGrams) {
    const index = vocabulary.indexOf.get(hash);
    if (index !== undefined) squared += (vocabulary.idf[index] ?? 0) ** 2;
  }
  return squared;
}

function divide(values: number[], from: number, by: number): void {
  if (by === 0) return;
  for (let at = from; at < values.length; at += 1) values[at] = (values[at] ?? 0) / by;
}

/** The texts as sparse rows over a vocabulary. */
export function toRows(texts: readonly HashedText[], vocabulary: Vocabulary): SparseRows {
  const starts = new Uint32Array(texts.length + 1);
  const allIndices: Uint32Array[] = [];
  const allValues: Float32Array[] = [];
  texts.forEach((text, row) => {
    const indices: number[] = [];
    const values: number[] = [];
    vectorise(text, vocabulary, indices, values);
    allIndices.push(Uint32Array.from(indices));
    allValues.push(Float32Array.from(values));
    starts[row + 1] = (starts[row] ?? 0) + indices.length;
  });
  const total = starts[texts.length] ?? 0;
  const rows: SparseRows = {
    starts,
    indices: new Uint32Array(total),
    values: new Float32Array(total),
    width: vocabulary.hashes.length,
  };
  allIndices.forEach((indices, row) => {
    rows.indices.set(indices, starts[row] ?? 0);
    rows.values.set(allValues[row] ?? [], starts[row] ?? 0);
  });
  return rows;
}
