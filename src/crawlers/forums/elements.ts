import { compile } from 'css-select';
import { type AnyNode, type Element, isTag } from 'domhandler';

export type Test = (node: AnyNode) => boolean;

/** Whether an element fits a selector. */
export const matcher = (selector: string): Test => compile<AnyNode, Element>(selector);

/** The elements that pass, in the order of the page; what lies in one that does not count is left out. */
export function find(root: AnyNode, test: Test, leaveOut?: Test, found: Element[] = []): Element[] {
  if (!('children' in root)) return found;
  for (const child of root.children) {
    if (!isTag(child)) continue;
    if (test(child)) found.push(child);
    if (!leaveOut?.(child)) find(child, test, leaveOut, found);
  }
  return found;
}

/** The first of them. */
export function first(root: AnyNode, test: Test, leaveOut?: Test): Element | undefined {
  if (!('children' in root)) return undefined;
  for (const child of root.children) {
    if (!isTag(child)) continue;
    if (test(child)) return child;
    const below = leaveOut?.(child) ? undefined : first(child, test, leaveOut);
    if (below) return below;
  }
  return undefined;
}

export const isLink: Test = (node) => isTag(node) && node.name === 'a' && node.attribs.href !== undefined;
export const hasInstant: Test = (node) => isTag(node) && node.attribs.datetime !== undefined;
