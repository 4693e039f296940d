/** Scores of the classes for `inputs`: `weights[class]` with the bias last. */
export function headScores(weights: readonly (readonly number[])[], inputs: ArrayLike<number>): number[] {
  return weights.map((of) => {
    let sum = of[inputs.length] ?? 0;
    for (let at = 0; at < inputs.length; at += 1) sum += (inputs[at] ?? 0) * (of[at] ?? 0);
    return sum;
  });
}

/** Scores as probabilities that add up to 1. */
export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** How far a gate is open, from 0 to 1: its scorer's answer to whether a text is of the gate's kind. */
const opening = (score: number | undefined) => 1 / (1 + Math.exp(-2 * (score ?? 0)));

/** What a head looks at: the first so many scorers, and those that open its gates, as places among them. */
export interface HeadView {
  scores: number;
  gates: number[];
}

/**
 * What a head sees: scores and facts of a text, and for each gate how far it is open and everything again in that measure. So a
 * word or a cue can count more (or less) in posts on telecom than in reviews of a shop.
 */
export function headInputs(scores: ArrayLike<number>, facts: readonly number[], view: HeadView): Float64Array {
  const width = view.scores + facts.length;
  const inputs = new Float64Array(width + view.gates.length * (width + 1));
  for (let at = 0; at < view.scores; at += 1) inputs[at] = scores[at] ?? 0;
  inputs.set(facts, view.scores);
  let to = width;
  for (const gate of view.gates) {
    const open = opening(scores[gate]);
    inputs[to] = open;
    for (let at = 0; at < width; at += 1) inputs[to + 1 + at] = (inputs[at] ?? 0) * open;
    to += width + 1;
  }
  return inputs;
}

/** How much each score that a head looks at counts for a class in this text: its own weight, and that of each gate as far as it is open. */
export function scoreWeights(
  weights: readonly number[],
  scores: readonly number[],
  facts: number,
  view: HeadView,
): Float64Array {
  const counted = Float64Array.from(weights.slice(0, view.scores));
  let from = view.scores + facts + 1;
  for (const gate of view.gates) {
    const open = opening(scores[gate]);
    for (let at = 0; at < view.scores; at += 1) counted[at] = (counted[at] ?? 0) + open * (weights[from + at] ?? 0);
    from += view.scores + facts + 1;
  }
  return counted;
}
