import type { Language } from '../domain/analysis.ts';
import { scripts, smallWords } from './lexicons/scripts.ts';
import type { Unit } from './normalise.ts';

const languagesOf = new Map<string, string[]>();
for (const [code, words] of Object.entries(smallWords)) {
  for (const word of new Set(words.split(/\s+/))) languagesOf.set(word, [...(languagesOf.get(word) ?? []), code]);
}

const enoughWords = 100;

/** The code whose small words are met most often; a word of several languages counts in parts. Null for too few. */
function bySmallWords(units: readonly Unit[]): string | null {
  const votes = new Map<string, number>();
  for (const { folded } of units.slice(0, enoughWords)) {
    const codes = languagesOf.get(folded) ?? [];
    for (const code of codes) votes.set(code, (votes.get(code) ?? 0) + 1 / codes.length);
  }
  const [best, second] = [...votes].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < 1 || (second && second[1] > best[1] * 0.9)) return null;
  return best[0];
}

/** The ISO 639-1 code of a text whose language group is known, by its script and small words; null when it can't be told. */
export function languageCodeOf(text: string, units: readonly Unit[], language: Language): string | null {
  if (language !== 'other') return language;
  const sample = text.slice(0, 2_000);
  const written = scripts.find(([, letters]) => letters.test(sample));
  return written ? written[0] : bySmallWords(units);
}
