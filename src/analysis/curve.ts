/** What a threshold would give: of those called so how many are, and of those that are how many are called so. */
export interface CurvePoint {
  threshold: number;
  precision: number;
  recall: number;
  f1: number;
}

export interface Curve {
  points: CurvePoint[];
  /** The threshold of the best F1 among all scores; null when nothing is true. */
  best: CurvePoint | null;
  /** The area under the precision/recall curve (average precision). */
  averagePrecision: number;
}

const thresholds = Array.from({ length: 19 }, (_, at) => (at + 1) / 20);

function toPoint(threshold: number, hits: number, called: number, positives: number): CurvePoint {
  return {
    threshold,
    precision: called === 0 ? 1 : hits / called,
    recall: positives === 0 ? 0 : hits / positives,
    f1: called + positives === 0 ? 0 : (2 * hits) / (called + positives),
  };
}

/** Precision and recall by threshold, from scored rows; a row is called true from the threshold on. */
export function precisionRecall(rows: readonly { isTrue: boolean; score: number }[]): Curve {
  const sorted = [...rows].sort((a, b) => b.score - a.score);
  const positives = rows.filter((row) => row.isTrue).length;
  let hits = 0;
  let averagePrecision = 0;
  let lastHits = 0;
  let best: CurvePoint | null = null;
  sorted.forEach(({ isTrue, score }, at) => {
    if (isTrue) hits += 1;
    // Rows of one score are called together.
    if (sorted[at + 1]?.score === score) return;
    const point = toPoint(score, hits, at + 1, positives);
    averagePrecision += positives === 0 ? 0 : ((hits - lastHits) / positives) * point.precision;
    lastHits = hits;
    if (hits > 0 && point.f1 > (best?.f1 ?? 0)) best = point;
  });
  const points = thresholds.map((threshold) => {
    const called = rows.filter(({ score }) => score >= threshold);
    return toPoint(threshold, called.filter(({ isTrue }) => isTrue).length, called.length, positives);
  });
  return { points, best, averagePrecision };
}

/** A curve as a table to print. */
export function formatCurve({ points, best, averagePrecision }: Curve): string {
  const cell = (value: number) => (100 * value).toFixed(1).padStart(10);
  const line = ({ threshold, precision, recall, f1 }: CurvePoint) =>
    `${threshold.toFixed(2).padEnd(10)}${cell(precision)}${cell(recall)}${cell(f1)}`;
  const lines = [
    `threshold ${'precision'.padStart(10)}${'recall'.padStart(10)}${'F1'.padStart(10)}`,
    ...points.map(line),
  ];
  if (best) lines.push('', `best F1 ${(100 * best.f1).toFixed(1)} at threshold ${best.threshold.toFixed(3)}`);
  lines.push(`average precision ${(100 * averagePrecision).toFixed(1)}`);
  return lines.join('\n');
}
