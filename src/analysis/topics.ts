import type { Topic } from '../domain/analysis.ts';
import { leaving, notTopics, operators, topicPhrases } from './lexicons/topics.ts';
import type { Unit } from './normalise.ts';
import { PhraseFinder, type PhraseMatch } from './phrases.ts';

/** A stretch of units that speaks for an output. */
export interface Reason<For extends string = string> {
  for: For;
  from: number;
  to: number;
}

/** What a phrase says: a topic, an operator by name, a change of operator, or nothing (it only hides what it holds). */
type Tag = { topic: Topic } | { operator: string } | 'leaving' | 'nothing';

const finder = new PhraseFinder<Tag>();
for (const [topic, phrases] of Object.entries(topicPhrases)) finder.add({ topic: topic as Topic }, phrases);
for (const [operator, names] of Object.entries(operators)) finder.add({ operator }, names);
finder.add('leaving', leaving);
finder.add('nothing', notTopics);

/** "10gb", "500mb", and the names of data packages: "D90", "ST120K", "MXH100", "5G150". */
const dataAmount =
  /^(?:\d+(?:[.,]\d+)?[gm]b|(?:d|st|sd|mxh|v|c|ct|max|umax|mimax|big|tg|hd|kc|dt|yt|5g)\d{2,3}[a-z]?)$/;

function competitorReasons(matches: readonly PhraseMatch<Tag>[], ownBrand: string | undefined): Reason<Topic>[] {
  const named = matches.flatMap(({ tag, from, to }) =>
    typeof tag === 'object' && 'operator' in tag ? [{ operator: tag.operator, from, to }] : [],
  );
  const others = ownBrand ? named.filter((each) => each.operator !== ownBrand) : named;
  const isLeaving = matches.some((match) => match.tag === 'leaving');
  // With no brand of our own set, one operator alone may be ours: two of them, or a change, name a competitor.
  const isClear = ownBrand !== undefined || isLeaving || new Set(others.map((each) => each.operator)).size > 1;
  return isClear ? others.map(({ from, to }) => ({ for: 'competitor', from, to })) : [];
}

/** The telecom topics of a text, each with the words that speak for it. `ownBrand` is a key of `operators`. */
export function findTopics(units: readonly Unit[], ownBrand?: string): Reason<Topic>[] {
  const matches = finder.find(units);
  const reasons: Reason<Topic>[] = [];
  for (const { tag, from, to } of matches) {
    if (typeof tag === 'object' && 'topic' in tag) reasons.push({ for: tag.topic, from, to });
  }
  units.forEach((unit, at) => {
    if (dataAmount.test(unit.text)) reasons.push({ for: 'data', from: at, to: at + 1 });
  });
  return [...reasons, ...competitorReasons(matches, ownBrand)];
}
