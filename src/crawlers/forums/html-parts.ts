import { type Element, isTag } from 'domhandler';
import { elementToText } from '../support/html.ts';
import { find, first, hasInstant, type Test } from './elements.ts';

const DIGITS = /(?<!\d)(\d{1,15})$/;
/** A post's id ends in the digits of one of these. */
const ID_ATTRIBUTES = ['id', 'data-content', 'data-node-id', 'data-post-id', 'data-id'];

/** A post's id; undefined if it carries none. */
export function postId(post: Element, isBody: Test): number | undefined {
  const own = ID_ATTRIBUTES.map((name) => DIGITS.exec(post.attribs[name] ?? '')).find((found) => found !== null);
  const digits = own ?? DIGITS.exec(first(post, isBody)?.attribs.id ?? '');
  return digits ? Number(digits[1]) : undefined;
}

/** The nearest positions and the greatest: the next is always further on, so that no circle is possible. */
export function around(positions: Iterable<number>, here: number) {
  let [next, previous, last]: [number | null, number | null, number | null] = [null, null, null];
  for (const position of positions) {
    if (position > here && position < (next ?? Infinity)) next = position;
    if (position < here && position > (previous ?? 0)) previous = position;
    if (position > Math.max(here, last ?? 0)) last = position;
  }
  return { next, previous, last };
}

/** The most exact form in which an element tells a time: an attribute for machines, a title, its words. */
export function dateText(element: Element, skip: Test): string {
  const exact = hasInstant(element) ? element : first(element, hasInstant);
  if (exact) return exact.attribs.datetime ?? '';
  const titled = first(element, (node) => isTag(node) && /\d\d?:\d\d/.test(node.attribs.title ?? ''), skip);
  const own = /\d\d?:\d\d/.test(element.attribs.title ?? '') ? element.attribs.title : undefined;
  return titled?.attribs.title ?? own ?? elementToText(element, skip);
}

/** Seconds since 1970 of the newest time in a row, null if it tells none that machines can read. */
export function lastActivity(row: Element): number | null {
  const seconds = find(row, hasInstant).map(({ attribs }) => Date.parse(attribs.datetime ?? '') / 1000);
  const known = seconds.filter(Number.isFinite);
  return known.length > 0 ? Math.max(...known) : null;
}

/** The first number in an element, null if there is none. */
export function countIn(element: Element | undefined): number | null {
  const number = element && /\d(?:[.,]?\d){0,8}/.exec(elementToText(element))?.[0];
  return number ? Number(number.replace(/\D/g, '')) : null;
}
