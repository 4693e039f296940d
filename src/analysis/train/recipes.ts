import type { SentimentLabel } from '../../domain/analysis.ts';
import type { Example } from './datasets.ts';
import type { Question, ScorerSettings } from './scorers.ts';

/** The order of the sentiment head's classes; part of the model format. */
export const sentimentLabels: readonly SentimentLabel[] = ['negative', 'neutral', 'positive'];

/** How a language's models are made: what the scorers are asked, and how much each set counts. */
export interface Recipe {
  questions: readonly Question[];
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

const costs: Record<string, number> = { aivivn: 0.2, vsfc: 0.3, vlsp: 0.2, viocd: 0.3, ubs: 0.3, telecom: 1 };
const headWeights: Record<'complaint' | 'sentiment', Record<string, number>> = {
  // Bank customers' negative posts are complaints nearly always; seeing them keeps the head from trusting in-domain scores only.
  complaint: { viocd: 1, ubs: 0.5, telecom: 4, own: 4 },
  sentiment: { aivivn: 0.3, vsfc: 0.5, vlsp: 1, ubs: 1, telecom: 4, own: 4 },
};

const vi: Recipe = {
  questions: [
    { name: 'complaint', answer: (example) => example.complaint },
    // Complaints of every kind, those of bank customers included: nearer to telecom, and kept apart from "complaint" because
    // the labels mean different things.
    { name: 'trouble', answer: isTrouble },
    { name: 'negative', answer: (example) => example.negative },
    { name: 'positive', answer: isPositive },
    { name: 'neutral', answer: isNeutral },
  ],
  settings: {
    // Shop reviews have no neutral texts by their making: they say nothing on what is neutral.
    cost: (question, set) => (question === 'neutral' && set === 'aivivn' ? 0 : (costs[set] ?? 1)),
    minTexts: 3,
    passes: 12,
  },
  headWeight: (head, set) => headWeights[head][set] ?? 0,
};

const en: Recipe = {
  questions: [{ name: 'complaint', answer: (example) => example.complaint }],
  settings: { cost: () => 0.4, minTexts: 1, passes: 15 },
  headWeight: (head, set) => (set === 'telecom-en' || set === 'own' ? 4 : head === 'complaint' ? 1 : 0),
};

export const recipes: Record<'vi' | 'en', Recipe> = { vi, en };
