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

export interface ScoredRow {
  isTrue: boolean;
  score: number;
}

const thresholds = Array.from({ length: 19 }, (_, at) => (at + 1) / 20);

/** A row from the highest score down, with how much of the truth and of the rest has been called by then. */
interface Called {
  score: number;
  hits: number;
  falseAlarms: number;
}

function toPoint(threshold: number, { hits, falseAlarms }: Omit<Called, 'score'>, all: number): CurvePoint {
  const called = hits + falseAlarms;
  return {
    threshold,
    precision: called === 0 ? 1 : hits / called,
    recall: all === 0 ? 0 : hits / all,
    f1: called + all === 0 ? 0 : (2 * hits) / (called + all),
  };
}

/** What is called down to each score that occurs, `weights` being what a true and another row count. */
function callDown(rows: readonly ScoredRow[], weights: { yes: number; no: number }): Called[] {
  const sorted = [...rows].sort((a, b) => b.score - a.score);
  let hits = 0;
  let falseAlarms = 0;
  return sorted.flatMap(({ isTrue, score }, at) => {
    if (isTrue) hits += weights.yes;
    else falseAlarms += weights.no;
    // Rows of one score are called together.
    return sorted[at + 1]?.score === score ? [] : [{ score, hits, falseAlarms }];
  });
}

/**
 * Precision and recall by threshold; a row is called true from the threshold on. With `share`, as they would be if that share of
 * the rows were true (and each kind looked as it does here).
 */
export function precisionRecall(rows: readonly ScoredRow[], share?: number): Curve {
  const positives = rows.filter((row) => row.isTrue).length;
  const rest = rows.length - positives;
  const isShared = share !== undefined && positives > 0 && rest > 0;
  const weights = isShared ? { yes: share / positives, no: (1 - share) / rest } : { yes: 1, no: 1 };
  const all = positives * weights.yes;
  const called = callDown(rows, weights);
  const reached = called.map((each) => toPoint(each.score, each, all));
  const best = reached.reduce<CurvePoint | null>((top, each) => (each.f1 > (top?.f1 ?? 0) ? each : top), null);
  const gains = reached.map((each, at) => (each.recall - (reached[at - 1]?.recall ?? 0)) * each.precision);
  const points = thresholds.map((threshold) => {
    const last = called.findLast((each) => each.score >= threshold);
    return toPoint(threshold, last ?? { hits: 0, falseAlarms: 0 }, all);
  });
  return { points, best, averagePrecision: gains.reduce((sum, gain) => sum + gain, 0) };
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
