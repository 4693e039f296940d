import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/analysis/language.ts';
import { normalisedUnits, stripDiacritics } from '../../src/analysis/normalise.ts';
import { telecomEn } from '../../src/analysis/train/telecom-en.ts';
import { telecomVi } from '../../src/analysis/train/telecom-vi.ts';

const languageOf = (text: string) => detectLanguage(normalisedUnits(text));
const textsOf = (lines: string) =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.slice(3));

describe('detectLanguage', () => {
  it.each([
    ['Mạng yếu quá', 'vi'],
    ['mang yeu qua', 'vi'],
    ['k dc j het', 'vi'],
    ['ok shop', 'vi'],
    ['App lag vl, fix đi ad', 'vi'],
    ['thân', 'vi'],
    ['dung 4g ma cham nhu rua', 'vi'],
    ['The signal is bad', 'en'],
    ['thank you so much', 'en'],
    ["can't log in", 'en'],
    ['Viettel has no coverage in my village', 'en'],
    ['Le réseau est très lent depuis hier', 'other'],
    ['El servicio de internet es muy lento', 'other'],
    ['jaringan sangat lambat, tidak bisa dipakai', 'other'],
    ['网络太慢了', 'other'],
    ['สัญญาณแย่มาก', 'other'],
    ['связь очень плохая', 'other'],
    ['', 'other'],
    ['😡😡😡', 'other'],
    ['https://vidu.vn', 'other'],
    ['12345', 'other'],
  ])('%j is %s', (text, language) => expect(languageOf(text)).toBe(language));

  it('knows nearly all own posts, with and without marks', () => {
    const vietnamese = textsOf(telecomVi);
    const share = (texts: string[], language: string) =>
      texts.filter((text) => languageOf(text) === language).length / texts.length;
    expect(share(vietnamese, 'vi')).toBe(1);
    expect(share(vietnamese.map(stripDiacritics), 'vi')).toBeGreaterThan(0.98);
    expect(share(textsOf(telecomEn), 'en')).toBe(1);
  });

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['vi', 'en', 'other']).toContain(languageOf(text));
      }),
    );
  });
});
