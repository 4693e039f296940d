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
