import type { estypes } from '@elastic/elasticsearch';
import type { SourcesOf } from '../analysis/query/match.ts';
import type { Near, Phrase, Rule } from '../analysis/query/query.ts';

type Query = estypes.QueryDslQueryContainer;

const fieldOf = ({ field, exact }: Phrase) => `words.${field}.${exact ? 'exact' : 'folded'}`;

/** A rule of the query language as Elasticsearch asks it; it finds what `compileMatcher` of the same rule finds. */
export function compileQuery(node: Rule, sourcesOf: SourcesOf): Query {
  const compile = (item: Rule) => compileQuery(item, sourcesOf);
  switch (node.kind) {
    case 'phrase':
      return node.field === 'source' ? { terms: { 'source.id': sourcesOf(node) } } : phrase(node);
    case 'near':
      return near(node);
    case 'not':
      return { bool: { must_not: [compile(node.item)] } };
    case 'and':
      return { bool: { filter: node.items.map(compile) } };
    case 'or':
      return { bool: { should: node.items.map(compile), minimum_should_match: 1 } };
  }
}

function phrase(node: Phrase): Query {
  const field = fieldOf(node);
  if (node.prefix) return { prefix: { [field]: { value: node.words[0] ?? '' } } };
  if (node.words.length === 1) return { term: { [field]: { value: node.words[0] ?? '' } } };
  return { match_phrase: { [field]: { query: node.words.join(' ') } } };
}

/** Both orders, each without overlap: "in order" is what keeps a word from being near itself. */
function near({ left, right, distance }: Near): Query {
  const field = fieldOf(left);
  const one = interval(left, field);
  const isSame = JSON.stringify(one) === JSON.stringify(interval(right, field));
  const other = isSame ? apart(interval(right, field)) : interval(right, field);
  const inOrder = (intervals: Interval[]): Interval => ({ all_of: { intervals, ordered: true, max_gaps: distance } });
  const either: Interval = { any_of: { intervals: [inOrder([one, other]), inOrder([other, one])] } };
  return { intervals: { [field]: either } } as Query;
}

/**
 * The same interval in other clothes. Lucene makes one repeated interval of two equal ones, and counts its gaps in another
 * way, so that a phrase near itself is missed.
 */
function apart(same: Interval): Interval {
  const nowhere = { not_contained_by: { match: { query: '\u2205' } } };
  return same?.match === undefined ? same : { match: { ...same.match, filter: nowhere } };
}

type Interval = estypes.QueryDslIntervalsContainer;

/** Folded words and those with their marks stand at the same places, so an exact phrase may be near a folded one. */
function interval(node: Phrase, field: string): Interval {
  const { words, prefix } = node;
  const own = fieldOf(node) === field ? {} : { use_field: fieldOf(node) };
  if (prefix) return { prefix: { prefix: words[0] ?? '', ...own } };
  return { match: { query: words.join(' '), ordered: true, max_gaps: 0, ...own } };
}
