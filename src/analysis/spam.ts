import { spamPhrases } from './lexicons/spam.ts';
import type { Unit } from './normalise.ts';
import { PhraseFinder } from './phrases.ts';
import type { Reason } from './topics.ts';

const enough = 3;
const finder = new PhraseFinder<number>();
for (const [points, phrases] of Object.entries(spamPhrases)) finder.add(Number(points), phrases);

/**
 * Whether a text is itself advertising, recruiting or bait: its signs, each counted once, make three points, or four where it
 * reads like a complaint (a customer may well quote an offer and leave a phone number). Gives the signs if so.
 */
export function findSpam(units: readonly Unit[], isComplaint: boolean): Reason<'spam'>[] {
  const signs = new Map<string, { points: number; reason: Reason<'spam'> }>();
  for (const { tag, from, to } of finder.find(units)) {
    const key = units
      .slice(from, to)
      .map((unit) => unit.folded)
      .join(' ');
    signs.set(key, { points: tag, reason: { for: 'spam', from, to } });
  }
  const found = [...signs.values()];
  const total = found.reduce((sum, sign) => sum + sign.points, 0);
  const hasStrongSign = found.some((sign) => sign.points > 1);
  if (total < (isComplaint ? enough + 1 : enough) || (!hasStrongSign && total < enough + 1)) return [];
  return found.map((sign) => sign.reason);
}
