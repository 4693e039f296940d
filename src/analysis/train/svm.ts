/** Sparse rows: the features of row `r` are `indices` and `values` from `starts[r]` to `starts[r + 1]`. */
export interface SparseRows {
  starts: Uint32Array;
  indices: Uint32Array;
  values: Float32Array;
  /** How many features there are. */
  width: number;
}

/** One yes/no question: rows it is trained on, +1 or -1 for each, and what an error there costs. */
export interface BinaryProblem {
  rows: Uint32Array;
  signs: Int8Array;
  costs: Float32Array;
  /** What each row scores before anything is learnt; zero if not given. */
  offsets?: Float32Array;
}

/** A repeatable source of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffle(order: Uint32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const swapped = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = swapped;
  }
}

/** `weights · row`, with the bias at `weights[width]`. */
export function margin(data: SparseRows, row: number, weights: Float32Array): number {
  const end = data.starts[row + 1] ?? 0;
  let sum = weights[data.width] ?? 0;
  for (let at = data.starts[row] ?? 0; at < end; at += 1) {
    sum += (weights[data.indices[at] ?? 0] ?? 0) * (data.values[at] ?? 0);
  }
  return sum;
}

function addRow(data: SparseRows, row: number, weights: Float32Array, by: number): void {
  const end = data.starts[row + 1] ?? 0;
  for (let at = data.starts[row] ?? 0; at < end; at += 1) {
    const index = data.indices[at] ?? 0;
    weights[index] = (weights[index] ?? 0) + by * (data.values[at] ?? 0);
  }
  weights[data.width] = (weights[data.width] ?? 0) + by;
}

function squaredLength(data: SparseRows, row: number): number {
  let sum = 1;
  const end = data.starts[row + 1] ?? 0;
  for (let at = data.starts[row] ?? 0; at < end; at += 1) sum += (data.values[at] ?? 0) ** 2;
  return sum;
}

/**
 * Trains a linear support vector machine (L2 loss, L2 penalty, the bias as a last weight) by dual coordinate descent
 * (Hsieh et al., ICML 2008). The order of rows depends on `seed` alone, so the same data gives the same weights.
 */
export function trainSvm(data: SparseRows, problem: BinaryProblem, passes = 15, seed = 1): Float32Array {
  const { rows, signs, costs, offsets } = problem;
  const weights = new Float32Array(data.width + 1);
  const alphas = new Float32Array(rows.length);
  const diagonals = Float32Array.from(rows, (row, at) => squaredLength(data, row) + 0.5 / (costs[at] ?? 1));
  const order = Uint32Array.from(rows, (_, at) => at);
  const random = seededRandom(seed);
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, random);
    for (const at of order) {
      const row = rows[at] ?? 0;
      const sign = signs[at] ?? 1;
      const alpha = alphas[at] ?? 0;
      const found = margin(data, row, weights) + (offsets?.[at] ?? 0);
      const gradient = sign * found - 1 + alpha * (0.5 / (costs[at] ?? 1));
      const next = Math.max(0, alpha - gradient / (diagonals[at] ?? 1));
      if (next === alpha) continue;
      alphas[at] = next;
      addRow(data, row, weights, (next - alpha) * sign);
    }
  }
  return weights;
}
