import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, newAct } from '../../console/src/pages/help/macro-act.ts';
import {
  askedAt,
  matching,
  replaced,
  stillNamed,
  withoutVariables,
} from '../../console/src/pages/inbox/help/insert.ts';
import { macroAct } from '../../src/domain/help.ts';

describe('what is asked for while one writes', () => {
  it.each([
    ['/xin', { sign: '/', words: 'xin', start: 0, end: 4 }],
    ['Chào anh,\n/', { sign: '/', words: '', start: 10, end: 11 }],
    ['nhờ @lan', { sign: '@', words: 'lan', start: 4, end: 8 }],
    ['trực 24/7', null],
    ['gửi lan@example.vn', null],
    ['/xin lỗi', null],
    ['', null],
  ])('%j: %j', (text, found) => expect(askedAt(text, text.length)).toEqual(found));

  it('gives way to the answer, and the caret stands behind it, whatever is around', () => {
    const word = fc.string().map((text) => text.replace(/[\s/@]/gu, '').slice(0, 30));
    fc.assert(
      fc.property(fc.string(), word, fc.string(), fc.string(), (before, words, after, answer) => {
        const text = `${before} /${words}${after}`;
        const asked = askedAt(text, text.length - after.length);
        expect(asked).toMatchObject({ words });
        const put = replaced(text, asked ?? { start: 0, end: 0 }, answer);
        expect(put.text).toBe(`${before} ${answer}${after}`);
        expect(put.text.slice(0, put.caret)).toBe(`${before} ${answer}`);
      }),
    );
  });
});

describe('what fits', () => {
  const names = ['Xin lỗi vì mạng chậm', 'Hẹn gọi lại', 'Lỗi đường truyền'];
  const found = (words: string) => matching(names, words, (name) => [name], 2);

  it('is found without marks, what begins so first, and no more than asked for', () => {
    expect(found('loi')).toEqual(['Lỗi đường truyền', 'Xin lỗi vì mạng chậm']);
    expect(found('mang-xin')).toEqual(['Xin lỗi vì mạng chậm']);
    expect(found('đuong')).toEqual(['Lỗi đường truyền']);
    expect(found('')).toHaveLength(2);
    expect(found('khác')).toEqual([]);
  });
});

describe('a note', () => {
  it('tells those once whose name still stands in it', () => {
    const named = [
      { id: '1', name: 'Lan' },
      { id: '2', name: 'Minh' },
      { id: '1', name: 'Lan' },
    ];
    expect(stillNamed('@Lan xem giúp', named)).toEqual(['1']);
    expect(stillNamed('Lan xem giúp', named)).toEqual([]);
  });
});

describe('a canned reply', () => {
  it('is shown without braces', () =>
    expect(withoutVariables('Chào {{customer.name|anh/chị}}, mã {{ticket.code}}')).toBe('Chào anh/chị, mã …'));
});

describe('a new act of a macro', () => {
  it.each(KINDS)('%s is one that the API knows, once its choice is made', (kind) => {
    const chosen = Object.entries(newAct(kind)).map(([key, value]) => [
      key,
      value !== '' ? value : /^(?:cannedReply|team)$/.test(key) ? crypto.randomUUID() : 'x',
    ]);
    expect(macroAct.safeParse(Object.fromEntries(chosen)).success).toBe(true);
  });
});
