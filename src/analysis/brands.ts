import type { BrandOpinion, SentimentLabel } from '../domain/analysis.ts';
import { findBrands, type NamedBrand } from './brand-names.ts';
import type { Unit } from './normalise.ts';
import type { Reason, Signs } from './signs.ts';

/** What is thought in the units `from` up to `to`. */
export type JudgePart = (from: number, to: number) => SentimentLabel;

export interface BrandContext {
  /** Of the whole text. */
  sentiment: SentimentLabel;
  /** The text only asks or asks for something: it holds nothing against anybody. */
  isNeutral: boolean;
  ownBrand: string | undefined;
  judgePart: JudgePart;
}

const boundary = /^(?:[,.;:!?()-]|!!|\?\?|\.\.\.|nhưng|nhung|còn|chứ|but|while|whereas)$/;
/** How far an operator may stand from the word that compares it. */
const reach = 8;

type Opinions = Map<string, SentimentLabel>;

/** "Viettel nhanh hơn Mobi", "Mobi thua Viettel", "bỏ Mobi sang Viettel": what a relation says of the operators beside it. */
function relate(named: readonly NamedBrand[], signs: Signs): Opinions {
  const opinions: Opinions = new Map();
  const before = (at: number) => named.findLast((each) => each.to <= at && at - each.to < reach)?.brand;
  const after = (at: number) => named.find((each) => each.from >= at && each.from - at < reach / 2)?.brand;
  for (const { tag, from, to } of signs.relation) {
    const [first, second] = [before(from), after(to)];
    if (tag === 'better' || tag === 'worse') {
      const isBetter = tag === 'better';
      if (first === undefined || first === second) continue;
      opinions.set(first, isBetter ? 'positive' : 'negative');
      if (second !== undefined) opinions.set(second, isBetter ? 'negative' : 'positive');
    }
    if (tag === 'from' && second !== undefined && after(to) === second && !opinions.has(second)) {
      opinions.set(second, 'negative');
    }
  }
  return opinions;
}

/** Operators that somebody goes to: nothing is held against them. */
function destinations(named: readonly NamedBrand[], signs: Signs): ReadonlySet<string> {
  const tos = signs.relation.filter(({ tag }) => tag === 'to').map((match) => match.to);
  return new Set(named.filter(({ from }) => tos.some((to) => from >= to && from - to <= 2)).map((each) => each.brand));
}

/** The part of the text that speaks of the operator named at `at`: up to the next boundary before another operator. */
function partOf(units: readonly Unit[], named: readonly NamedBrand[], at: number): [number, number] {
  const brand = named[at];
  const previous = named[at - 1]?.to ?? 0;
  const next = named[at + 1]?.from ?? units.length;
  let from = brand?.from ?? 0;
  while (from > previous && !boundary.test(units[from - 1]?.text ?? '')) from -= 1;
  let to = next;
  if (named[at + 1]) {
    for (let end = next; end > (brand?.to ?? 0); end -= 1) {
      if (!boundary.test(units[end - 1]?.text ?? '')) continue;
      to = end;
      break;
    }
  }
  return [from, to];
}

/** Above this many namings a text is a list; only the first are weighed one by one. */
const maxNamed = 12;

/** Each operator named, in order, with what is thought of it: by comparisons, by the words around each, or as the whole text says. */
export function judgeBrands(units: readonly Unit[], signs: Signs, context: BrandContext): BrandOpinion[] {
  const named = findBrands(signs).slice(0, maxNamed);
  const brands = [...new Set(named.map((each) => each.brand))];
  const opinions: Opinions = new Map();
  if (context.isNeutral) for (const brand of brands) opinions.set(brand, 'neutral');
  else if (brands.length === 1) opinions.set(brands[0] ?? '', context.sentiment);
  else weigh(opinions, units, named, signs, context);
  return brands.map((brand) => ({
    brand,
    isCompetitor: context.ownBrand !== undefined && brand !== context.ownBrand,
    sentiment: opinions.get(brand) ?? 'neutral',
  }));
}

function weigh(
  opinions: Opinions,
  units: readonly Unit[],
  named: readonly NamedBrand[],
  signs: Signs,
  { judgePart, sentiment }: BrandContext,
): void {
  const goals = destinations(named, signs);
  for (const brand of goals) opinions.set(brand, sentiment === 'positive' ? 'positive' : 'neutral');
  for (const [brand, opinion] of relate(named, signs)) opinions.set(brand, opinion);
  named.forEach(({ brand }, at) => {
    if (!opinions.has(brand)) opinions.set(brand, judgePart(...partOf(units, named, at)));
  });
}

/** Where operators are named. */
export function brandReasons(signs: Signs): Reason<'brand'>[] {
  return findBrands(signs).map(({ from, to }) => ({ for: 'brand', from, to }));
}
