import type { SentimentLabel } from '../../domain/analysis.ts';
import type { ModelHeader } from '../model-file.ts';
import type { Example } from './datasets.ts';
import type { Question, ScorerSettings } from './scorers.ts';

/** The order of the sentiment head's classes; part of the model format. */
export const sentimentLabels: readonly SentimentLabel[] = ['negative', 'neutral', 'positive'];

/** How a language's models are made: what the scorers are asked, and how much each set counts. */
export interface Recipe {
  questions: readonly Question[];
  /** For each head: how many of the questions it looks at, and which of them open its gates (they ask what kind of text it is). */
  views: Record<'complaint' | 'sentiment', { questions: number; gates: readonly string[] }>;
  settings: ScorerSettings;
  headWeight: (head: 'complaint' | 'sentiment', set: string) => number;
}

function isPositive(example: Example): boolean | undefined {
  if (example.sentiment) return example.sentiment === 'positive';
  return example.negative ? false : undefined;
}

function isNeutral(example: Example): boolean | undefined {
  return example.sentiment && example.sentiment === 'neutral';
}

/** Complaints of every kind: of the complaint sets, and the negative posts of bank customers. */
export function isTrouble(example: Example): boolean | undefined {
  return example.complaint ?? (example.set === 'ubs' ? example.negative : undefined);
}

/** What the heads look at, by place instead of name. */
export function viewsOf({ questions, views }: Recipe): ModelHeader['views'] {
  const view = (head: 'complaint' | 'sentiment') => ({
    scores: views[head].questions,
    gates: views[head].gates.map((gate) => questions.findIndex(({ name }) => name === gate)),
  });
  return { complaint: view('complaint'), sentiment: view('sentiment') };
}

/** A team's own texts are of the kind that this project's own ones are. */
const isTelecom = ({ set }: Example) => set === 'telecom' || set === 'own';

/** An answer on the texts of one set and on telecom posts alone; what "negative" means differs from set to set. */
function within(set: string, answer: Question['answer']): Question['answer'] {
  return (example) => (example.set === set || isTelecom(example) ? answer(example) : undefined);
}

const costs: Record<string, number> = { aivivn: 0.2, vsfc: 0.3, vlsp: 0.2, viocd: 0.3, ubs: 0.3, telecom: 1 };
const headWeights: Record<'complaint' | 'sentiment', Record<string, number>> = {
  // Bank customers' negative posts are complaints nearly always; seeing them keeps the head from trusting in-domain scores only.
  complaint: { viocd: 1, ubs: 0.5, telecom: 4, own: 4 },
  sentiment: { aivivn: 0.3, vsfc: 0.5, vlsp: 1, ubs: 1, telecom: 4, own: 4 },
};

function viCost(question: string, set: string): number {
  // Shop reviews have no neutral texts by their making: they say nothing on what is neutral.
  if (question === 'neutral' && set === 'aivivn') return 0;
  if (question === 'telecom') return set === 'telecom' || set === 'own' ? 2 : 0.05;
  if (question === 'forum' || question === 'study') return 0.1;
  if (question.startsWith('forum ')) return 0.3;
  if (question.startsWith('study ')) return 0.5;
  return costs[set] ?? 1;
}

const vi: Recipe = {
  questions: [
    { name: 'complaint', answer: (example) => example.complaint },
    // Complaints of every kind, those of bank customers included: nearer to telecom, and kept apart from "complaint" because
    // the labels mean different things.
    { name: 'trouble', answer: isTrouble },
    { name: 'negative', answer: (example) => example.negative },
    { name: 'positive', answer: isPositive },
    { name: 'neutral', answer: isNeutral },
    { name: 'telecom', answer: isTelecom },
    { name: 'telecom complaint', answer: (example) => (isTelecom(example) ? example.complaint : undefined) },
    { name: 'forum', answer: ({ set }) => set === 'vlsp' },
    { name: 'study', answer: ({ set }) => set === 'vsfc' },
    { name: 'forum negative', answer: within('vlsp', (example) => example.negative) },
    { name: 'forum positive', answer: within('vlsp', isPositive) },
    { name: 'study negative', answer: within('vsfc', (example) => example.negative) },
    { name: 'study positive', answer: within('vsfc', isPositive) },
    { name: 'study neutral', answer: within('vsfc', isNeutral) },
  ],
  // What is a forum's or a student's manner is no matter of complaints: none of those sets asks for them.
  views: {
    complaint: { questions: 7, gates: ['telecom'] },
    sentiment: { questions: 14, gates: ['telecom', 'forum', 'study'] },
  },
  settings: {
    cost: viCost,
    minTexts: 3,
    passes: 12,
  },
  headWeight: (head, set) => headWeights[head][set] ?? 0,
};

const en: Recipe = {
  questions: [{ name: 'complaint', answer: (example) => example.complaint }],
  views: { complaint: { questions: 1, gates: [] }, sentiment: { questions: 1, gates: [] } },
  settings: { cost: () => 0.4, minTexts: 1, passes: 15 },
  headWeight: (head, set) => (set === 'telecom-en' || set === 'own' ? 4 : head === 'complaint' ? 1 : 0),
};

export const recipes: Record<'vi' | 'en', Recipe> = { vi, en };
