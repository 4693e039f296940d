import type { Place } from '../domain/analysis.ts';
import type { Unit } from './normalise.ts';
import type { PhraseMatch } from './phrases.ts';
import type { PlaceTag } from './place-names.ts';
import type { Reason, Signs } from './signs.ts';

/** A place with the words that name it. */
export interface FoundPlace {
  place: Place;
  reason: Reason<'place'>;
}

const capital = /^\p{Lu}/u;

/** Whether every word of the name begins with a capital, as names do. */
function isCapitalised(text: string, units: readonly Unit[], { from, to }: PhraseMatch<PlaceTag>): boolean {
  return units.slice(from, to).every(({ start }) => capital.test(text.slice(start, start + 2)));
}

/** "yên bình" may be a district or peace: capitals, a word of place before it, or its province beside it make it a place. */
function isPlace(text: string, units: readonly Unit[], match: PhraseMatch<PlaceTag>, signs: Signs): boolean {
  const { tag, from, to } = match;
  if (tag.isProvince && !tag.isAmbiguous) return true;
  if (signs.placeCue.some((cue) => cue.to === from)) return true;
  const isNextToProvince = signs.place.some(
    (other) => other !== match && other.tag.formerProvince === tag.formerProvince && Math.abs(other.from - from) < 6,
  );
  if (isNextToProvince) return true;
  // At the beginning of a sentence a capital says nothing of one ambiguous word.
  if (isCapitalised(text, units, match)) return to - from > 1 || !tag.isAmbiguous;
  return !tag.isAmbiguous;
}

/** The provinces, towns and districts that a text names, each once, with the province of today and the one before July 2025. */
export function findPlaces(text: string, units: readonly Unit[], signs: Signs): FoundPlace[] {
  const found = new Map<string, FoundPlace>();
  for (const match of signs.place) {
    if (!isPlace(text, units, match, signs)) continue;
    const { name, province, formerProvince } = match.tag;
    const key = `${name}\n${formerProvince}`;
    if (!found.has(key)) {
      const reason: Reason<'place'> = { for: 'place', from: match.from, to: match.to };
      found.set(key, { place: { name, province, formerProvince }, reason });
    }
  }
  return [...found.values()];
}
