import { createHash } from 'node:crypto';
import { fold } from './fold.ts';
import { hashText, mix } from './hash.ts';
import { tokenise } from './tokenise.ts';

/** Four signed 32-bit numbers, each made of three minima (MinHash): texts that share one are worth comparing. */
export type Bands = readonly [number, number, number, number];

/** What tells copies of a text. */
export interface Fingerprint {
  /** Of the folded words, hexadecimal: equal for texts that differ in case, marks, spacing and punctuation only. */
  exactHash: string;
  /** Null for texts of fewer than eight words: too little to tell a copy from a set phrase. */
  bands: Bands | null;
  /** Hashes of the distinct words and word pairs, ascending. */
  features: Uint32Array;
}

const minWords = 8;
const maxWords = 2_000;
/** Three: a text that is four fifths the same shares a band in 19 of 20 cases, one that is a twentieth the same in one of 2,000. */
const rows = 3;
/** Share of words and pairs that two texts have in common, of all that either has, from which on they are copies (docs/analysis.md). */
const leastAlike = 0.6;

function featuresOf(words: readonly string[]): Uint32Array {
  const found = new Set<number>();
  let before = 0;
  for (const word of words) {
    const hash = hashText(word, 11);
    found.add(hash >>> 0);
    found.add(mix(Math.imul(before, 31) ^ hash) >>> 0);
    before = hash;
  }
  return Uint32Array.from(found).sort();
}

/** MinHash (Broder 1997) over the features, the minima of each band put together (locality-sensitive hashing). */
function bandsOf(features: Uint32Array): Bands {
  const band = (number: number) => {
    let together = number;
    for (let row = 0; row < rows; row += 1) {
      const salt = Math.imul(number * rows + row + 1, 0x9e3779b1);
      let least = 0xffffffff;
      for (const feature of features) least = Math.min(least, mix(feature ^ salt) >>> 0);
      together = mix(together ^ least);
    }
    return together | 0;
  };
  return [band(0), band(1), band(2), band(3)];
}

/** The fingerprint of a text, over its words without marks, signs and emoji; time linear in its length. */
export function fingerprint(text: string): Fingerprint {
  const folded = fold(text);
  const words = tokenise(folded)
    .filter((token) => token.kind !== 'punctuation' && token.kind !== 'emoji' && token.kind !== 'emoticon')
    .map((token) => folded.slice(token.start, token.end));
  // A text of signs alone is its own exact text.
  const exactHash = createHash('sha256')
    .update(words.length > 0 ? words.join(' ') : folded)
    .digest('hex')
    .slice(0, 32);
  const features = featuresOf(words.slice(0, maxWords));
  return { exactHash, bands: words.length < minWords ? null : bandsOf(features), features };
}

/** How much of what either text has both have, from 0 to 1 (Jaccard). */
function similarity(a: Uint32Array, b: Uint32Array): number {
  let common = 0;
  for (let at = 0, other = 0; at < a.length && other < b.length; ) {
    const difference = (a[at] ?? 0) - (b[other] ?? 0);
    if (difference === 0) common += 1;
    if (difference <= 0) at += 1;
    if (difference >= 0) other += 1;
  }
  const all = a.length + b.length - common;
  return all === 0 ? 0 : common / all;
}

/** Whether two texts may be copies at all: what the records can be searched by. */
export function mayBeCopies(
  a: Pick<Fingerprint, 'exactHash' | 'bands'>,
  b: Pick<Fingerprint, 'exactHash' | 'bands'>,
): boolean {
  return a.exactHash === b.exactHash || (a.bands?.some((band, at) => band === b.bands?.[at]) ?? false);
}

/** Whether two texts are the same but for small changes. */
export function isNearCopy(a: Fingerprint, b: Fingerprint): boolean {
  if (a.exactHash === b.exactHash) return true;
  return mayBeCopies(a, b) && similarity(a.features, b.features) >= leastAlike;
}
