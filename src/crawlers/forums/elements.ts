import { compile } from 'css-select';
import { type AnyNode, type Element, isTag } from 'domhandler';

export type Test = (node: AnyNode) => boolean;

/** Whether an element fits a selector. */
export const matcher = (selector: string): Test => compile<AnyNode, Element>(selector);

/** The elements that pass, in the order of the page; what lies in one that does not count is left out. */
export function* find(root: AnyNode, test: Test, leaveOut: Test = () => false): Generator<Element> {
  for (const child of 'children' in root ? root.children : []) {
    if (!isTag(child)) continue;
    if (test(child)) yield child;
    if (!leaveOut(child)) yield* find(child, test, leaveOut);
  }
}

export const first = (root: AnyNode, test: Test, leaveOut?: Test): Element | undefined =>
  find(root, test, leaveOut).next().value ?? undefined;

export const isLink: Test = (node) => isTag(node) && node.name === 'a' && node.attribs.href !== undefined;
export const hasInstant: Test = (node) => isTag(node) && node.attribs.datetime !== undefined;
