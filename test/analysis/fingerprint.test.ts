import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, isNearCopy } from '../../src/analysis/fingerprint.ts';
import { stripDiacritics } from '../../src/analysis/normalise.ts';
import { seededRandom } from '../../src/analysis/train/svm.ts';
import { telecomVi } from '../../src/analysis/train/telecom-vi.ts';

const print = (text: string) => {
  const { exact, bands } = fingerprint(text);
  return { exactHash: exact, bands };
};
const sentences = telecomVi
  .trim()
  .split('\n')
  .map((line) => line.slice(3));

/** Posts of three sentences each, no two of the same sentences. */
const posts = sentences.slice(0, 180).flatMap((_, at, all) => (at % 3 === 0 ? [all.slice(at, at + 3).join('. ')] : []));

describe('fingerprint', () => {
  it('is exact over folded words: marks, case, spacing, signs and emoji change nothing', () => {
    expect(fingerprint('Mạng CHẬM quá!!! 😡').exact).toBe(fingerprint('mang  cham qua').exact);
    expect(fingerprint('mạng chậm').exact).not.toBe(fingerprint('mạng nhanh').exact);
    expect(fingerprint('😡').exact).not.toBe(fingerprint('👍').exact);
  });

  it('has no bands for short texts', () => {
    expect(fingerprint('một hai ba bốn năm sáu bảy').bands).toBeNull();
    expect(fingerprint('một hai ba bốn năm sáu bảy tám').bands).toHaveLength(4);
  });

  it('gives four signed 16-bit numbers for any long text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 20, maxLength: 60 }), (words) => {
        for (const band of fingerprint(words.join(' ')).bands ?? []) {
          expect(Number.isInteger(band) && band >= -32_768 && band <= 32_767).toBe(true);
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
    ['a word more at the end', 0.9],
    ['a word less', 0.75],
  ])('finds copies that differ in %s: at least %d of them', (name, least) => {
    const edit = edits[name] ?? ((post: string) => post);
    const isFound = (post: string) => {
      const [a, b] = [print(post), print(edit(post))];
      // As the database looks: candidates share the exact hash or a band.
      const isCandidate = a.exactHash === b.exactHash || a.bands?.some((band, at) => band === b.bands?.[at]);
      return isCandidate && isNearCopy(a, b);
    };
    expect(posts.filter(isFound).length / posts.length).toBeGreaterThanOrEqual(least);
  });

  it('takes no two different posts for copies', () => {
    const prints = posts.map(print);
    const pairs = prints.flatMap((a, at) => prints.slice(at + 1).filter((b) => isNearCopy(a, b)));
    expect(pairs).toHaveLength(0);
  });
});
