import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMatcher, type QueryDocument } from '../../../src/analysis/query/match.ts';
import { parseQuery } from '../../../src/analysis/query/parse.ts';
import {
  bothWordsOf,
  type Near,
  type Phrase,
  phraseOf,
  printQuery,
  QueryError,
  type Rule,
  withMarks,
  wordsOf,
} from '../../../src/analysis/query/query.ts';

// Few words that are alike, so that rules and documents meet often.
const marked = ['mạng', 'mang', 'màng', 'mạ', 'chậm', 'cham', 'a', 'aa', 'đứt', 'dut', '4g'];
const markedWord = fc.constantFrom(...marked);

const anyPhrase = (field: Phrase['field']): fc.Arbitrary<Phrase> =>
  fc.oneof(
    fc
      .tuple(fc.array(markedWord, { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([words, exact]) => phraseOf(words.join(' '), { field, exact, prefix: false })),
    fc
      .tuple(
        markedWord.filter((each) => each.length > 1),
        fc.boolean(),
      )
      .map(([word, exact]) => phraseOf(word, { field, exact, prefix: true })),
  );

const near: fc.Arbitrary<Near> = fc.record({
  kind: fc.constant('near' as const),
  distance: fc.integer({ min: 1, max: 4 }),
  left: anyPhrase('text'),
  right: anyPhrase('text'),
});

const { rule } = fc.letrec<{ rule: Rule; items: Rule[] }>((tie) => ({
  items: fc.array(tie('rule'), { minLength: 2, maxLength: 3, depthIdentifier: 'rule' }),
  rule: fc.oneof(
    { depthIdentifier: 'rule', maxDepth: 4 },
    { weight: 3, arbitrary: anyPhrase('text') },
    { weight: 1, arbitrary: anyPhrase('author') },
    { weight: 1, arbitrary: anyPhrase('source') },
    { weight: 2, arbitrary: near },
    { weight: 2, arbitrary: tie('rule').map((item): Rule => ({ kind: 'not', item })) },
    { weight: 3, arbitrary: tie('items').map((items) => joined('and', items)) },
    { weight: 3, arbitrary: tie('items').map((items) => joined('or', items)) },
  ),
}));

/** As the parser does it: an `and` in an `and` dissolves. */
function joined(kind: 'and' | 'or', items: readonly Rule[]): Rule {
  return { kind, items: items.flatMap((item) => (item.kind === kind ? item.items : [item])) };
}

const separator = fc.constantFrom(' ', ', ', '\n', ' 😀 ', '...', '-');
const text = fc
  .array(fc.tuple(markedWord, separator), { maxLength: 12 })
  .map((pairs) => pairs.map(([word, after]) => word.toUpperCase() + after).join(''));
const document = fc.record({
  text,
  title: fc.option(text),
  authorName: fc.option(text),
  sourceName: fc.option(text),
});

/** The same meaning said another way: words by one table, every place tried, nothing shared with the matcher. */
const plainMarks: Record<string, string> = { mạng: 'mang', màng: 'mang', mạ: 'ma', chậm: 'cham', đứt: 'dut' };
const tokens = (piece: string | null | undefined, exact: boolean) =>
  (piece ?? '')
    .toLowerCase()
    .split(/[^a-zđạàậứ0-9]+/)
    .filter(Boolean)
    .map((word) => (exact ? word : (plainMarks[word] ?? word)));

function places({ words, exact, prefix }: Phrase, piece: string | null | undefined): number[] {
  const all = tokens(piece, exact);
  return all.flatMap((_, at) => {
    const fits = words.every((word, index) => (prefix ? all[at + index]?.startsWith(word) : all[at + index] === word));
    return fits ? [at] : [];
  });
}

function expected(node: Rule, given: QueryDocument): boolean {
  const texts = { text: [given.title, given.text], author: [given.authorName], source: [given.sourceName] };
  if (node.kind === 'phrase') return texts[node.field].some((piece) => places(node, piece).length > 0);
  if (node.kind === 'not') return !expected(node.item, given);
  if (node.kind === 'near') return texts.text.some((piece) => standNear(node, piece));
  const answers = node.items.map((item) => expected(item, given));
  return node.kind === 'and' ? !answers.includes(false) : answers.includes(true);
}

function standNear({ left, right, distance }: Near, piece: string | null | undefined): boolean {
  return places(left, piece).some((first) =>
    places(right, piece).some((second) => {
      const between = first < second ? second - first - left.words.length : first - second - right.words.length;
      return between >= 0 && between <= distance && first !== second;
    }),
  );
}

const holds = (node: Rule, given: QueryDocument) => compileMatcher(node)(given);

describe('rules', () => {
  it('are the same after printing and parsing', () => {
    fc.assert(
      fc.property(rule, (node) => {
        expect(parseQuery(printQuery(node))).toEqual(node);
      }),
      { numRuns: 500 },
    );
  });

  it('match what a plain reading of them says', () => {
    let matched = 0;
    const numRuns = 3000;
    fc.assert(
      fc.property(rule, document, (node, given) => {
        const answer = expected(node, given);
        if (answer) matched += 1;
        expect(holds(node, given)).toBe(answer);
      }),
      { numRuns },
    );
    // Or the property would hold of a matcher that always gives one answer.
    expect(matched).toBeGreaterThan(numRuns / 10);
    expect(matched).toBeLessThan(numRuns * 0.9);
  });

  it("obey De Morgan's laws", () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 2, maxLength: 3 }), document, (items, given) => {
        const negated = items.map((item): Rule => ({ kind: 'not', item }));
        expect(holds({ kind: 'not', item: { kind: 'and', items } }, given)).toBe(
          holds({ kind: 'or', items: negated }, given),
        );
        expect(holds({ kind: 'not', item: { kind: 'or', items } }, given)).toBe(
          holds({ kind: 'and', items: negated }, given),
        );
      }),
    );
  });

  it('find with marks only what they find without', () => {
    fc.assert(
      fc.property(markedWord, document, (word, given) => {
        if (holds(parseQuery(`="${word}"`), given)) expect(holds(parseQuery(word), given)).toBe(true);
      }),
    );
  });

  it('typed with marks find a part of what they find anyway: that with the same marks', () => {
    let narrowed = 0;
    fc.assert(
      fc.property(rule, document, (node, given) => {
        const marked = withMarks(node);
        if (marked === null) return;
        const [wide, narrow] = [holds(node, given), holds(marked, given)];
        if (narrow) expect(wide).toBe(true);
        if (wide && !narrow) narrowed += 1;
        expect(withMarks(marked)).toBeNull();
      }),
      { numRuns: 2000 },
    );
    expect(narrowed).toBeGreaterThan(20);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      'AND',
      'OR',
      'NOT',
      '-',
      '(',
      ')',
      '"',
      '=',
      '*',
      'near/3',
      'near/99',
      'author:',
      'source:',
      'x:',
      ' ',
    ),
    fc.constantFrom(...marked, 'viet*', '“', '”'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );

  it('either parse or are refused with a place in the rule, whatever is typed', () => {
    let parsed = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('', ' '), document, (pieces, between, given) => {
        const written = pieces.join(between);
        try {
          const node = parseQuery(written);
          parsed += 1;
          expect(parseQuery(printQuery(node))).toEqual(node);
          expect(holds(node, given)).toBe(holds(parseQuery(printQuery(node)), given));
        } catch (error) {
          if (!(error instanceof QueryError)) throw error;
          expect(error.position).toBeGreaterThanOrEqual(0);
          expect(error.position).toBeLessThanOrEqual(written.length);
        }
      }),
      { numRuns: 3000 },
    );
    expect(parsed).toBeGreaterThan(50);
  });

  it('read a text with and without marks as the same number of words, in the same places', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (given) => {
        expect(wordsOf(given, true).length).toBe(wordsOf(given, false).length);
        expect(bothWordsOf(given)).toEqual({ exact: wordsOf(given, true), folded: wordsOf(given, false) });
      }),
      { numRuns: 5000 },
    );
  });
});
