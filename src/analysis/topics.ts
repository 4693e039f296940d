import type { Topic } from '../domain/analysis.ts';
import { findBrands } from './brand-names.ts';
import type { Unit } from './normalise.ts';
import type { PhraseMatch } from './phrases.ts';
import { findSigns, type Reason, type Signs, type TopicTag } from './signs.ts';

/** "10gb", "500mb", "2 gb": an amount of data. */
const dataAmount = /^(?:\d+(?:[.,]\d+)?[gm]b)$/;

/** Things a connection can belong to, so that "mạng" or "lag" alone needs no topic of its own. */
const owners: readonly TopicTag[] = ['internet', 'tv', 'app', 'network', 'roaming'];

const reasonOf = <For extends string>(topic: For, { from, to }: { from: number; to: number }): Reason<For> => ({
  for: topic,
  from,
  to,
});

/** "Mạng" belongs to the house where fixed internet is spoken of, or only a fixed provider is named; else to the phone. */
function connectionReasons(signs: Signs, has: (tag: TopicTag) => boolean): Reason<Topic>[] {
  const isFixed = has('internet') || (signs.fixed.length > 0 && signs.fixed.length === signs.operator.length);
  const topic = isFixed && !has('network') ? 'internet' : 'network';
  const connections = signs.topic.filter((match) => match.tag === 'connection');
  const troubles = signs.topic.filter((match) => match.tag === 'trouble');
  if (connections.length > 0)
    return has('internet') ? [] : [...connections, ...troubles].map((match) => reasonOf(topic, match));
  if (owners.some(has)) return [];
  const isTelecom = signs.operator.length > 0 || has('data');
  return isTelecom ? troubles.map((match) => reasonOf(topic, match)) : [];
}

function competitorReasons(signs: Signs, ownBrand: string | undefined): Reason<Topic>[] {
  const named = findBrands(signs);
  const others = ownBrand ? named.filter((each) => each.brand !== ownBrand) : named;
  const isComparing = signs.relation.some(({ tag }) => tag === 'comparing');
  // With no brand of our own set, one operator alone may be ours: two of them, or a change, name a competitor.
  const isClear = ownBrand !== undefined || isComparing || new Set(others.map((each) => each.brand)).size > 1;
  const comparisons = signs.relation.filter(({ tag }) => tag === 'comparing');
  const reasons = isClear ? others : [];
  return (reasons.length > 0 || ownBrand !== undefined ? reasons : comparisons).map((each) =>
    reasonOf('competitor', each),
  );
}

function isTopic(match: PhraseMatch<TopicTag>): match is PhraseMatch<Exclude<Topic, 'competitor'>> {
  return match.tag !== 'nothing' && match.tag !== 'connection' && match.tag !== 'trouble';
}

/** The telecom topics of a text, each with the words that speak for it, in the order of the words. `ownBrand` is a key of `operators`. */
export function findTopics(
  units: readonly Unit[],
  signs: Signs = findSigns(units),
  ownBrand?: string,
): Reason<Topic>[] {
  const reasons: Reason<Topic>[] = signs.topic.filter(isTopic).map((match) => reasonOf(match.tag, match));
  const has = (tag: TopicTag) => signs.topic.some((match) => match.tag === tag);
  units.forEach((unit, at) => {
    if (dataAmount.test(unit.text)) reasons.push({ for: 'data', from: at, to: at + 1 });
  });
  reasons.push(...connectionReasons(signs, has), ...competitorReasons(signs, ownBrand));
  return reasons.sort((one, other) => one.from - other.from);
}
