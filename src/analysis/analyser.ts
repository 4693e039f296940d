import { readFileSync } from 'node:fs';
import type { Analysis, Language, SentimentLabel } from '../domain/analysis.ts';
import { textFacts } from './facts.ts';
import { detectLanguage } from './language.ts';
import { Model, type Scored } from './model.ts';
import { decodeModel } from './model-file.ts';
import { normalisedUnits, type Unit } from './normalise.ts';
import { findSpam } from './spam.ts';
import { findTopics, type Reason } from './topics.ts';
import { judgeUrgency } from './urgency.ts';

export interface AnalyserOptions {
  /** The least probability at which a text is called a complaint. */
  threshold?: number;
  /** The operator that this desk works for, a key of `lexicons/topics.ts` operators; any other one named is a competitor. */
  ownBrand?: string;
  /** A folder with `vi.bin` and `en.bin`, ending in a slash; the shipped models if not given. */
  modelsDir?: URL;
}

export interface Analyser {
  /** The models' version. */
  readonly version: string;
  /** Our opinion on one text (a title and its text are joined by a line feed). Never throws; depends on nothing but the text. */
  analyse(text: string, options?: { threshold?: number }): Analysis;
}

/** Gives the best F1 on the held-out reviews, of which half are complaints; a team sets its own (docs/analysis.md). */
export const defaultThreshold = 0.5;

const sentiments: readonly SentimentLabel[] = ['negative', 'neutral', 'positive'];
const maxLength = 20_000;
const maxEvidence = 12;
const longestEvidence = 6;

/** What the models are asked on a text in no language of theirs: nothing is claimed. */
const noOpinion = { complaint: 0, sentiment: [0, 1, 0] };

interface Opinion {
  complaint: number;
  sentiment: readonly number[];
  scored?: Scored;
  model?: Model;
}

function judge(model: Model | undefined, units: readonly Unit[]): Opinion {
  if (!model || units.length === 0) return noOpinion;
  const scored = model.score(units);
  const facts = textFacts(units, model.header.language);
  return {
    complaint: model.judge('complaint', scored.scores, facts)[1] ?? 0,
    sentiment: model.judge('sentiment', scored.scores, facts),
    scored,
    model,
  };
}

/** The stretch of words that speaks most for a class: the strongest word and its neighbours that say the same. */
function strongestWords(opinion: Opinion, head: 'complaint' | 'sentiment', label: number): Reason[] {
  const direction = opinion.model?.header.heads[head][label];
  if (!direction || !opinion.model || !opinion.scored) return [];
  const parts = opinion.model.contributions(opinion.scored, direction);
  let top = 0;
  parts.forEach((part, at) => {
    if (part > (parts[top] ?? 0)) top = at;
  });
  const least = (parts[top] ?? 0) * 0.3;
  if (least <= 0) return [];
  let from = top;
  let to = top + 1;
  const speaks = (at: number) => (parts[at] ?? 0) > least && to - from < longestEvidence;
  while (speaks(from - 1)) from -= 1;
  while (speaks(to)) to += 1;
  return [{ for: head, from, to }];
}

function cutEvidence(text: string, units: readonly Unit[], reasons: readonly Reason[]): Analysis['evidence'] {
  const seen = new Set<string>();
  const evidence: Analysis['evidence'] = [];
  for (const reason of reasons) {
    const from = units[reason.from]?.start ?? 0;
    const to = units[reason.to - 1]?.end ?? from;
    const cut = { for: reason.for, text: text.slice(from, to).slice(0, 200) };
    const key = `${cut.for}\n${cut.text.toLowerCase()}`;
    if (seen.has(key) || evidence.length >= maxEvidence) continue;
    seen.add(key);
    evidence.push(cut);
  }
  return evidence;
}

class ModelAnalyser implements Analyser {
  readonly #models: Record<'vi' | 'en', Model>;
  readonly #options: AnalyserOptions;
  readonly version: string;

  constructor(models: Record<'vi' | 'en', Model>, options: AnalyserOptions) {
    this.#models = models;
    this.#options = options;
    this.version = models.vi.header.version;
  }

  #model(language: Language, units: readonly Unit[]): Model | undefined {
    if (language !== 'other') return this.#models[language];
    // Emoji alone say the same in every language.
    return units.every((unit) => unit.text.startsWith('<')) ? this.#models.vi : undefined;
  }

  analyse(text: string, options: { threshold?: number } = {}): Analysis {
    const taken = text.slice(0, maxLength);
    let units = normalisedUnits(taken);
    const language = detectLanguage(units);
    if (language === 'en') units = normalisedUnits(taken, 'en');
    const opinion = judge(this.#model(language, units), units);
    const isComplaint = opinion.complaint >= (options.threshold ?? this.#options.threshold ?? defaultThreshold);
    const best = opinion.sentiment.indexOf(Math.max(...opinion.sentiment));
    const topics = findTopics(units, this.#options.ownBrand);
    const { urgency, reasons } = judgeUrgency(units, isComplaint);
    const spam = findSpam(units, isComplaint);
    return {
      language,
      sentiment: { label: sentiments[best] ?? 'neutral', score: opinion.sentiment[best] ?? 0 },
      complaint: { label: isComplaint, score: opinion.complaint },
      topics: [...new Set(topics.map((reason) => reason.for))],
      urgency,
      spam: spam.length > 0,
      evidence: cutEvidence(text, units, [
        ...(isComplaint ? strongestWords(opinion, 'complaint', 1) : []),
        ...strongestWords(opinion, 'sentiment', best),
        ...topics,
        ...reasons.map((reason) => ({ ...reason, for: 'urgency' })),
        ...spam,
      ]),
      version: this.version,
    };
  }
}

/** The folder of the models that come with the program. */
export const shippedModels = new URL('./models/', import.meta.url);

/** Loads the models; throws when their files are missing or damaged. */
export function loadAnalyser(options: AnalyserOptions = {}): Analyser {
  const folder = options.modelsDir ?? shippedModels;
  const load = (language: 'vi' | 'en') => {
    const file = new URL(`${language}.bin`, folder);
    try {
      return new Model(decodeModel(readFileSync(file)));
    } catch (error) {
      throw new Error(`The ${language} model can't be loaded from ${file.pathname}`, { cause: error });
    }
  };
  return new ModelAnalyser({ vi: load('vi'), en: load('en') }, options);
}
