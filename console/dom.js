/** An element with properties (`on…` are listeners, `data-`/`aria-` attributes) and children; text is always text. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else if (name.includes('-') || name === 'for' || name === 'role') element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Puts new children in place of the old and keeps the focus on what has the same `data-key`. */
export function replace(container, ...children) {
  const key = container.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  container.replaceChildren(...children.flat().filter(Boolean));
  if (key) container.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/** A link to an outside page; only http(s) becomes one. */
export function outside(url, text) {
  if (!/^https?:\/\//i.test(url ?? '')) return null;
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
}

/** A labelled field. */
export function field(label, control) {
  return h('label', {}, h('span', {}, label), control);
}

export const button = (label, onclick, props = {}) => h('button', { type: 'button', onclick, ...props }, label);
