import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoints, splitText } from '../../../src/channels/support/split-text.ts';

const parts = (text: string, maxLength: number, count = codePoints) =>
  splitText(text, { maxLength, count }).map(({ from, to }) => text.slice(from, to));

describe('splitting a text', () => {
  it('leaves a short one whole, and makes nothing of white space', () => {
    expect(parts('  Chào chị ạ. ', 100)).toEqual(['Chào chị ạ.']);
    expect(parts(' \n ', 100)).toEqual([]);
  });

  it('cuts at paragraphs before lines, sentences and words', () => {
    expect(parts('Đoạn thứ nhất ạ.\n\nĐoạn thứ hai ạ.', 25)).toEqual(['Đoạn thứ nhất ạ.', 'Đoạn thứ hai ạ.']);
    expect(parts('Chào chị Lan. Bên em đang xem ạ.', 25)).toEqual(['Chào chị Lan.', 'Bên em đang xem ạ.']);
    expect(parts('không có câu nào ở đây cả', 14)).toEqual(['không có câu', 'nào ở đây cả']);
    expect(parts('dàiquákhôngcóchỗcắt', 7)).toEqual(['dàiquák', 'hôngcóc', 'hỗcắt']);
  });

  it('never takes apart what people see as one character', () => {
    const family = '👨‍👩‍👧';
    expect(parts(`${family}${family}`, 7)).toEqual([family, family]);
    expect(parts('é́'.normalize('NFD').repeat(2), 4).every((part) => !/^\p{M}/u.test(part))).toBe(true);
  });

  it('keeps every limit and every word, whatever is counted', () => {
    const bytes = (text: string) => Buffer.byteLength(text);
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '. ', 'ế', '😡', '👨‍👩‍👧', 'từ '), maxLength: 300 });
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 90 }), fc.constantFrom(codePoints, bytes), (given, max, count) => {
        const made = parts(given, max, count);
        for (const part of made) {
          expect(count(part)).toBeLessThanOrEqual(max);
          expect(part).toBe(part.trim());
          expect(part).not.toBe('');
        }
        expect(made.join('').replace(/\s/gu, '')).toBe(given.replace(/\s/gu, ''));
      }),
      { numRuns: 300, seed: 17 },
    );
  });

  it('cuts a single character that alone is too long between its code points', () => {
    const long = `a${'\u0301'.repeat(50)}`;
    const made = parts(long, 20);
    expect(made.join('')).toBe(long);
    expect(Math.max(...made.map(codePoints))).toBeLessThanOrEqual(20);
  });
});
