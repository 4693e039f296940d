import { z } from 'zod';
import type { Analysis } from '../domain/analysis.ts';
import { InvalidInput } from '../errors.ts';
import type { Analyser } from './analyser.ts';
import { type Curve, precisionRecall } from './curve.ts';
import { type Evaluation, evaluate, type Prediction } from './evaluate.ts';

const sentimentNames: Record<string, string> = { POS: 'positive', NEU: 'neutral', NEG: 'negative' };
const labelNames = [
  'complaint',
  'non-complaint',
  'positive',
  'neutral',
  'negative',
  'non-negative',
  'POS',
  'NEU',
  'NEG',
];
const fields = ['complaint', 'sentiment', 'topics', 'intent', 'urgency'] as const;

/** `negative` is sentiment with two classes, negative or not; a topic is a question of its own, `topic network`. */
export type Question = 'complaint' | 'sentiment' | 'negative' | 'intent' | 'urgency' | `topic ${string}`;

const labelledRow = z
  .object({
    text: z.string(),
    /** The answer to one question, in the manner of the public sets. */
    label: z.enum(labelNames).optional(),
    complaint: z.boolean().optional(),
    sentiment: z.enum(['positive', 'neutral', 'negative']).optional(),
    topics: z.array(z.string()).optional(),
    intent: z.string().optional(),
    urgency: z.string().optional(),
  })
  .refine((row) => row.label !== undefined || fields.some((field) => row[field] !== undefined));
export type LabelledRow = z.infer<typeof labelledRow>;

/** The figures of one question; the curve where there is a threshold to choose. */
export interface QuestionFigures {
  question: Question;
  evaluation: Evaluation;
  curve?: Curve;
}

/** Parses the JSON lines of a labelled file; throws InvalidInput that names the first line that is wrong. */
export function parseLabelledRows(content: string): LabelledRow[] {
  return content.split('\n').flatMap((line, at) => {
    if (!line.trim()) return [];
    try {
      return [labelledRow.parse(JSON.parse(line))];
    } catch (cause) {
      const wanted = `a label of: ${labelNames.join(', ')}; or one of the fields ${fields.join(', ')}`;
      throw new InvalidInput(`Line ${at + 1} must be {"text"} with ${wanted}`, [], { cause });
    }
  });
}

interface Answers {
  complaint?: boolean | undefined;
  sentiment?: string | undefined;
  negative?: boolean | undefined;
}

/** What a row says on each question; where one row of a file says "non-negative", its labels are of two classes. */
function answersOf(row: LabelledRow, isTwoClass: boolean): Answers {
  const { label } = row;
  const complaint = label === 'complaint' ? true : label === 'non-complaint' ? false : row.complaint;
  const named = label === undefined || label.endsWith('complaint') ? undefined : (sentimentNames[label] ?? label);
  if (isTwoClass) return { complaint, negative: named === undefined ? undefined : named === 'negative' };
  return { complaint, sentiment: named ?? row.sentiment };
}

interface Judged {
  row: LabelledRow;
  analysis: Analysis;
}

const complaintName = (is: boolean) => (is ? 'complaint' : 'non-complaint');
const negativeName = (is: boolean) => (is ? 'negative' : 'non-negative');

function complaintFigures(judged: readonly Judged[], share: number | undefined): QuestionFigures {
  const rows = judged.flatMap(({ row, analysis: { complaint } }) => {
    const answer = answersOf(row, false).complaint;
    return answer === undefined ? [] : [{ answer, ...complaint }];
  });
  const predictions = rows.map(
    ({ answer, label, score }): Prediction => ({
      label: complaintName(answer),
      prediction: complaintName(label),
      score: label ? score : 1 - score,
    }),
  );
  const curve = precisionRecall(
    rows.map(({ answer, score }) => ({ isTrue: answer, score })),
    share,
  );
  return { question: 'complaint', evaluation: evaluate(predictions), curve };
}

function sentimentFigures(judged: readonly Judged[]): QuestionFigures {
  const isTwoClass = judged.some(({ row }) => row.label === 'non-negative');
  const predictions = judged.flatMap(({ row, analysis: { sentiment } }): Prediction[] => {
    const { negative, sentiment: label } = answersOf(row, isTwoClass);
    if (negative !== undefined) {
      return [{ label: negativeName(negative), prediction: negativeName(sentiment.label === 'negative') }];
    }
    return label === undefined ? [] : [{ label, prediction: sentiment.label, score: sentiment.score }];
  });
  return { question: isTwoClass ? 'negative' : 'sentiment', evaluation: evaluate(predictions) };
}

function fieldFigures(judged: readonly Judged[], question: 'intent' | 'urgency'): QuestionFigures {
  const predictions = judged.flatMap(({ row, analysis }): Prediction[] => {
    const label = row[question];
    const said: Partial<Record<typeof question, unknown>> = analysis;
    return label === undefined ? [] : [{ label, prediction: String(said[question] ?? 'none') }];
  });
  return { question, evaluation: evaluate(predictions) };
}

function topicFigures(judged: readonly Judged[]): QuestionFigures[] {
  const labelled = judged.flatMap(({ row, analysis }) =>
    row.topics ? [{ labels: row.topics, said: analysis.topics as readonly string[] }] : [],
  );
  const names = [...new Set(labelled.flatMap(({ labels, said }) => [...labels, ...said]))].sort();
  return names.map((name) => {
    const word = (list: readonly string[]) => (list.includes(name) ? name : 'none');
    const rows = labelled.map(({ labels, said }): Prediction => ({ label: word(labels), prediction: word(said) }));
    return { question: `topic ${name}`, evaluation: evaluate(rows) };
  });
}

/** Analyses labelled rows and compares: each question that a row answers with the output that it asks about. `share` is for the curve. */
export function evaluateRows(
  rows: readonly LabelledRow[],
  analyser: Analyser,
  options: { threshold?: number; share?: number } = {},
): QuestionFigures[] {
  const judged = rows.map((row) => ({ row, analysis: analyser.analyse(row.text, options) }));
  const all = [
    complaintFigures(judged, options.share),
    sentimentFigures(judged),
    fieldFigures(judged, 'intent'),
    fieldFigures(judged, 'urgency'),
    ...topicFigures(judged),
  ];
  return all.filter(({ evaluation }) => evaluation.rows > 0);
}
