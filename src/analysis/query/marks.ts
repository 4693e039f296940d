import { type Phrase, type Rule, wordsOf } from './query.ts';

/** From one index into a text to another (UTF-16 units, the end not included). */
export type Mark = readonly [from: number, to: number];

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** The phrases for which a text may be matched; what a NOT shuts out is none. */
function wanted(rule: Rule): Phrase[] {
  switch (rule.kind) {
    case 'phrase':
      return rule.field === 'text' ? [rule] : [];
    case 'near':
      return [rule.left, rule.right];
    case 'not':
      return [];
    default:
      return rule.items.flatMap(wanted);
  }
}

/** Whether a phrase stands at that place. */
const standsAt = (words: readonly string[], at: number, { words: sought, prefix }: Phrase): boolean =>
  sought.every((word, index) => {
    const found = words[at + index] ?? '';
    return prefix ? found.startsWith(word) : found === word;
  });

/** Where a text has the words of a rule, in order and without overlaps: for people to see why it is matched. */
export function marksOf(rule: Rule, text: string): Mark[] {
  const places = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, from: index, to: index + word.length }));
  const forms = new Map<boolean, string[]>();
  const wordsIn = (exact: boolean) => {
    const known = forms.get(exact) ?? places.map(({ word }) => wordsOf(word, exact)[0] ?? '');
    forms.set(exact, known);
    return known;
  };
  const found = wanted(rule).flatMap((phrase) => {
    const words = wordsIn(phrase.exact);
    return places.flatMap(({ from }, at): Mark[] =>
      standsAt(words, at, phrase) ? [[from, places[at + phrase.words.length - 1]?.to ?? from]] : [],
    );
  });
  const marks: [number, number][] = [];
  for (const [from, to] of found.sort((a, b) => a[0] - b[0])) {
    const last = marks.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return marks;
}
