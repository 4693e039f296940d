import { packagePrefixes } from './lexicons/products.ts';
import type { Unit } from './normalise.ts';
import type { Reason, Signs } from './signs.ts';

/** A product by the name under which it is counted, with the words that name it. */
export interface FoundProduct {
  name: string;
  reason: Reason<'product'>;
}

const prefixes = [...new Set(packagePrefixes.trim().split(/\s+/))].join('|');
/** "st120k", "5g150", "c90n"; one letter with a small figure ("d20") may be anything. */
const packageName = new RegExp(`^(?:(?:${prefixes})\\d{2,3}|[dcv](?:[5-9]\\d|\\d{3}))[a-z]{0,2}$`);
/** After "gói": any name of letters and figures ("8p", "12mxh", "big90"). */
const namedPackage = /^(?=.*\d)(?=.*[a-z])[a-z]{0,6}\d{1,3}[a-z]{0,4}\d{0,3}[a-z]?$/;
/** Amounts, techniques, durations and prices, which are no names. */
const notPackage = /^(?:\d+(?:gb|mb|g|m|k|p|s|h|tr|ng|d|cai|thang|ngay|nam|mbps)|[2-6]g|wifi\d|mp[34])$/;
const maxLength = 10;

/** The data packages and products with a name of their own that a text speaks of, each once. */
export function findProducts(units: readonly Unit[], signs: Signs): FoundProduct[] {
  const found = new Map<string, FoundProduct>();
  const keep = (name: string, from: number, to: number) => {
    if (!found.has(name)) found.set(name, { name, reason: { for: 'product', from, to } });
  };
  for (const { tag, from, to } of signs.product) keep(tag, from, to);
  const afterCue = new Set(signs.packageCue.map((cue) => cue.to));
  units.forEach(({ folded }, at) => {
    if (folded.length > maxLength || folded.length < 2) return;
    const isNamed = afterCue.has(at) && namedPackage.test(folded) && !notPackage.test(folded);
    if (isNamed || packageName.test(folded)) keep(folded.toUpperCase(), at, at + 1);
  });
  return [...found.values()];
}
