import type { Unit } from './normalise.ts';
import { findSigns, type Reason, type Signs } from './signs.ts';

const enough = 3;

/**
 * Whether a text is itself advertising, recruiting or bait: its signs, each counted once, make three points, or four where it
 * reads like a complaint (a customer may well quote an offer and leave a phone number). Gives the signs if so.
 */
export function findSpam(
  units: readonly Unit[],
  isComplaint: boolean,
  found: Signs = findSigns(units),
): Reason<'spam'>[] {
  const signs = new Map<string, { points: number; reason: Reason<'spam'> }>();
  for (const { tag, from, to } of found.spam) {
    const key = units
      .slice(from, to)
      .map((unit) => unit.folded)
      .join(' ');
    signs.set(key, { points: tag, reason: { for: 'spam', from, to } });
  }
  const all = [...signs.values()];
  const total = all.reduce((sum, sign) => sum + sign.points, 0);
  const hasStrongSign = all.some((sign) => sign.points > 1);
  if (total < (isComplaint ? enough + 1 : enough) || (!hasStrongSign && total < enough + 1)) return [];
  return all.map((sign) => sign.reason);
}
