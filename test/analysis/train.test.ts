import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCues } from '../../src/analysis/attitude.ts';
import { textFacts } from '../../src/analysis/facts.ts';
import { headScores, softmax } from '../../src/analysis/head.ts';
import { Model } from '../../src/analysis/model.ts';
import { decodeModel } from '../../src/analysis/model-file.ts';
import { normalisedUnits } from '../../src/analysis/normalise.ts';
import { findSigns } from '../../src/analysis/signs.ts';
import { loadExamples } from '../../src/analysis/train/datasets.ts';
import { recipes } from '../../src/analysis/train/recipes.ts';
import { score, toSamples, trainScorers } from '../../src/analysis/train/scorers.ts';
import { margin, type SparseRows, trainSvm } from '../../src/analysis/train/svm.ts';
import { train } from '../../src/analysis/train/train.ts';
import { trainHead } from '../../src/analysis/train/train-head.ts';

/** A data folder with a small set of its own. */
function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'langnghe-train-'));
  const things = ['máy', 'hàng', 'áo', 'giày', 'son'];
  const words = { complaint: ['hỏng', 'giao sai', 'rách', 'lỗi'], 'non-complaint': ['đẹp', 'rất thích', 'xịn', 'tốt'] };
  const lines = (['complaint', 'non-complaint'] as const).flatMap((label) =>
    things.flatMap((thing) =>
      words[label].flatMap((word) =>
        ['', ' quá'].map((end) => JSON.stringify({ text: `${thing} ${word}${end}`, label })),
      ),
    ),
  );
  writeFileSync(join(folder, 'vi_complaint_viocd_train.jsonl'), `${lines.join('\n')}\n`);
  return folder;
}

const dataDir = dataFolder();

describe('trainSvm', () => {
  /** Four points on a line: -2, -1, 1, 2. */
  const data: SparseRows = {
    starts: Uint32Array.of(0, 1, 2, 3, 4),
    indices: new Uint32Array(4),
    values: Float32Array.of(-2, -1, 1, 2),
    width: 1,
  };

  it('finds the widest margin', () => {
    const problem = {
      rows: Uint32Array.of(0, 1, 2, 3),
      signs: Int8Array.of(-1, -1, 1, 1),
      costs: new Float32Array(4).fill(1000),
    };
    const weights = trainSvm(data, problem, 500);
    expect(weights[0]).toBeCloseTo(1, 2);
    expect(weights[1]).toBeCloseTo(0, 2);
    expect(margin(data, 3, weights)).toBeCloseTo(2, 1);
  });

  it('lets a cheap error pass', () => {
    const signs = Int8Array.of(-1, 1, 1, 1);
    const cheap = trainSvm(
      data,
      { rows: Uint32Array.of(0, 1, 2, 3), signs, costs: Float32Array.of(10, 0.001, 10, 10) },
      200,
    );
    expect(margin(data, 1, cheap)).toBeLessThan(0);
    const dear = trainSvm(
      data,
      { rows: Uint32Array.of(0, 1, 2, 3), signs, costs: Float32Array.of(10, 1000, 10, 10) },
      200,
    );
    expect(margin(data, 1, dear)).toBeGreaterThan(0);
  });
});

describe('trainHead', () => {
  it('gives the share of each class as probability where the inputs say nothing', () => {
    const cases = [0, 0, 0, 1].map((label) => ({ inputs: [0], label, weight: 1 }));
    const chances = softmax(headScores(trainHead(cases, 2), [0]));
    expect(chances[0]).toBeCloseTo(0.75, 2);
  });

  it('counts a heavy case as many', () => {
    const cases = [
      { inputs: [0], label: 0, weight: 1 },
      { inputs: [0], label: 1, weight: 3 },
    ];
    expect(softmax(headScores(trainHead(cases, 2), [0]))[1]).toBeCloseTo(0.75, 2);
  });
});

describe('loadExamples', () => {
  it('reads the sets that are there, and keeps own held-out texts apart', () => {
    const { train: examples, heldOut } = loadExamples(dataDir, 'vi');
    expect(examples.filter((each) => each.set === 'viocd')).toHaveLength(80);
    const trained = new Set(examples.map((each) => each.text));
    expect(heldOut.length).toBeGreaterThan(40);
    expect(heldOut.filter((each) => trained.has(each.text))).toEqual([]);
    for (const group of [examples, heldOut]) {
      expect(new Set(group.filter((each) => each.set.startsWith('telecom')).map((each) => each.sentiment)).size).toBe(
        3,
      );
    }
  });

  it('names the file and line that is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'langnghe-train-'));
    writeFileSync(join(folder, 'vi_bank_ubs_train.jsonl'), '{"text":"a","label":"negative"}\n{"text":1}\n');
    expect(() => loadExamples(folder, 'vi')).toThrow(/vi_bank_ubs_train\.jsonl: line 2/);
  });
});

describe('train', () => {
  it('gives the same bytes again, and models that judge as the trainer measured', () => {
    const [first, second] = [1, 2].map(() => {
      const outDir = mkdtempSync(join(tmpdir(), 'langnghe-models-'));
      const trained = train({ dataDir, outDir, version: 'test' });
      return { trained, vi: readFileSync(join(outDir, 'vi.bin')), en: readFileSync(join(outDir, 'en.bin')) };
    });
    expect(first?.vi.equals(second?.vi ?? Buffer.alloc(0))).toBe(true);
    expect(first?.en.equals(second?.en ?? Buffer.alloc(0))).toBe(true);
    const figures = first?.trained.flatMap((each) => each.figures) ?? [];
    expect(figures.find((each) => each.set === 'viocd')?.written.accuracy).toBeGreaterThan(0.7);

    const model = new Model(decodeModel(first?.vi ?? Buffer.alloc(0)));
    const { train: examples, heldOut } = loadExamples(dataDir, 'vi');
    const { questions, settings } = recipes.vi;
    const scorers = trainScorers(toSamples(examples, 'vi'), questions, settings);
    const samples = toSamples(heldOut, 'vi').filter((sample) => !sample.stripped);
    score(scorers, samples).forEach((expected, at) => {
      const units = normalisedUnits(samples[at]?.example.text ?? '');
      const found = model.score(units);
      found.scores.forEach((each, question) => {
        expect(each).toBeCloseTo(expected[question] ?? 0, 1);
      });
      expect(textFacts(units, 'vi', findCues(units, findSigns(units)))).toEqual(samples[at]?.facts);
    });
  }, 60_000);
});
