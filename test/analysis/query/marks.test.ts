import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksOf } from '../../../src/analysis/query/marks.ts';
import { parseQuery } from '../../../src/analysis/query/parse.ts';

const marked = (rule: string, text: string) =>
  marksOf(parseQuery(rule), text).map(([from, to]) => text.slice(from, to));

describe('where a text has the words of a rule', () => {
  it.each([
    ['"mạng chậm"', 'Mạng chậm quá, MANG CHAM!', ['Mạng chậm', 'MANG CHAM']],
    ['viet*', 'Viettel và Việt Nam', ['Viettel', 'Việt']],
    ['mạng NOT tuyển', 'tuyển người làm mạng', ['mạng']],
    ['mạng near/2 chậm', 'mạng nhà rất chậm', ['mạng', 'chậm']],
    ['"mạng chậm" OR "chậm quá"', 'mạng chậm quá', ['mạng chậm quá']],
    ['author:lan OR mạng', 'lan bảo mạng', ['mạng']],
  ])('%s in “%s”', (rule, text, words) => {
    expect(marked(rule, text)).toEqual(words);
  });

  it('finds the place in the text as it is, marks of their own included', () => {
    expect(marked('mạng', 'x ma\u0323ng')).toEqual(['ma\u0323ng']);
  });

  it('rises, never overlaps and stays within the text', () => {
    const rule = parseQuery('a OR "a b" OR ba*');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'ạ', '😀', '\u200b') }), (text) => {
        let last = -1;
        for (const [from, to] of marksOf(rule, text)) {
          expect(from).toBeGreaterThan(last);
          expect(to).toBeGreaterThan(from);
          last = to;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
