import { describe, expect, it } from 'vitest';
import { loadAnalyser } from '../../src/analysis/analyser.ts';
import { evaluateRows } from '../../src/analysis/evaluate-file.ts';
import { type Half, labelFigures, readPosts, withoutMarks } from '../support/label-figures.ts';

const fixtures = new URL('../fixtures', import.meta.url).pathname;
const analyser = loadAnalyser();

/** How far a figure may fall below what was measured with the shipped models (`npm run bench -- labels`) before it is a loss. */
const slack = 0.015;

/** Macro-F1 in percent: as written, and without marks. */
const measured: Record<Half, Record<string, readonly [written: number, bare: number]>> = {
  rules: {
    complaint: [83.1, 82.5],
    sentiment: [72.9, 70.7],
    topics: [77.8, 77.4],
    intent: [71.2, 66.9],
    urgency: [69.8, 64.5],
    'brand sentiment': [77.7, 75.8],
  },
  'held-out': {
    complaint: [87.5, 84.4],
    sentiment: [81.2, 75.2],
    topics: [77.9, 76.4],
    intent: [73.5, 64.7],
    urgency: [80.4, 76.9],
    'brand sentiment': [79.5, 75.3],
  },
};

describe.each(['rules', 'held-out'] as const)('the shipped models on the labelled posts (%s)', (half) => {
  const written = readPosts(half, fixtures);
  const found = [labelFigures(written, analyser), labelFigures(withoutMarks(written), analyser)];

  it.each(Object.entries(measured[half]))('keep their figure of %s', (question, figures) => {
    figures.forEach((figure, spelling) => {
      expect(found[spelling]?.[question]).toBeGreaterThan(figure / 100 - slack);
    });
  });
});

describe('the probabilities', () => {
  const posts = readPosts('held-out', fixtures);

  it.each([
    ['as written', posts],
    ['without marks', withoutMarks(posts)],
  ])('are right as often as they say on posts kept out, %s', (_name, some) => {
    const rows = some.map(({ text, complaint, sentiment }) => ({ text, complaint, sentiment }));
    for (const { question, evaluation } of evaluateRows(rows, analyser)) {
      if (question === 'complaint' || question === 'sentiment') expect(evaluation.ece).toBeLessThan(0.05);
    }
  });
});
