import { createHash } from 'node:crypto';
import { fold } from './fold.ts';
import { hashText, mix } from './hash.ts';
import { tokenise } from './tokenise.ts';

/** The four signed 16-bit quarters of a 64-bit SimHash. */
export type Bands = readonly [number, number, number, number];

/** What tells copies of a text: near copies nearly always share one of the four bands (always, if three bits differ or fewer). */
export interface Fingerprint {
  /** Of the folded words, hexadecimal: equal for texts that differ in case, marks, spacing and punctuation only. */
  exact: string;
  /** Null for texts of fewer than eight words: too little to tell a copy from a set phrase. */
  bands: Bands | null;
}

const minWords = 8;
const maxWords = 5_000;
/** Over short posts three bits miss half of the copies with one word more or less; six find most, and no false ones (docs/analysis.md). */
const maxDistance = 6;

/** Adds the votes of one feature: +1 or -1 for each of 64 bits. */
function addVotes(votes: Int32Array, feature: string): void {
  const low = hashText(feature, 11);
  const high = mix(low ^ hashText(feature, 12));
  for (let bit = 0; bit < 32; bit += 1) {
    votes[bit] = (votes[bit] ?? 0) + ((low >>> bit) & 1 ? 1 : -1);
    votes[bit + 32] = (votes[bit + 32] ?? 0) + ((high >>> bit) & 1 ? 1 : -1);
  }
}

/** SimHash (Charikar 2002) over the distinct words and word pairs. */
function simHash(words: readonly string[]): Bands {
  const features = new Set<string>();
  words.forEach((word, at) => {
    features.add(word);
    if (at > 0) features.add(`${words[at - 1]} ${word}`);
  });
  const votes = new Int32Array(64);
  for (const feature of features) addVotes(votes, feature);
  const band = (from: number) => {
    let bits = 0;
    for (let bit = 0; bit < 16; bit += 1) if ((votes[from + bit] ?? 0) > 0) bits |= 1 << bit;
    return (bits << 16) >> 16;
  };
  return [band(0), band(16), band(32), band(48)];
}

/** The fingerprint of a text, over its words without marks, signs and emoji; time linear in its length. */
export function fingerprint(text: string): Fingerprint {
  const folded = fold(text);
  const words = tokenise(folded)
    .filter((token) => token.kind !== 'punctuation' && token.kind !== 'emoji' && token.kind !== 'emoticon')
    .map((token) => folded.slice(token.start, token.end));
  // A text of signs alone is its own exact text.
  const exact = createHash('sha256')
    .update(words.length > 0 ? words.join(' ') : folded)
    .digest('hex')
    .slice(0, 32);
  return { exact, bands: words.length < minWords ? null : simHash(words.slice(0, maxWords)) };
}

function bitsOf(number: number): number {
  let bits = 0;
  for (let left = number & 0xffff; left !== 0; left &= left - 1) bits += 1;
  return bits;
}

/** Whether two texts are the same but for small changes: equal folded words, or SimHashes at most six bits apart. */
export function isNearCopy(
  a: { exactHash: string; bands: Bands | null },
  b: { exactHash: string; bands: Bands | null },
): boolean {
  if (a.exactHash === b.exactHash) return true;
  const others = b.bands;
  if (!a.bands || !others) return false;
  const distance = a.bands.reduce((sum, band, at) => sum + bitsOf(band ^ (others[at] ?? 0)), 0);
  return distance <= maxDistance;
}
