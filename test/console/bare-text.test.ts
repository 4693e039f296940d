import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { consoleFiles } from './sources.ts';

// biome-ignore lint/suspicious/noExplicitAny: a syntax tree is walked by the names of its parts
type Node = any;

/** Attributes that people read or hear. */
const READ =
  /^(?:aria-label|aria-description|title|label|placeholder|alt|description|hint|text|caption|nothingFoundMessage)$/;
const hasWords = (text: unknown) => typeof text === 'string' && /\p{L}{2}/u.test(text);

const isBare = (node: Node): boolean =>
  (node?.type === 'Literal' && hasWords(node.value)) ||
  (node?.type === 'TemplateLiteral' && node.quasis.some((each: Node) => hasWords(each.value.cooked))) ||
  (node?.type === 'ConditionalExpression' && (isBare(node.consequent) || isBare(node.alternate))) ||
  (node?.type === 'LogicalExpression' && isBare(node.right));

/** Words in a component that no language file holds, with what is around them. */
function bareTexts(path: string, text: string): string[] {
  const { program, errors } = parseSync(path, text);
  expect(errors).toEqual([]);
  const found: string[] = [];
  const note = (node: Node) => found.push(`${path}: ${text.slice(node.start, node.end).trim()}`);
  const walk = (node: Node): void => {
    if (node === null || typeof node !== 'object') return;
    if (node.type === 'JSXText' && hasWords(node.value)) note(node);
    if (node.type === 'JSXAttribute' && READ.test(node.name.name) && isBare(node.value?.expression ?? node.value))
      note(node);
    if ((node.type === 'JSXElement' || node.type === 'JSXFragment') && Array.isArray(node.children))
      for (const child of node.children)
        if (child.type === 'JSXExpressionContainer' && isBare(child.expression)) note(child);
    for (const part of Object.values(node)) Array.isArray(part) ? part.forEach(walk) : walk(part);
  };
  walk(program);
  return found;
}

describe('components', () => {
  it('say nothing that is not in the language files', () => {
    const files = consoleFiles('.tsx');
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap(({ path, text }) => bareTexts(path, text))).toEqual([]);
  });

  it.each([
    ['<p>Xin chào</p>', 1],
    ['<p>{ok ? "Saved" : t("x")}</p>', 1],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code that is looked at
    ['<p>{`${n} tickets`}</p>', 1],
    ['<input aria-label="Search" />', 1],
    ['<p>{t("hello")} · #{n}</p>', 0],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code that is looked at
    ['<a href="/inbox" className="link" title={`#${n}`}>{name}</a>', 0],
  ])('would be caught: %s', (code, count) => {
    expect(bareTexts('a.tsx', `const A = () => ${code};`)).toHaveLength(count);
  });
});
