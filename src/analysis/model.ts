import { eachPhrase, type WordFeatures, wordFeatures } from './features.ts';
import { headInputs, headScores, scoreWeights, softmax } from './head.ts';
import type { ModelHeader, ModelParts } from './model-file.ts';
import type { Unit } from './normalise.ts';

/** The known words, pairs and triples of a text: their numbers, last words and lengths, and the sums of their weights in steps. */
interface Phrases {
  features: number[];
  ends: number[];
  lengths: number[];
  sums: Int32Array;
  squares: number;
}

/** The scores of a text, and what they were made from. */
export interface Scored {
  scores: number[];
  words: readonly KnownWord[];
  phrases: Phrases;
  phraseScale: number;
  gramScale: number;
}

/** What is kept of a word once seen. */
export interface KnownWord {
  features: Pick<WordFeatures, 'written' | 'folded'>;
  /** Sums of its n-grams' weights in steps, one for each scorer, from `gramsAt` on: an array for many words, each costs a lot. */
  gramSums: Int32Array;
  gramsAt: number;
  /** The sum of its n-grams' squared frequencies. */
  gramSquares: number;
  /** The last text that had it. */
  seen: number;
}

const maxKnownWords = 60_000;
/** Words whose sums stand in one array. */
const wordsInPool = 2048;

/** A trained model of one language: linear scorers over one pass of features. Answers depend on the text alone. */
export class Model {
  readonly header: ModelHeader;
  readonly #parts: ModelParts;
  readonly #count: number;
  /** Open addressing: the feature's number plus one, or 0. */
  readonly #table: Int32Array;
  readonly #mask: number;
  readonly #words = new Map<string, KnownWord>();
  readonly #lastSeen: Uint32Array;
  #pool = new Int32Array(0);
  #poolEnd = 0;
  #text = 0;

