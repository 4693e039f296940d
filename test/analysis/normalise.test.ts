import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, normalise, normalisedUnits, stripDiacritics } from '../../src/analysis/normalise.ts';
import { tokenise } from '../../src/analysis/tokenise.ts';

const vietnamese = fc.string({
  unit: fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắấđếộợỳ 0159.,!?:)(@#_-/😡❤\u200b\u0301\ufe0f'),
  maxLength: 200,
});
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), vietnamese);

describe('fold', () => {
  it.each([
    ['Mạng  ĐỨT\nrồi', 'mang dut roi'],
    ['Mạng'.normalize('NFD'), 'mang'],
    ['m\u200bạng', 'mang'],
    ['𝗦𝗜𝗠 số đẹp', 'sim so dep'],
    ['ＶＩＰ', 'vip'],
    ['', ''],
  ])('%j is %j', (text, folded) => expect(fold(text)).toBe(folded));

  it('is idempotent, and blind to marks', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(stripDiacritics(text.normalize('NFC')))).toBe(fold(text));
      }),
    );
  });

  it('keeps words one for one', () => {
    const word = fc.constantFrom('Mạng', 'ĐỨT', 'rồi', '4G', 'hoà', 'Viettel', 'ừ', 'QUÁÁ');
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(' ', '  ', '\n', ', '), (words, gap) => {
        const text = words.join(gap);
        expect(tokenise(fold(text)).length).toBe(tokenise(text).length);
      }),
    );
  });
});

describe('normalise', () => {
  it.each([
    ['Mạng quááá chậmmmm!!!', 'mạng quá chậm !!'],
    ['quáaaa luônnn', 'quá luôn'],
    ['hòa thủy khỏe hoà thuỷ khoẻ', 'hoà thuỷ khoẻ hoà thuỷ khoẻ'],
    ['quý khách', 'quý khách'],
    ['k dc j het tron', 'không được gì het tron'],
    ['Ko đky mà bị trừ 5000000đ', 'không đăng ký mà bị trừ 5000000đ'],
    ['gọi 0912 345 678 hoặc +84 912.345.678', 'gọi <phone> hoặc <phone>'],
    ['xem https://vidu.vn/a?b=c, shop.vidu.vn/x nhé', 'xem <url> <url> nhé'],
    ['mail toi.la@vidu.com.vn nhé @ban_be', 'mail <email> nhé <user>'],
    [
      '😡😡 👍🏻 ❤️ :((( =)) T_T <3',
      '<negative> <negative> <positive> <positive> <negative> <joke> <negative> <positive>',
    ],
    ['gói 10GB 120k... ok?', 'gói 10gb 120k ... ok ?'],
    ['good app', 'good app'],
    ['mạng\u200b chậm', 'mạng chậm'],
  ])('%j is %j', (text, normalised) => expect(normalise(text)).toBe(normalised));

  it('gives the same for composed and decomposed text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Mạng yếu quá', 'Tổng đài không nghe máy', 'đường truyền chập chờn', 'khoẻ'),
        (text) => {
          expect(normalise(text.normalize('NFD'))).toBe(normalise(text));
        },
      ),
    );
  });

  it('never throws, points into the text, and does not grow without bound', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const unit of normalisedUnits(text)) {
          expect(unit.start).toBeGreaterThanOrEqual(0);
          expect(unit.end).toBeGreaterThan(unit.start);
          expect(unit.end).toBeLessThanOrEqual(text.length);
          expect(unit.end).toBeGreaterThanOrEqual(end);
          end = unit.end;
        }
        expect(normalise(text).length).toBeLessThanOrEqual(25 * text.length);
      }),
    );
  });

  // The bound promised is 50 ms; a busy machine gets far more. What is quadratic takes minutes.
  it.each([
    ['one word', 'a'.repeat(100_000)],
    ['emoji', '😡'.repeat(10_000)],
    ['dots', 'a.'.repeat(50_000)],
    ['half addresses', 'a@'.repeat(50_000)],
    ['half phone numbers', '09 '.repeat(33_000)],
    ['half links', 'http://'.repeat(14_000)],
    ['marks', `a${'\u0301'.repeat(99_999)}`],
    ['invisible characters', `a${'\u200b'.repeat(99_998)}b`],
    ['faces', 'T_'.repeat(50_000)],
    ['apostrophes', "a'".repeat(50_000)],
  ])('takes time linear in the length of %s', (_name, text) => {
    normalise(text.slice(0, 1000));
    const started = performance.now();
    normalise(text);
    fold(text);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
