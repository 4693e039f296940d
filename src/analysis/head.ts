/** Scores of the classes for `inputs`: `weights[class]` with the bias last. */
export function headScores(weights: readonly (readonly number[])[], inputs: readonly number[]): number[] {
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

/**
 * What a head sees: the scores and facts of a text, and for each gate how far it is open and everything again in that measure. So
 * a word or a cue can count more (or less) in posts on telecom than in reviews of a shop; `gates` are places in `scores`.
 */
export function headInputs(scores: ArrayLike<number>, facts: readonly number[], gates: readonly number[]): number[] {
  const plain = [...Array.from(scores), ...facts];
  const inputs = [...plain];
  for (const gate of gates) {
    const open = opening(scores[gate]);
    inputs.push(open);
    for (const value of plain) inputs.push(value * open);
  }
  return inputs;
}

/** How much each score counts for a class in this text: its own weight, and that of each gate as far as it is open. */
export function scoreWeights(
  weights: readonly number[],
  scores: readonly number[],
  facts: number,
  gates: readonly number[],
): number[] {
  const width = scores.length + facts;
  return scores.map((_, at) =>
    gates.reduce(
      (sum, gate, number) => sum + opening(scores[gate]) * (weights[width + number * (width + 1) + 1 + at] ?? 0),
      weights[at] ?? 0,
    ),
  );
}