  constructor(parts: ModelParts) {
    this.#parts = parts;
    this.header = parts.header;
    this.#count = parts.header.questions.length;
    this.#lastSeen = new Uint32Array(parts.header.features);
    const size = 2 ** Math.ceil(Math.log2(parts.header.features * 2 + 2));
    this.#mask = size - 1;
    this.#table = new Int32Array(size);
    parts.hashes.forEach((hash, feature) => {
      let at = hash & this.#mask;
      while (this.#table[at] !== 0) at = (at + 1) & this.#mask;
      this.#table[at] = feature + 1;
    });
  }

  #find(hash: number): number {
    let at = hash & this.#mask;
    for (;;) {
      const feature = (this.#table[at] ?? 0) - 1;
      if (feature < 0 || this.#parts.hashes[feature] === hash) return feature;
      at = (at + 1) & this.#mask;
    }
  }

  #addWeights(feature: number, sums: Int32Array, to: number): void {
    const { weights } = this.#parts;
    const from = feature * this.#count;
    for (let at = 0; at < this.#count; at += 1) sums[to + at] = (sums[to + at] ?? 0) + (weights[from + at] ?? 0);
  }

  #square(feature: number): number {
    return ((this.#parts.idf[feature] ?? 0) * this.header.idfStep) ** 2;
  }

  #word(text: string): KnownWord {
    const known = this.#words.get(text);
    if (known) return known;
    const { written, folded, grams } = wordFeatures(text, this.header.language);
    if (this.#poolEnd >= this.#pool.length) {
      this.#pool = new Int32Array(wordsInPool * this.#count);
      this.#poolEnd = 0;
    }
    const [gramSums, gramsAt] = [this.#pool, this.#poolEnd];
    this.#poolEnd += this.#count;
    const made: KnownWord = { features: { written, folded }, gramSums, gramsAt, gramSquares: 0, seen: 0 };
    for (const gram of grams) {
      const feature = this.#find(gram);
      if (feature < 0) continue;
      this.#addWeights(feature, gramSums, gramsAt);
      made.gramSquares += this.#square(feature);
    }
    if (this.#words.size >= maxKnownWords) this.#words.clear();
    this.#words.set(text, made);
    return made;
  }

  #seePhrases(words: readonly KnownWord[]): Phrases {
    const found: Phrases = { features: [], ends: [], lengths: [], sums: new Int32Array(this.#count), squares: 0 };
    const features = words.map((word) => word.features);
    eachPhrase(features, (hash, at, length) => {
      const feature = this.#find(hash);
      if (feature < 0) return false;
      if (this.#lastSeen[feature] === this.#text) return true;
      this.#lastSeen[feature] = this.#text;
      found.features.push(feature);
      found.ends.push(at);
      found.lengths.push(length);
      this.#addWeights(feature, found.sums, 0);
      found.squares += this.#square(feature);
      return true;
    });
    return found;
  }

  #sumGrams(words: readonly KnownWord[]): { sums: Float64Array; squares: number } {
    const sums = new Float64Array(this.#count);
    let squares = 0;
    for (const word of words) {
      if (word.seen === this.#text) continue;
      word.seen = this.#text;
      squares += word.gramSquares;
      const { gramSums, gramsAt } = word;
      for (let at = 0; at < this.#count; at += 1) sums[at] = (sums[at] ?? 0) + (gramSums[gramsAt + at] ?? 0);
    }
    return { sums, squares };
  }

  /** The scores of a normalised text, one for each question. */
  score(units: readonly Unit[]): Scored {
    this.#text = (this.#text + 1) >>> 0;
    const words = units.map((unit) => this.#word(unit.text));
    const phrases = this.#seePhrases(words);
    const grams = this.#sumGrams(words);
    const phraseScale = phrases.squares > 0 ? 1 / Math.sqrt(phrases.squares) : 0;
    const gramScale = grams.squares > 0 ? 1 / Math.sqrt(grams.squares) : 0;
    const scores = this.header.biases.map(
      (bias, at) =>
        bias +
        ((phrases.sums[at] ?? 0) * phraseScale + (grams.sums[at] ?? 0) * gramScale) * (this.header.steps[at] ?? 0),
    );
    return { scores, words, phrases, phraseScale, gramScale };
  }

  /** How much each unit speaks for a direction in the space of scores; a phrase's part is shared among its words. */
  contributions(scored: Scored, direction: Float64Array): Float32Array {
    const { words, phrases, phraseScale, gramScale } = scored;
    const stepped = direction.map((value, at) => value * (this.header.steps[at] ?? 0));
    const parts = new Float32Array(words.length);
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at];
      if (word) parts[at] = dotSums(word.gramSums, word.gramsAt, stepped) * gramScale;
    }
    phrases.features.forEach((feature, number) => {
      const length = phrases.lengths[number] ?? 1;
      const end = phrases.ends[number] ?? 0;
      const share = (dotWeights(this.#parts.weights, feature * this.#count, stepped) * phraseScale) / length;
      for (let at = end - length + 1; at <= end; at += 1) parts[at] = (parts[at] ?? 0) + share;
    });
    return parts;
  }

  /** Calibrated probabilities from a text's scores and the plain facts about it (`facts.ts`), class by class. */
  judge(scores: readonly number[], facts: readonly number[]): { complaint: number[]; sentiment: number[] } {
    const { heads, views } = this.header;
    return {
      complaint: softmax(headScores(heads.complaint, headInputs(scores, facts, views.complaint))),
      sentiment: softmax(headScores(heads.sentiment, headInputs(scores, facts, views.sentiment))),
    };
  }

  /** How much each scorer's answer speaks for a class of a head in a text of these scores. */
  direction(
    head: 'complaint' | 'sentiment',
    label: number,
    scores: readonly number[],
    facts: readonly number[],
  ): Float64Array {
    return scoreWeights(this.header.heads[head][label] ?? [], scores, facts.length, this.header.views[head]);
  }
}

/** Two functions for two kinds of arrays: one that takes both is slower (its element access is no longer of one kind). */
function dotWeights(values: Int16Array, from: number, direction: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < direction.length; at += 1) sum += (values[from + at] ?? 0) * (direction[at] ?? 0);
  return sum;
}

function dotSums(values: Int32Array, from: number, direction: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < direction.length; at += 1) sum += (values[from + at] ?? 0) * (direction[at] ?? 0);
  return sum;
}
