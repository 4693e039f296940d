/** How well one class is found. */
export interface ClassFigures {
  label: string;
  precision: number;
  recall: number;
  f1: number;
  /** How many rows have this label. */
  support: number;
}

/** Rows whose predicted probability fell into one tenth of the scale: how many, and how often the prediction was right. */
export interface ReliabilityBin {
  from: number;
  to: number;
  count: number;
  meanScore: number;
  accuracy: number;
}

export interface Evaluation {
  rows: number;
  accuracy: number;
  /** The mean of the F1 of the classes that occur among the labels. */
  macroF1: number;
  classes: ClassFigures[];
  /** `confusion[label][prediction]`, in the order of `classes`. */
  confusion: number[][];
  /** Expected calibration error over ten bins; null when predictions have no scores. */
  ece: number | null;
  reliability: ReliabilityBin[];
}

/** A labelled row with what was predicted; `score` is the probability given to `prediction`. */
export interface Prediction {
  label: string;
  prediction: string;
  score?: number;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function reliabilityOf(rows: readonly Prediction[]): ReliabilityBin[] {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, scores: 0, right: 0 }));
  for (const { label, prediction, score } of rows) {
    const bin = bins[Math.min(9, Math.max(0, Math.floor((score ?? 0) * 10)))];
    if (score === undefined || !bin) continue;
    bin.count += 1;
    bin.scores += score;
    if (label === prediction) bin.right += 1;
  }
  return bins.map((bin, at) => ({
    from: at / 10,
    to: (at + 1) / 10,
    count: bin.count,
    meanScore: ratio(bin.scores, bin.count),
    accuracy: ratio(bin.right, bin.count),
  }));
}

function classFigures(label: string, at: number, confusion: readonly number[][]): ClassFigures {
  const support = (confusion[at] ?? []).reduce((sum, count) => sum + count, 0);
  const predicted = confusion.reduce((sum, row) => sum + (row[at] ?? 0), 0);
  const right = confusion[at]?.[at] ?? 0;
  const precision = ratio(right, predicted);
  const recall = ratio(right, support);
  return { label, precision, recall, f1: ratio(2 * right, predicted + support), support };
}

/** Compares predictions with labels. Classes are all labels and predictions that occur, in alphabetical order. */
export function evaluate(rows: readonly Prediction[]): Evaluation {
  const labels = [...new Set(rows.flatMap((row) => [row.label, row.prediction]))].sort();
  const confusion = labels.map(() => labels.map(() => 0));
  for (const row of rows) {
    const counts = confusion[labels.indexOf(row.label)] ?? [];
    const at = labels.indexOf(row.prediction);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const classes = labels.map((label, at) => classFigures(label, at, confusion));
  const occurring = classes.filter((figures) => figures.support > 0);
  const reliability = reliabilityOf(rows);
  const scored = reliability.reduce((sum, bin) => sum + bin.count, 0);
  const error = reliability.reduce((sum, bin) => sum + bin.count * Math.abs(bin.meanScore - bin.accuracy), 0);
  return {
    rows: rows.length,
    accuracy: ratio(rows.filter((row) => row.label === row.prediction).length, rows.length),
    macroF1: ratio(
      occurring.reduce((sum, figures) => sum + figures.f1, 0),
      occurring.length,
    ),
    classes,
    confusion,
    ece: scored === 0 ? null : error / scored,
    reliability,
  };
}

function percent(value: number): string {
  return (100 * value).toFixed(2).padStart(9);
}

/** An evaluation as a table to print. */
export function formatEvaluation(evaluation: Evaluation): string {
  const width = Math.max(12, ...evaluation.classes.map((figures) => figures.label.length + 2));
  const cell = (text: string | number) => String(text).padStart(width);
  const { classes } = evaluation;
  const lines = [
    `rows ${evaluation.rows}   accuracy ${percent(evaluation.accuracy).trim()}   macro-F1 ${percent(evaluation.macroF1).trim()}` +
      (evaluation.ece === null ? '' : `   calibration error ${evaluation.ece.toFixed(3)}`),
    '',
    `${'class'.padEnd(width)}${'precision'.padStart(10)}${'recall'.padStart(10)}${'F1'.padStart(10)}${'rows'.padStart(8)}`,
    ...classes.map(
      ({ label, precision, recall, f1, support }) =>
        `${label.padEnd(width)} ${percent(precision)} ${percent(recall)} ${percent(f1)}${String(support).padStart(8)}`,
    ),
    '',
    `${'label \\ said'.padEnd(width)}${classes.map((each) => cell(each.label)).join('')}`,
    ...classes.map(({ label }, at) => label.padEnd(width) + (evaluation.confusion[at] ?? []).map(cell).join('')),
  ];
  if (evaluation.ece === null) return lines.join('\n');
  lines.push('', 'score          rows   mean score   right');
  for (const bin of evaluation.reliability) {
    if (bin.count === 0) continue;
    lines.push(
      `${bin.from.toFixed(1)}–${bin.to.toFixed(1)}${String(bin.count).padStart(12)}${percent(bin.meanScore).padStart(13)}${percent(bin.accuracy)}`,
    );
  }
  return lines.join('\n');
}
