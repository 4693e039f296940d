import type { Signs } from './signs.ts';

/** An operator named in a text, at the units `from` up to `to`. */
export interface NamedBrand {
  brand: string;
  from: number;
  to: number;
}

/** Every place where an operator is named. */
export function findBrands(signs: Signs): NamedBrand[] {
  return signs.operator.flatMap(({ tag, from, to }) => (tag === null ? [] : [{ brand: tag, from, to }]));
}
