import { describe, expect, it } from 'vitest';
import type { Analyser } from '../../src/analysis/analyser.ts';
import { formatCurve, precisionRecall } from '../../src/analysis/curve.ts';
import { evaluate, formatEvaluation, type Prediction } from '../../src/analysis/evaluate.ts';
import { evaluateRows, parseLabelledRows } from '../../src/analysis/evaluate-file.ts';
import { type Analysis, analysis } from '../../src/domain/analysis.ts';

const times = (count: number, row: Prediction) => Array.from({ length: count }, () => row);

describe('evaluate', () => {
  // By hand: 6 right and 2 wrong of "a", 3 wrong and 9 right of "b".
  const rows = [
    ...times(6, { label: 'a', prediction: 'a', score: 0.95 }),
    ...times(2, { label: 'a', prediction: 'b', score: 0.55 }),
    ...times(3, { label: 'b', prediction: 'a', score: 0.65 }),
    ...times(9, { label: 'b', prediction: 'b', score: 0.95 }),
  ];
  const found = evaluate(rows);

  it('counts', () => {
    expect(found.rows).toBe(20);
    expect(found.confusion).toEqual([
      [6, 2],
      [3, 9],
    ]);
    expect(found.accuracy).toBeCloseTo(15 / 20);
  });

  it('gives precision, recall and F1 of each class, and their mean', () => {
    const [a, b] = found.classes;
    expect(a).toMatchObject({ label: 'a', support: 8 });
    expect(a?.precision).toBeCloseTo(6 / 9);
    expect(a?.recall).toBeCloseTo(6 / 8);
    expect(a?.f1).toBeCloseTo(12 / 17);
    expect(b?.f1).toBeCloseTo(18 / 23);
    expect(found.macroF1).toBeCloseTo((12 / 17 + 18 / 23) / 2);
  });

  it('gives the calibration error: bins weighted by their rows', () => {
    // Bin 0.9: 15 rows, all right; bin 0.6: 3 rows, none; bin 0.5: 2 rows, none.
    expect(found.ece).toBeCloseTo((15 * 0.05 + 3 * 0.65 + 2 * 0.55) / 20);
    expect(found.reliability[9]).toMatchObject({ count: 15, accuracy: 1 });
  });

  it('counts a score of one in the last bin, and has no calibration without scores', () => {
    expect(evaluate([{ label: 'a', prediction: 'a', score: 1 }]).reliability[9]?.count).toBe(1);
    expect(evaluate([{ label: 'a', prediction: 'a' }]).ece).toBeNull();
  });

  it('leaves a class that is only predicted out of the mean', () => {
    const some = evaluate([
      { label: 'a', prediction: 'a' },
      { label: 'a', prediction: 'c' },
    ]);
    expect(some.classes.map((each) => each.label)).toEqual(['a', 'c']);
    expect(some.macroF1).toBeCloseTo(2 / 3);
  });

  it('answers for no rows', () => expect(evaluate([])).toMatchObject({ rows: 0, accuracy: 0, macroF1: 0, ece: null }));

  it('prints every figure', () => {
    const table = formatEvaluation(found);
    for (const figure of ['rows 20', '75.00', '66.67', '70.59', '78.26', '0.190', '0.9–1.0'])
      expect(table).toContain(figure);
  });
});

/** Judges by the first character of a text: "-" is a complaint, "?" is neutral, "+" positive. */
const analyser: Analyser = {
  version: 'test',
  threshold: 0.5,
  analyse: (text, options): Analysis => {
    const score = text.startsWith('-') ? 0.6 : 0.1;
    const label = { '-': 'negative', '?': 'neutral' } as const;
    return analysis.parse({
      language: 'vi',
      sentiment: { label: label[text[0] as '-' | '?'] ?? 'positive', score: 0.9 },
      complaint: { label: score >= (options?.threshold ?? 0.5), score },
      topics: [],
      urgency: 'low',
      spam: false,
      evidence: [],
      version: 'test',
    });
  },
};

const figuresOf = (content: string, options: { threshold?: number } = {}) =>
  evaluateRows(parseLabelledRows(content), analyser, options);

