import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, type Mark } from '../../console/src/pages/queries/marked-text.ts';

const shown = (text: string, marks: readonly Mark[], longest?: number) =>
  excerpt(text, marks, longest)
    .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join('');

describe('a text whose found words stand out', () => {
  it('is shown whole when it is short', () => {
    expect(shown('mạng chậm quá', [[0, 9]])).toBe('[mạng chậm] quá');
    expect(shown('không có gì', [])).toBe('không có gì');
    expect(
      shown('ab cd', [
        [0, 2],
        [3, 5],
      ]),
    ).toBe('[ab] [cd]');
  });

  it('is cut around the first of them when it is long', () => {
    const text = `${'a '.repeat(200)}mạng${' b'.repeat(200)}`;
    const cut = shown(text, [[400, 404]], 100);
    expect(cut).toMatch(/^….*\[mạng\].*…$/);
    expect(cut.length).toBeLessThan(110);
  });

  it('loses nothing, whatever the marks, and halves no character', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', ' ', '😀', 'ạ') });
    fc.assert(
      fc.property(texts, fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 5 }))), fc.nat(40), (text, at, n) => {
        let last = 0;
        const marks = at
          .sort((a, b) => a[0] - b[0])
          .flatMap(([from, length]): Mark[] => {
            const start = Math.max(from, last);
            last = start + length;
            return last <= text.length ? [[start, last]] : [];
          });
        const pieces = excerpt(text, marks, n + 2);
        const said = pieces.map((piece) => piece.text).join('');
        expect(text).toContain(said.replaceAll('…', ''));
        if (marks.length === 0) expect(() => encodeURIComponent(said)).not.toThrow();
        if (text.length <= n + 2) expect(said).toBe(text);
      }),
    );
  });
});
