import type { Topic } from '../domain/analysis.ts';
import { type AttitudeCue, attitudePhrases } from './lexicons/attitude.ts';
import {
  betterThan,
  fixedProviders,
  goesTo,
  leavesFrom,
  notOperators,
  operators,
  worseThan,
} from './lexicons/brands.ts';
import { type IntentCue, intentPhrases, leavingPhrases } from './lexicons/intent.ts';
import { placeCues } from './lexicons/places.ts';
import { packageCues, products } from './lexicons/products.ts';
import { spamPhrases } from './lexicons/spam.ts';
import {
  comparing,
  connectionPairs,
  connectionPhrases,
  fixedConnection,
  notTopics,
  signalPhrases,
  topicPhrases,
  troublePhrases,
} from './lexicons/topics.ts';
import { type UrgencyPhraseKind, urgencyPhrases } from './lexicons/urgency.ts';
import type { Unit } from './normalise.ts';
import { type Matches, PhraseFinder } from './phrases.ts';
import { addPlaces, type PlaceTag } from './place-names.ts';

/** What a topic phrase says: a topic, a connection of either kind, trouble with one, or nothing (it only hides what it holds). */
export type TopicTag = Exclude<Topic, 'competitor'> | 'connection' | 'trouble' | 'nothing';
export type RelationTag = 'better' | 'worse' | 'from' | 'to' | 'comparing' | 'leaving';

/** What one tag of each layer of the lexicons says. */
export interface SignTags {
  topic: TopicTag;
  /** A key of `operators`, or null for a name that is none. */
  operator: string | null;
  fixed: true;
  relation: RelationTag;
  urgency: UrgencyPhraseKind;
  intent: IntentCue;
  attitude: AttitudeCue;
  spam: number;
  product: string;
  packageCue: true;
  place: PlaceTag;
  placeCue: true;
}

export type Signs = Matches<SignTags>;

const layers: readonly (keyof SignTags)[] = [
  'topic',
  'operator',
  'fixed',
  'relation',
  'urgency',
  'intent',
  'attitude',
  'spam',
  'product',
  'packageCue',
  'place',
  'placeCue',
];

function addTopics(finder: PhraseFinder<SignTags>): void {
  for (const [topic, phrases] of Object.entries(topicPhrases)) finder.add('topic', topic as TopicTag, phrases);
  finder.add('topic', 'network', signalPhrases);
  finder.add('topic', 'connection', `${connectionPhrases},${connectionPairs}`);
  finder.add('topic', 'internet', fixedConnection);
  finder.add('topic', 'trouble', troublePhrases);
  finder.add('topic', 'nothing', notTopics);
}

function addBrands(finder: PhraseFinder<SignTags>): void {
  for (const [operator, names] of Object.entries(operators)) finder.add('operator', operator, names);
  finder.add('operator', null, notOperators);
  finder.add('fixed', true, fixedProviders);
  finder.add('relation', 'better', betterThan);
  finder.add('relation', 'worse', worseThan);
  finder.add('relation', 'from', leavesFrom);
  finder.add('relation', 'to', goesTo);
  finder.add('relation', 'comparing', comparing);
  finder.add('relation', 'leaving', leavingPhrases);
}

function addProducts(finder: PhraseFinder<SignTags>, own: readonly string[]): void {
  for (const line of products.trim().split('\n')) {
    const [name = '', spellings = ''] = line.split(' = ');
    finder.add('product', name, spellings);
  }
  for (const name of own) finder.add('product', name, name.toLowerCase().replaceAll(',', ' '));
  finder.add('packageCue', true, packageCues);
}

/** Makes the one automaton that finds the phrases of all lexicons; `ownProducts` are names of a team's own list. */
export function signFinder(ownProducts: readonly string[] = []): PhraseFinder<SignTags> {
  const finder = new PhraseFinder<SignTags>(layers);
  addTopics(finder);
  addBrands(finder);
  for (const [kind, phrases] of Object.entries(urgencyPhrases)) {
    finder.add('urgency', kind as UrgencyPhraseKind, phrases);
  }
  for (const [cue, phrases] of Object.entries(intentPhrases)) finder.add('intent', cue as IntentCue, phrases);
  for (const [cue, phrases] of Object.entries(attitudePhrases)) finder.add('attitude', cue as AttitudeCue, phrases);
  for (const [points, phrases] of Object.entries(spamPhrases)) finder.add('spam', Number(points), phrases);
  addProducts(finder, ownProducts);
  addPlaces((tag, phrase) => finder.add('place', tag, phrase));
  finder.add('placeCue', true, placeCues);
  return finder;
}

const shipped = signFinder();

/** The signs of a text by the shipped lexicons. */
export function findSigns(units: readonly Unit[]): Signs {
  return shipped.find(units);
}

/** A stretch of units that speaks for an output. */
export interface Reason<For extends string = string> {
  for: For;
  from: number;
  to: number;
}
