type Attributes = Readonly<Record<string, string | undefined>>;

/** An element with its attributes and children; texts are only ever text. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string | false | undefined)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined) made.setAttribute(key, value);
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** A text with its addresses as links, which lead nobody back. */
export function withLinks(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (let match = LINK.exec(text); match; match = LINK.exec(text)) {
    fragment.append(text.slice(from, match.index));
    fragment.append(make('a', { href: match[0], target: '_blank', rel: 'noopener noreferrer nofollow' }, match[0]));
    from = match.index + match[0].length;
  }
  fragment.append(text.slice(from));
  return fragment;
}
