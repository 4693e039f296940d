import { headScores, softmax } from '../head.ts';

/** One case of a small classifier: numbers in, a class out, and how much it counts. */
export interface HeadCase {
  inputs: readonly number[];
  label: number;
  weight: number;
}

/** Where a head starts from, and how many cases that counts as. */
export interface HeadPrior {
  weights: readonly (readonly number[])[];
  cases: number;
}

/**
 * Trains multinomial logistic regression with a small L2 penalty by full-batch gradient descent with momentum; the
 * penalty pulls to `prior`, or to zero. It turns the scorers' outputs into calibrated probabilities. Deterministic.
 */
export function trainHead(
  cases: readonly HeadCase[],
  classes: number,
  options: { steps?: number; prior?: HeadPrior } = {},
): number[][] {
  const { steps = 1500, prior } = options;
  const width = (cases[0]?.inputs.length ?? 0) + 1;
  const start = prior?.weights ?? Array.from({ length: classes }, () => new Array<number>(width).fill(0));
  const weights = start.map((row) => [...row]);
  const speed = weights.map((row) => row.map(() => 0));
  const total = cases.reduce((sum, each) => sum + each.weight, prior?.cases ?? 0);
  const penalty = prior ? prior.cases / total : 1e-4;
  for (let at = 0; at < steps; at += 1) {
    const gradient = weights.map((row, label) =>
      row.map((value, input) => (value - (prior?.weights[label]?.[input] ?? 0)) * penalty),
    );
    for (const each of cases) {
      const chances = softmax(headScores(weights, each.inputs));
      for (let label = 0; label < classes; label += 1) {
        const error = (((chances[label] ?? 0) - (label === each.label ? 1 : 0)) * each.weight) / total;
        const row = gradient[label] ?? [];
        for (let input = 0; input < width - 1; input += 1)
          row[input] = (row[input] ?? 0) + error * (each.inputs[input] ?? 0);
        row[width - 1] = (row[width - 1] ?? 0) + error;
      }
    }
    weights.forEach((row, label) => {
      row.forEach((value, input) => {
        const next = 0.9 * (speed[label]?.[input] ?? 0) - 0.5 * (gradient[label]?.[input] ?? 0);
        (speed[label] ?? [])[input] = next;
        row[input] = value + next;
      });
    });
  }
  return weights;
}
