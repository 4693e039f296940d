import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, isNearCopy } from '../../src/analysis/fingerprint.ts';
import { stripDiacritics } from '../../src/analysis/normalise.ts';
import { seededRandom } from '../../src/analysis/train/svm.ts';
import { telecomVi } from '../../src/analysis/train/telecom-vi.ts';

const sentences = telecomVi
  .trim()
  .split('\n')
  .map((line) => line.slice(3));

/** Posts of three sentences each, no two of the same sentences. */
const posts = sentences.slice(0, 180).flatMap((_, at, all) => (at % 3 === 0 ? [all.slice(at, at + 3).join('. ')] : []));

describe('fingerprint', () => {
  it('is exact over folded words: marks, case, spacing, signs and emoji change nothing', () => {
    expect(fingerprint('Mạng CHẬM quá!!! 😡').exactHash).toBe(fingerprint('mang  cham qua').exactHash);
    expect(fingerprint('mạng chậm').exactHash).not.toBe(fingerprint('mạng nhanh').exactHash);
    expect(fingerprint('😡').exactHash).not.toBe(fingerprint('👍').exactHash);
  });

  it('has no bands for short texts', () => {
    expect(fingerprint('một hai ba bốn năm sáu bảy').bands).toBeNull();
    expect(fingerprint('một hai ba bốn năm sáu bảy tám').bands).toHaveLength(4);
  });

  it('gives four signed 32-bit numbers for any long text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 20, maxLength: 60 }), (words) => {
        for (const band of fingerprint(words.join(' ')).bands ?? []) {
          expect(Number.isInteger(band) && band === (band | 0)).toBe(true);
        }
      }),
    );
  });
});

describe('isNearCopy', () => {
  const random = seededRandom(3);
  const edits: Record<string, (post: string) => string> = {
    'marks and case': (post) => stripDiacritics(post).toUpperCase(),
    'signs and emoji': (post) => `${post.replaceAll(',', ' ...')} 😡😡`,
    'a word more at the end': (post) => `${post} ạ`,
    'a word less': (post) =>
      post
        .split(' ')
        .toSpliced(Math.floor(random() * 20), 1)
        .join(' '),
  };

  it.each([
    ['marks and case', 1],
    ['signs and emoji', 1],
    ['a word more at the end', 0.98],
    ['a word less', 0.95],
  ])('finds copies that differ in %s: at least %d of them', (name, least) => {
    const edit = edits[name] ?? ((post: string) => post);
    const isFound = (post: string) => isNearCopy(fingerprint(post), fingerprint(edit(post)));
    expect(posts.filter(isFound).length / posts.length).toBeGreaterThanOrEqual(least);
  });

  it('takes no two different posts for copies', () => {
    const prints = posts.map(fingerprint);
    const pairs = prints.flatMap((a, at) => prints.slice(at + 1).filter((b) => isNearCopy(a, b)));
    expect(pairs).toHaveLength(0);
  });
});
