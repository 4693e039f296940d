import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt } from '../../src/reports/excerpt.ts';

describe('excerpt', () => {
  it.each([
    'gọi 0912345678 nhé',
    'gọi 091 234 5678 nhé',
    'gọi +84 91.234.5678 nhé',
    'gọi 024-3825-1234 nhé',
    'CCCD 001099012345 nhé',
    'thư nguyen.van.a@mail.example nhé',
  ])('masks %j', (text) => {
    expect(excerpt(text, 240)).not.toMatch(/\d{3}|mail/);
    expect(excerpt(text, 240)).toMatch(/•••.* nhé$/);
  });

  it('leaves prices, dates and packages readable', () => {
    const text = 'Ngày 05/03/2026 lúc 10:30 bị trừ 50.000đ, gói 90GB giá 1.200.000';
    expect(excerpt(text, 240)).toBe(text);
  });

  it('never leaves the beginning of a number at the cut', () => {
    for (let length = 5; length < 30; length += 1)
      expect(excerpt('gọi số này 0912345678 nhé', length)).not.toMatch(/0|91/);
  });

  it('keeps to one line and to the length, and splits no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (text, length) => {
        const cut = excerpt(text, length);
        expect(Array.from(cut).length).toBeLessThanOrEqual(length);
        expect(cut).not.toMatch(/\n|\p{Surrogate}/u);
      }),
    );
  });
});
