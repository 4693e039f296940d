import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import type { Analyser } from './analyser.ts';
import { type Evaluation, evaluate, type Prediction } from './evaluate.ts';

/** Which question a label answers, and its name in our words. */
const labels: Record<string, { question: Question; label: string }> = {
  complaint: { question: 'complaint', label: 'complaint' },
  'non-complaint': { question: 'complaint', label: 'non-complaint' },
  positive: { question: 'sentiment', label: 'positive' },
  neutral: { question: 'sentiment', label: 'neutral' },
  negative: { question: 'sentiment', label: 'negative' },
  POS: { question: 'sentiment', label: 'positive' },
  NEU: { question: 'sentiment', label: 'neutral' },
  NEG: { question: 'sentiment', label: 'negative' },
  'non-negative': { question: 'negative', label: 'non-negative' },
};

/** `negative` is sentiment with two classes: negative or not. */
export type Question = 'complaint' | 'sentiment' | 'negative';

const labelledRow = z.object({ text: z.string(), label: z.enum(Object.keys(labels) as [string, ...string[]]) });
export type LabelledRow = z.infer<typeof labelledRow>;

/** Parses the JSON lines of a labelled file; throws InvalidInput that names the first line that is wrong. */
export function parseLabelledRows(content: string): LabelledRow[] {
  return content.split('\n').flatMap((line, at) => {
    if (!line.trim()) return [];
    try {
      return [labelledRow.parse(JSON.parse(line))];
    } catch (cause) {
      const known = Object.keys(labels).join(', ');
      throw new InvalidInput(`Line ${at + 1} must be {"text", "label"} with a label of: ${known}`, [], { cause });
    }
  });
}

/** The question that a file's labels answer; throws InvalidInput when they answer more than one. */
function questionOf(rows: readonly LabelledRow[]): Question {
  const asked = new Set(rows.map((row) => labels[row.label]?.question ?? 'sentiment'));
  if (asked.has('complaint') && asked.size > 1) {
    throw new InvalidInput('The file mixes complaint and sentiment labels: split it in two');
  }
  if (asked.has('complaint')) return 'complaint';
  return asked.has('negative') ? 'negative' : 'sentiment';
}

function predict(
  row: LabelledRow,
  question: Question,
  analyser: Analyser,
  options: { threshold?: number },
): Prediction {
  const { complaint, sentiment } = analyser.analyse(row.text, options);
  const label = labels[row.label]?.label ?? row.label;
  if (question === 'complaint') {
    return complaint.label
      ? { label, prediction: 'complaint', score: complaint.score }
      : { label, prediction: 'non-complaint', score: 1 - complaint.score };
  }
  if (question === 'sentiment') return { label, prediction: sentiment.label, score: sentiment.score };
  const toNegative = (name: string) => (name === 'negative' ? 'negative' : 'non-negative');
  return { label: toNegative(label), prediction: toNegative(sentiment.label) };
}

/** Analyses labelled rows and compares: complaint labels with the complaint output, the others with the sentiment. */
export function evaluateFile(
  rows: readonly LabelledRow[],
  analyser: Analyser,
  options: { threshold?: number } = {},
): { question: Question; evaluation: Evaluation } {
  const question = questionOf(rows);
  return { question, evaluation: evaluate(rows.map((row) => predict(row, question, analyser, options))) };
}
