import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/analysis/query/parse.ts';
import { printQuery, QUERY_LIMITS, QueryError } from '../../../src/analysis/query/query.ts';
import { InvalidInput } from '../../../src/errors.ts';

describe('a rule', () => {
  it.each([
    // The design's example: NOT takes both words after it.
    [
      '"mạng chậm" AND (viettel OR vt) NOT tuyển dụng',
      '"mạng chậm" AND ("viettel" OR "vt") AND NOT ("tuyển" AND "dụng")',
    ],
    ['mạng', '"mạng"'],
    ['  Mạng \n CHẬM ', '"mạng" AND "chậm"'],
    ['a b OR c d', '"a" AND "b" OR "c" AND "d"'],
    ['a AND (b OR c)', '"a" AND ("b" OR "c")'],
    ['(a b) c', '"a" AND "b" AND "c"'],
    ['a OR (b OR c)', '"a" OR "b" OR "c"'],
    ['-spam mạng', 'NOT "spam" AND "mạng"'],
    ['mạng -spam chậm', '"mạng" AND NOT "spam" AND "chậm"'],
    ['-"tuyển dụng" x', 'NOT "tuyển dụng" AND "x"'],
    ['-(a OR b) c', 'NOT ("a" OR "b") AND "c"'],
    ['NOT a "b c"', 'NOT "a" AND "b c"'],
    ['NOT NOT a', 'NOT NOT "a"'],
    ['a AND NOT b OR c', '"a" AND NOT "b" OR "c"'],
    ['="Mạng"', '="mạng"'],
    ['=mạng chậm', '="mạng" AND "chậm"'],
    ['="Đứt  CÁP"', '="đứt cáp"'],
    ['viet*', 'viet*'],
    ['=viế*', '=viế*'],
    ['author:"Nguyễn Văn A" source:voz', 'author:"nguyễn văn a" AND source:"voz"'],
    ['Author: nam* -author:="Trần"', 'author:nam* AND NOT author:="trần"'],
    ['mạng near/5 chậm', '"mạng" near/5 "chậm"'],
    ['4g NEAR/1 "mất sóng" x', '"4g" near/1 "mất sóng" AND "x"'],
    ['hôm nay mạng near/5 chậm', '"hôm" AND "nay" AND "mạng" near/5 "chậm"'],
    ['NOT a b near/2 c', 'NOT "a" AND "b" near/2 "c"'],
    ['=mạng near/5 che*', '="mạng" near/5 che*'],
    ['4G/5G wi-fi vina.com.vn', '"4g 5g" AND "wi fi" AND "vina com vn"'],
    ['“mạng chậm” „x y“', '"mạng chậm" AND "x y"'],
    ['"(AND) near/5 -x viet*"', '"and near 5 x viet"'],
    ['and or not', '"and" AND "or" AND "not"'],
    ['#MạngSao @nam', '"mạngsao" AND "nam"'],
    ['ＳＩＭ', '"sim"'],
    ['constructor toString AND __proto__', '"constructor" AND "tostring" AND "proto"'],
  ])('%s means %s', (rule, plain) => {
    const node = parseQuery(rule);
    expect(printQuery(node)).toBe(plain);
    expect(parseQuery(plain)).toEqual(node);
  });

  it('compares words without their marks, and knows how they were typed', () => {
    const phrase = { kind: 'phrase', field: 'text', prefix: false };
    expect(parseQuery('"Mạng chậm"')).toEqual({
      ...phrase,
      exact: false,
      words: ['mang', 'cham'],
      marked: ['mạng', 'chậm'],
    });
    expect(parseQuery('"mang cham"')).toEqual({ ...phrase, exact: false, words: ['mang', 'cham'] });
    expect(parseQuery('="Mạng chậm"')).toEqual({ ...phrase, exact: true, words: ['mạng', 'chậm'] });
  });

  it.each([
    ['', 0, 'a word', 'the end'],
    ['   ', 3, 'a word', 'the end'],
    ['a AND', 5, 'a word', 'the end'],
    ['OR a', 0, 'a word', 'OR'],
    ['a AND OR b', 6, 'a word', 'OR'],
    ['a NOT', 5, 'a word', 'the end'],
    ['(a OR b', 7, 'closes the one at character 1', 'the end'],
    ['a b)', 3, 'the end', ')'],
    ['x ()', 3, 'a word', ')'],
    ['x "mạng chậm', 12, 'closes the one at character 3', 'the end'],
    ['a !!! b', 2, 'letters or digits', '!!!'],
    ['a - b', 2, 'letters or digits', '-'],
    ['x ""', 2, 'letters or digits', 'the end'],
    ['=', 1, 'a word', 'the end'],
    ['x =(a)', 3, 'a word', '('],
    ['https://voz.example/t/1', 0, 'author: or source:', 'https:'],
    ['x constructor:y', 2, 'author: or source:', 'constructor:'],
    ['author:', 7, 'a word', 'the end'],
    ['v*', 1, '* at the end', 'v*'],
    ['vi*t', 2, '* at the end', 'vi*t'],
    ['wi-fi*', 5, '* at the end', 'wi-fi*'],
    ['*', 0, '* at the end', '*'],
    ['a near/0 b', 2, 'near/1 to near/30', 'near/0'],
    ['a near/31 b', 2, 'near/1 to near/30', 'near/31'],
    ['near/5 b', 0, 'a word', 'near/5'],
    ['a near/5', 8, 'a word', 'the end'],
    ['a near/5 (b OR c)', 9, 'a word', '('],
    ['a near/5 b near/5 c', 11, 'near joins two', 'near/5'],
    ['(a b) near/5 c', 6, 'AND, OR, NOT or the end', 'near/5'],
    ['author:a near/5 b', 9, 'after author:', 'near/5'],
    ['a near/5 author:b', 9, 'of the text', 'author:b'],
  ])('%j is refused at %d', (rule, position, expected, found) => {
    const error = refusal(rule);
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error.position).toBe(position);
    expect(error.expected).toContain(expected);
    expect(error.message).toContain(`At character ${position + 1}: expected ${error.expected}, found`);
    expect(error.message).toContain(found);
    expect(error.fields).toEqual([{ path: 'rule', message: error.message }]);
  });

  it('is limited in length', () => {
    expect(parseQuery('ab '.repeat(QUERY_LIMITS.length / 3))).toMatchObject({ kind: 'and' });
    expect(refusal('a'.repeat(QUERY_LIMITS.length + 1)).message).toContain('at most 4000 characters');
  });

  it('is limited in depth', () => {
    const { depth } = QUERY_LIMITS;
    const nested = (levels: number) => `${'('.repeat(levels)}a${')'.repeat(levels)}`;
    expect(parseQuery(nested(depth))).toMatchObject({ kind: 'phrase' });
    expect(refusal(nested(depth + 1)).position).toBe(depth);
    expect(parseQuery(`${nested(depth)} ${nested(depth)}`)).toMatchObject({ kind: 'and' });
    expect(refusal(`${'NOT '.repeat(900)}a`).message).toContain('at most 50');
    expect(refusal('('.repeat(4000)).message).toContain('at most 50');
  });
});

function refusal(rule: string): QueryError {
  try {
    parseQuery(rule);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error(`not refused: ${rule}`);
}
