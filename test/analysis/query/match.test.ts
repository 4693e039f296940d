import { describe, expect, it } from 'vitest';
import { compileMatcher, type QueryDocument } from '../../../src/analysis/query/match.ts';
import { parseQuery } from '../../../src/analysis/query/parse.ts';

const matches = (rule: string, document: QueryDocument | string) =>
  compileMatcher(parseQuery(rule))(typeof document === 'string' ? { text: document } : document);

describe('a rule matches', () => {
  it.each([
    ['mạng chậm', 'Mang hom nay cham qua'],
    ['mang cham', 'MẠNG chậm như rùa'],
    ['mạng chậm', 'mạng rất CHẬM'],
    ['"mạng chậm"', 'sao mang  cham\nthế'],
    ['"mạng chậm"', 'mạng, chậm'],
    ['đứt', 'dut cap'],
    ['="Mạng"', 'mạng chậm'],
    ['="đứt cáp"', 'Lại Đứt Cáp rồi'],
    // Written with combining marks, in mathematical letters, with invisible characters inside.
    ['="mạng"', 'mạng'.normalize('NFD')],
    ['sim', '𝗦𝗜𝗠 rác'],
    ['khuyến', 'khu\u200byến mãi'],
    ['viet*', 'Việtnam, viễn thông'],
    ['=viễ*', 'viễn thông'],
    ['mạng near/5 chậm', 'mạng của tôi hôm nay rất chậm'],
    ['chậm near/5 mạng', 'mạng của tôi hôm nay rất chậm'],
    ['"hôm nay" near/1 mạng', 'mạng tôi hôm nay'],
    ['a near/1 a', 'a x a'],
    ['=mạng near/2 cham', 'mạng 😀 rất chậm'],
    ['a OR b', 'b'],
    ['a -b', 'a c'],
    ['NOT tuyển dụng', 'tuyển sinh'],
    ['4G/5G', 'sóng 4g, 5g'],
    ['"a a b"', 'a a a b'],
    ['"a b a b c"', 'a b a b a b c'],
  ])('%s: %j', (rule, text) => expect(matches(rule, text)).toBe(true));

  it.each([
    ['"mạng chậm"', 'mạng rất chậm'],
    ['mạng', 'mangs'],
    ['mạng', ''],
    ['="Mạng"', 'mang chậm'],
    ['="mạng"', 'màng'],
    ['viet*', 'nviet'],
    ['mạng near/4 chậm', 'mạng của tôi hôm nay rất chậm'],
    ['a near/5 a', 'a b c'],
    ['"a b" near/5 "b c"', 'a b c'],
    ['a -b', 'a b'],
    ['NOT tuyển dụng', 'tin tuyen dung'],
    ['"a a b"', 'a b a a'],
  ])('not %s: %j', (rule, text) => expect(matches(rule, text)).toBe(false));

  const post: QueryDocument = {
    title: 'Mạng Sao',
    text: 'chậm quá',
    authorName: 'Nguyễn Văn Nam',
    sourceName: 'Diễn đàn mẫu',
  };

  it.each([
    ['mạng chậm', true],
    // Neither phrase nor near reaches from the title into the text.
    ['"sao chậm"', false],
    ['sao near/5 chậm', false],
    ['mạng near/1 sao', true],
    ['author:"nguyen van"', true],
    ['author:="nguyen van"', false],
    ['author:ngu*', true],
    ['author:mạng', false],
    ['nam', false],
    ['source:"diễn đàn" -source:báo', true],
    ['source:voz OR author:nam', true],
  ])('in its fields: %s', (rule, expected) => expect(matches(rule, post)).toBe(expected));

  it('not what the document lacks', () => {
    const bare = { text: 'x', title: null, authorName: null };
    expect(matches('author:x', bare)).toBe(false);
    expect(matches('-source:x', bare)).toBe(true);
  });

  it('in time that grows with the text, whatever the rule', () => {
    const text = 'a '.repeat(100_000);
    const rules = [`"${'a '.repeat(1900)}b"`, 'a near/30 b', 'aa* OR b', `${'"a b" '.repeat(600)}`];
    const started = performance.now();
    for (const rule of rules) expect(matches(rule, text)).toBe(false);
    // Some 0.2 s; trying each place anew would take minutes.
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
