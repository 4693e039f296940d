import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadAnalyser, shippedModels } from '../../src/analysis/analyser.ts';
import { loadExamples } from '../../src/analysis/train/datasets.ts';
import { parseOwnExamples } from '../../src/analysis/train/own.ts';
import { retrain } from '../../src/analysis/train/retrain.ts';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'langnghe-retrain-'));

const things = ['gói Zeta', 'thẻ Zeta', 'app Zeta', 'cước Zeta', 'tổng đài Zeta', 'mạng Zeta'];
const places = ['ở Huế', 'ở Vinh', 'tại Đà Lạt', 'bên quận 7', 'hôm nay', 'tối qua', 'sáng nay', 'tuần này'];
const posts = (end: string, answer: object) =>
  things.flatMap((thing) => places.map((place) => JSON.stringify({ text: `${thing} ${place} ${end}`, ...answer })));

/** A word of the team's own that the shipped models can't know: "phọt phẹt" is bad, "mướt mườn" good. */
const taught = [
  ...posts('phọt phẹt', { complaint: true, sentiment: 'negative' }),
  ...posts('mướt mườn', { complaint: false, sentiment: 'positive' }),
].join('\n');

describe('parseOwnExamples', () => {
  const own = parseOwnExamples(taught);

  it('holds out about a fifth, never a copy of what is trained on', () => {
    expect(own.train.vi.length + own.heldOut.vi.length).toBe(96);
    expect(own.heldOut.vi.length).toBeGreaterThan(8);
    expect(own.heldOut.vi.length).toBeLessThan(34);
    const grown = parseOwnExamples(`${taught}\n{"text":"mạng chậm quá đi mất","complaint":true}`);
    expect(own.heldOut.vi.every((each) => grown.heldOut.vi.some(({ text }) => text === each.text))).toBe(true);
  });

  it('takes the latest correction of a text, however it is spelt', () => {
    const twice = parseOwnExamples('{"text":"Mạng chậm","complaint":false}\n{"text":"mang  cham","complaint":true}');
    expect([...twice.train.vi, ...twice.heldOut.vi].map((each) => each.complaint)).toEqual([true]);
  });

  it('keeps rows that have topics only for later, and names a wrong line', () => {
    expect(parseOwnExamples('{"text":"mạng chậm","topics":["network"]}').train.vi).toEqual([]);
    expect(() => parseOwnExamples('{"text":"a","complaint":true}\n{"text":"b"}')).toThrow(/Line 2/);
  });
});

describe('retrain without the shared sets', () => {
  it('learns own words on top of the models in use, the same bytes each time', () => {
    const [first, second] = [1, 2].map(() => {
      const outDir = emptyFolder();
      const own = parseOwnExamples(taught);
      const result = retrain({ dataDir: emptyFolder(), own, outDir, version: 'v2', current: shippedModels });
      return { outDir, result };
    });
    expect(first?.result.comparisons.filter((each) => each.set === 'own-dev')).toHaveLength(2);
    expect(first?.result.comparisons.some((each) => each.set === 'telecom-dev')).toBe(true);
    expect(first?.result.isKept).toBe(true);
    const file = join(first?.outDir ?? '', 'vi.bin');
    expect(readFileSync(file).equals(readFileSync(join(second?.outDir ?? '', 'vi.bin')))).toBe(true);
    expect(existsSync(join(first?.outDir ?? '', 'v2', 'vi.bin'))).toBe(true);

    const before = loadAnalyser();
    const after = loadAnalyser({ modelsDir: pathToFileURL(`${first?.outDir}/`) });
    expect(after.version).toBe('v2');
    const [bad, good] = ['sim Zeta chỗ mình phọt phẹt', 'sim Zeta chỗ mình mướt mườn'].map((text) => ({
      before: before.analyse(text).complaint,
      after: after.analyse(text).complaint,
    }));
    expect(bad?.after.label).toBe(true);
    expect(good?.after.label).toBe(false);
    const apart = (when: 'before' | 'after') => (bad?.[when].score ?? 0) - (good?.[when].score ?? 0);
    expect(apart('after')).toBeGreaterThan(apart('before') + 0.3);
    // What it knew it still knows.
    expect(after.analyse('Mạng chậm quá, gọi tổng đài không ai nghe').complaint.label).toBe(true);
  }, 60_000);

  it('keeps the models in use when own labels would make them worse', () => {
    // What the held-out texts say, in nearly their words, with the opposite labels.
    const wrong = loadExamples(emptyFolder(), 'vi').heldOut.map(({ text, complaint }) =>
      JSON.stringify({ text: `${text} nha`, complaint: !complaint, sentiment: complaint ? 'positive' : 'negative' }),
    );
    const outDir = emptyFolder();
    const own = parseOwnExamples(wrong.join('\n'));
    const result = retrain({ dataDir: emptyFolder(), own, outDir, version: 'v3', current: shippedModels });
    expect(result.comparisons.some((each) => each.isWorse && each.set === 'telecom-dev')).toBe(true);
    expect(result.isKept).toBe(false);
    expect(existsSync(join(outDir, 'v3'))).toBe(false);
    expect(existsSync(join(outDir, 'vi.bin'))).toBe(false);
  }, 60_000);

  it('says so when there is nothing to learn from', () =>
    expect(() =>
      retrain({ dataDir: emptyFolder(), outDir: emptyFolder(), version: 'v4', current: shippedModels }),
    ).toThrow(/nothing to learn from/));
});
