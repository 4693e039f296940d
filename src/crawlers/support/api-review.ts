import { tidyLine } from './html.ts';

/**
 * The title of a review: the author's own, if any, and behind it what helps to understand it, such as
 * "Không vào được (1/5 · 2.14.0 · SM-A125F)". The stars are also in the post's `rating`.
 */
export function reviewTitle(
  own: string | null,
  stars: number | undefined,
  facts: readonly (string | undefined)[],
): string | null {
  const known = [stars === undefined ? undefined : `${stars}/5`, ...facts].flatMap((fact) => tidyLine(fact, 80) ?? []);
  const behind = known.length > 0 ? `(${known.join(' · ')})` : '';
  return tidyLine(`${tidyLine(own, 1500) ?? ''} ${behind}`, 2000);
}