describe('evaluateRows', () => {
  it('compares complaint labels, with the score of the predicted class and a curve', () => {
    const content = '{"text":"- a","label":"complaint"}\n\n{"text":"+ b","label":"non-complaint","id":7}\n';
    const [complaint, ...others] = figuresOf(content);
    expect(others).toEqual([]);
    expect(complaint?.question).toBe('complaint');
    expect(complaint?.evaluation.accuracy).toBe(1);
    expect(complaint?.evaluation.reliability[6]?.count).toBe(1);
    expect(complaint?.evaluation.reliability[9]?.count).toBe(1);
    expect(complaint?.curve?.best).toMatchObject({ threshold: 0.6, f1: 1 });
    expect(figuresOf(content, { threshold: 0.7 })[0]?.evaluation.accuracy).toBe(0.5);
  });

  it('knows both spellings of sentiment labels', () => {
    const [sentiment] = figuresOf(
      '{"text":"- a","label":"NEG"}\n{"text":"?","label":"neutral"}\n{"text":"-","label":"POS"}',
    );
    expect(sentiment?.question).toBe('sentiment');
    expect(sentiment?.evaluation.accuracy).toBeCloseTo(2 / 3);
    expect(sentiment?.evaluation.classes.map((each) => each.label)).toEqual(['negative', 'neutral', 'positive']);
  });

  it('asks for negative or not where labels say no more', () => {
    const [figures] = figuresOf('{"text":"- a","label":"negative"}\n{"text":"? b","label":"non-negative"}');
    expect(figures).toMatchObject({ question: 'negative', evaluation: { accuracy: 1 } });
  });

  it('takes several answers a row, each topic a question of its own', () => {
    const row = { text: '- a', complaint: true, sentiment: 'positive', topics: ['billing'], urgency: 'low' };
    const found = figuresOf(`${JSON.stringify(row)}\n${JSON.stringify({ text: '+', topics: [] })}`);
    expect(found.map(({ question, evaluation }) => [question, evaluation.rows, evaluation.accuracy])).toEqual([
      ['complaint', 1, 1],
      ['sentiment', 1, 0],
      ['urgency', 1, 1],
      ['topic billing', 2, 0.5],
    ]);
  });

  it.each([
    ['{"text":"a","label":"NEG"}\nnonsense', 'Line 2'],
    ['{"text":"a","label":"angry"}', 'Line 1'],
    ['{"label":"NEG"}', 'Line 1'],
    ['{"text":"a"}', 'Line 1'],
  ])('names the line that is wrong: %s', (content, line) => expect(() => parseLabelledRows(content)).toThrow(line));
});

describe('precisionRecall', () => {
  // By hand, from the highest score down: true, true and false together, true.
  const rows = [
    { isTrue: true, score: 0.9 },
    { isTrue: false, score: 0.6 },
    { isTrue: true, score: 0.6 },
    { isTrue: true, score: 0.1 },
  ];

  it('says what each threshold would give, and the best one', () => {
    const { points, best, averagePrecision } = precisionRecall(rows);
    expect(points.find(({ threshold }) => threshold === 0.6)).toMatchObject({ precision: 2 / 3, recall: 2 / 3 });
    expect(points.find(({ threshold }) => threshold === 0.95)).toMatchObject({ precision: 1, recall: 0, f1: 0 });
    expect(best).toMatchObject({ threshold: 0.1, precision: 0.75, recall: 1 });
    expect(averagePrecision).toBeCloseTo((1 + 2 / 3 + 3 / 4) / 3);
    expect(formatCurve(precisionRecall(rows))).toContain('best F1 85.7 at threshold 0.100');
  });

  it('tells what a lower share of the truth would make of it', () => {
    // At 0.6: 2 of 3 true rows and the only other one; were a tenth true, 0.0667 of the hits and 0.9 of false alarms.
    const point = precisionRecall(rows, 0.1).points.find(({ threshold }) => threshold === 0.6);
    expect(point?.recall).toBeCloseTo(2 / 3);
    expect(point?.precision).toBeCloseTo(0.2 / 3 / (0.2 / 3 + 0.9));
  });

  it('has no best threshold where nothing is true', () =>
    expect(precisionRecall([{ isTrue: false, score: 0.4 }])).toMatchObject({ best: null, averagePrecision: 0 }));
});
