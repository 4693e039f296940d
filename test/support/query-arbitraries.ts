import fc from 'fast-check';
import { type Phrase, phraseOf, type Rule } from '../../src/analysis/query/query.ts';

/** Few words, so that rules and texts meet often; signs and hostile characters between them. */
const words = ['mạng', 'mang', 'chậm', 'cham', 'internet', 'gói', 'cước'];

export const anyText = fc
  .array(fc.constantFrom(...words, '!', '😡', "o'k", 'a\\b'), { maxLength: 12 })
  .map((parts) => parts.join(' '));

const phraseIn = (...fields: Phrase['field'][]): fc.Arbitrary<Phrase> =>
  fc
    .record({
      written: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
      exact: fc.boolean(),
      field: fc.constantFrom(...fields),
    })
    .map(({ written, exact, field }) => phraseOf(written.join(' '), { field, exact, prefix: false }));

const prefixOf = ({ field, exact, words, marked = words }: Phrase): Phrase =>
  phraseOf(marked[0]?.slice(0, 3) ?? 'man', { field, exact, prefix: true });

/** Any rule over text and author, up to three levels deep. */
export const { rule: anyRule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    phraseIn('text', 'author'),
    phraseIn('text', 'author').map(prefixOf),
    fc.record({
      kind: fc.constant('near' as const),
      distance: fc.nat(4),
      left: phraseIn('text'),
      right: phraseIn('text'),
    }),
    fc.record({ kind: fc.constant('not' as const), item: tie('rule') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      items: fc.array(tie('rule'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));
