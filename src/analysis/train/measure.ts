import { type Evaluation, evaluate, type Prediction } from '../evaluate.ts';
import { headInputs, headScores, softmax } from '../head.ts';
import type { ModelHeader } from '../model-file.ts';
import type { Example } from './datasets.ts';
import { isTrouble, sentimentLabels } from './recipes.ts';
import type { Sample } from './scorers.ts';

/** Scored samples, the heads that judge them, and what these look at. */
export interface Part extends Pick<ModelHeader, 'heads' | 'views'> {
  samples: readonly Sample[];
  scores: readonly Float32Array[];
}

/** The figures of one set for one question, as written and without marks. */
export interface SetFigures {
  set: string;
  question: 'complaint' | 'sentiment' | 'negative';
  written: Evaluation;
  stripped: Evaluation;
}

interface Judged {
  example: Example;
  number: number;
  stripped: boolean;
  complaint: number;
  sentiment: number[];
}

function judgeAll(parts: readonly Part[]): Judged[] {
  return parts.flatMap(({ heads, views, samples, scores }) =>
    samples.map((sample, at) => {
      const inputs = (head: 'complaint' | 'sentiment') => headInputs(scores[at] ?? [], sample.facts, views[head]);
      return {
        example: sample.example,
        number: sample.number,
        stripped: sample.stripped,
        complaint: softmax(headScores(heads.complaint, inputs('complaint')))[1] ?? 0,
        sentiment: softmax(headScores(heads.sentiment, inputs('sentiment'))),
      };
    }),
  );
}

function likeliest(chances: readonly number[], among: readonly number[]): { prediction: string; score: number } {
  const best = among.reduce((a, b) => ((chances[b] ?? 0) > (chances[a] ?? 0) ? b : a));
  const total = among.reduce((sum, at) => sum + (chances[at] ?? 0), 0);
  return { prediction: sentimentLabels[best] ?? '', score: (chances[best] ?? 0) / total };
}

function predict(question: SetFigures['question'], row: Judged, set: string): Prediction | undefined {
  const { example, complaint, sentiment } = row;
  if (question === 'complaint') {
    const answer = isTrouble(example);
    if (answer === undefined) return undefined;
    const label = answer ? 'complaint' : 'none';
    return complaint >= 0.5
      ? { label, prediction: 'complaint', score: complaint }
      : { label, prediction: 'none', score: 1 - complaint };
  }
  if (question === 'sentiment') {
    if (!example.sentiment) return undefined;
    // This set has two classes only; the third is no answer to its question.
    return { label: example.sentiment, ...likeliest(sentiment, set === 'aivivn' ? [0, 2] : [0, 1, 2]) };
  }
  if (example.negative === undefined) return undefined;
  const isNegative = likeliest(sentiment, [0, 1, 2]).prediction === 'negative';
  return { label: example.negative ? 'negative' : 'other', prediction: isNegative ? 'negative' : 'other' };
}

/** Figures of each set and question. Texts that have no marks anyway are in both spellings' figures. */
export function measure(parts: readonly Part[]): SetFigures[] {
  const judged = judgeAll(parts);
  const sets = [...new Set(judged.map((row) => row.example.set))];
  return sets.flatMap((set) => {
    const rows = judged.filter((row) => row.example.set === set);
    const withMarks = new Set(rows.filter((row) => row.stripped).map((row) => row.number));
    const written = rows.filter((row) => !row.stripped);
    const stripped = rows.filter((row) => row.stripped || !withMarks.has(row.number));
    return (['complaint', 'sentiment', 'negative'] as const).flatMap((question) => {
      const of = (some: readonly Judged[]) => evaluate(some.flatMap((row) => predict(question, row, set) ?? []));
      const figures = { set, question, written: of(written), stripped: of(stripped) };
      return figures.written.rows > 0 ? [figures] : [];
    });
  });
}
