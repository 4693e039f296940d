import { readFileSync } from 'node:fs';
import type { Analysis, Language, SentimentLabel } from '../domain/analysis.ts';
import { findCues, findIrony } from './attitude.ts';
import { brandReasons, judgeBrands } from './brands.ts';
import { cutEvidence } from './evidence.ts';
import { findIntent } from './intent.ts';
import { detectLanguage } from './language.ts';
import { languageCodeOf } from './language-code.ts';
import { Model } from './model.ts';
import { decodeModel } from './model-file.ts';
import { normalisedUnits, type Unit } from './normalise.ts';
import { judge, type Opinion, strongestWords } from './opinion.ts';
import { findPersonalData } from './personal-data.ts';
import type { PhraseFinder } from './phrases.ts';
import { findPlaces } from './places.ts';
import { findProducts } from './products.ts';
import { type Reason, type Signs, type SignTags, signFinder } from './signs.ts';
import { findSpam } from './spam.ts';
import { findTopics } from './topics.ts';
import { judgeUrgency } from './urgency.ts';

export interface AnalyserOptions {
  /** The least probability at which a text is called a complaint. */
  threshold?: number;
  /** The operator that this desk works for, a key of `lexicons/brands.ts` operators; any other one named is a competitor. */
  ownBrand?: string;
  /** Names of products and packages of the team's own list, beside the shipped ones. */
  products?: readonly string[];
  /** A folder with `vi.bin` and `en.bin`, ending in a slash; the shipped models if not given. */
  modelsDir?: URL;
}

export interface Analyser {
  /** The models' version. */
  readonly version: string;
  /** The least probability at which a text is called a complaint. */
  readonly threshold: number;
  /** Our opinion on one text (a title and its text are joined by a line feed). Never throws; depends on nothing but the text. */
  analyse(text: string, options?: { threshold?: number }): Analysis;
}

/** Gives the best F1 on the held-out reviews, of which half are complaints; a team sets its own (docs/analysis.md). */
export const defaultThreshold = 0.5;

const sentiments: readonly SentimentLabel[] = ['negative', 'neutral', 'positive'];
const maxLength = 20_000;

function labelOf({ sentiment }: Opinion): SentimentLabel {
  return sentiments[sentiment.indexOf(Math.max(...sentiment))] ?? 'neutral';
}

/** A text with what was found in it so far. */
interface Reading {
  text: string;
  units: readonly Unit[];
  signs: Signs;
  language: Language;
  model: Model | undefined;
}

interface Judgement {
  opinion: Opinion;
  isComplaint: boolean;
  sentiment: SentimentLabel;
  spam: Reason<'spam'>[];
  irony: Reason<'sarcasm'>[];
}

/** The models' opinion, and what follows from it. */
function judgeText({ units, signs, model }: Reading, threshold: number): Judgement {
  const opinion = judge(model, units, findCues(units, signs));
  const isComplaint = opinion.complaint >= threshold;
  return {
    opinion,
    isComplaint,
    sentiment: labelOf(opinion),
    spam: findSpam(units, isComplaint, signs),
    irony: model ? findIrony(units, signs) : [],
  };
}

class ModelAnalyser implements Analyser {
  readonly #models: Record<'vi' | 'en', Model>;
  readonly #options: AnalyserOptions;
  readonly #finder: PhraseFinder<SignTags>;
  readonly version: string;
  readonly threshold: number;

  constructor(models: Record<'vi' | 'en', Model>, options: AnalyserOptions) {
    this.#models = models;
    this.#options = options;
    this.#finder = signFinder(options.products);
    this.version = models.vi.header.version;
    this.threshold = options.threshold ?? defaultThreshold;
  }

  #model(language: Language, units: readonly Unit[]): Model | undefined {
    if (language !== 'other') return this.#models[language];
    // Emoji alone say the same in every language.
    return units.every((unit) => unit.text.startsWith('<')) ? this.#models.vi : undefined;
  }

  #read(text: string): Reading {
    let units = normalisedUnits(text);
    const language = detectLanguage(units);
    if (language === 'en') units = normalisedUnits(text, 'en');
    return { text, units, signs: this.#finder.find(units), language, model: this.#model(language, units) };
  }

  #judgePart(part: readonly Unit[], model: Model | undefined): SentimentLabel {
    return labelOf(judge(model, part, findCues(part, this.#finder.find(part))));
  }

  analyse(text: string, options: { threshold?: number } = {}): Analysis {
    const reading = this.#read(text.slice(0, maxLength));
    const threshold = options.threshold ?? this.threshold;
    const judgement = judgeText(reading, threshold);
    return this.#describe(reading, judgement);
  }

  #describe({ text, units, signs, language, model }: Reading, judgement: Judgement): Analysis {
    const { opinion, isComplaint, sentiment, spam, irony } = judgement;
    const { ownBrand } = this.#options;
    const topics = findTopics(units, signs, ownBrand);
    const isSpam = spam.length > 0;
    const intent = findIntent(units, signs, { isComplaint, sentiment, isSpam, hasTopic: topics.length > 0 });
    const urgency = judgeUrgency(
      units,
      { isComplaint, isLeaving: intent.intent === 'leaving', isRequest: intent.intent === 'request' },
      signs,
    );
    const brands = judgeBrands(units, signs, {
      sentiment,
      isNeutral: isSpam || intent.intent === 'question' || intent.intent === 'request' || sentiment === 'neutral',
      ownBrand,
      judgePart: (from, to) => this.#judgePart(units.slice(from, to), model),
    });
    const products = findProducts(units, signs);
    const places = findPlaces(text, units, signs);
    const best = sentiments.indexOf(sentiment);
    return {
      language,
      languageCode: languageCodeOf(text, units, language),
      sentiment: { label: sentiment, score: opinion.sentiment[best] ?? 0 },
      complaint: { label: isComplaint, score: opinion.complaint },
      topics: [...new Set(topics.map((reason) => reason.for))],
      intent: intent.intent,
      urgency: urgency.urgency,
      urgencyReasons: [...new Set(urgency.reasons.map((reason) => reason.for))],
      brands,
      products: products.map((product) => product.name),
      places: places.map(({ place }) => place),
      personalData: findPersonalData(text),
      sarcasm: irony.length > 0 && isComplaint,
      spam: isSpam,
      evidence: cutEvidence(text, units, [
        ...(isComplaint ? strongestWords(opinion, 'complaint', 1) : []),
        ...strongestWords(opinion, 'sentiment', best),
        ...topics,
        ...intent.reasons.map((reason) => ({ ...reason, for: 'intent' })),
        ...urgency.reasons.map((reason) => ({ ...reason, for: 'urgency' })),
        ...brandReasons(signs),
        ...products.map(({ reason }) => reason),
        ...places.map(({ reason }) => reason),
        ...(isComplaint ? irony : []),
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
