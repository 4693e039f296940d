import { headScores, softmax } from '../head.ts';

/** One case of a small classifier: numbers in, a class out, and how much it counts. */
export interface HeadCase {
  inputs: ArrayLike<number>;
  label: number;
  weight: number;
}

/** Where a head starts from, and how many cases that counts as. */
export interface HeadPrior {
  weights: readonly (readonly number[])[];
  cases: number;
}

/** The lower Cholesky factor of the inputs' weighted second moments, halved (a bound of the curvature; Böhning 1992), with the penalty. */
function curvature(cases: readonly HeadCase[], width: number, total: number, penalty: number): Float64Array[] {
  const factor = Array.from({ length: width }, () => new Float64Array(width));
  const input = (of: HeadCase, at: number) => (at === width - 1 ? 1 : (of.inputs[at] ?? 0));
  for (const each of cases) {
    for (let row = 0; row < width; row += 1) {
      const value = (input(each, row) * each.weight) / (2 * total);
      const to = factor[row] ?? new Float64Array();
      if (value !== 0) for (let at = 0; at <= row; at += 1) to[at] = (to[at] ?? 0) + value * input(each, at);
    }
  }
  factor.forEach((row, at) => {
    row[at] = (row[at] ?? 0) + penalty;
    for (let column = 0; column <= at; column += 1) {
      const other = factor[column] ?? row;
      let sum = row[column] ?? 0;
      for (let k = 0; k < column; k += 1) sum -= (row[k] ?? 0) * (other[k] ?? 0);
      row[column] = column === at ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (other[column] ?? 1);
    }
  });
  return factor;
}

/** The step that a gradient asks for, given the factor of the curvature. */
function solve(factor: readonly Float64Array[], gradient: readonly number[]): number[] {
  const step = [...gradient];
  for (let row = 0; row < step.length; row += 1) {
    for (let k = 0; k < row; k += 1) step[row] = (step[row] ?? 0) - (factor[row]?.[k] ?? 0) * (step[k] ?? 0);
    step[row] = (step[row] ?? 0) / (factor[row]?.[row] ?? 1);
  }
  for (let row = step.length - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < step.length; k += 1) {
      step[row] = (step[row] ?? 0) - (factor[k]?.[row] ?? 0) * (step[k] ?? 0);
    }
    step[row] = (step[row] ?? 0) / (factor[row]?.[row] ?? 1);
  }
  return step;
}

/**
 * Trains multinomial logistic regression with a small L2 penalty by gradient steps scaled by a bound of the curvature, with
 * Nesterov's momentum; the penalty pulls to `prior`, or to zero. It turns the scorers' outputs into calibrated probabilities.
 * Deterministic.
 */
export function trainHead(
  cases: readonly HeadCase[],
  classes: number,
  options: { steps?: number; prior?: HeadPrior } = {},
): number[][] {
  const { steps = 60, prior } = options;
  const width = (cases[0]?.inputs.length ?? 0) + 1;
  const start = prior?.weights ?? Array.from({ length: classes }, () => new Array<number>(width).fill(0));
  const total = cases.reduce((sum, each) => sum + each.weight, prior?.cases ?? 0);
  const penalty = prior ? prior.cases / total : 1e-4;
  const factor = curvature(cases, width, total, penalty);
  let weights = start.map((row) => [...row]);
  let ahead = weights;
  for (let at = 0; at < steps; at += 1) {
    const gradient = ahead.map((row, label) =>
      row.map((value, input) => (value - (prior?.weights[label]?.[input] ?? 0)) * penalty),
    );
    addErrors(gradient, ahead, cases, total);
    const next = ahead.map((row, label) => {
      const step = solve(factor, gradient[label] ?? []);
      return row.map((value, input) => value - (step[input] ?? 0));
    });
    const before = weights;
    ahead = next.map((row, label) =>
      row.map((value, input) => value + (at / (at + 3)) * (value - (before[label]?.[input] ?? 0))),
    );
    weights = next;
  }
  return weights;
}

/** Adds what the cases ask for to the gradient. */
function addErrors(gradient: number[][], weights: number[][], cases: readonly HeadCase[], total: number): void {
  for (const each of cases) {
    const chances = softmax(headScores(weights, each.inputs));
    gradient.forEach((row, label) => {
      const error = (((chances[label] ?? 0) - (label === each.label ? 1 : 0)) * each.weight) / total;
      const last = row.length - 1;
      for (let input = 0; input < last; input += 1) row[input] = (row[input] ?? 0) + error * (each.inputs[input] ?? 0);
      row[last] = (row[last] ?? 0) + error;
    });
  }
}
