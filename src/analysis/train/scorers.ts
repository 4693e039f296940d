import { findCues } from '../attitude.ts';
import { textFacts } from '../facts.ts';
import { stripDiacritics } from '../fold.ts';
import { normalisedUnits } from '../normalise.ts';
import { findSigns } from '../signs.ts';
import type { Example } from './datasets.ts';
import { type BinaryProblem, margin, type SparseRows, trainSvm } from './svm.ts';
import { type HashedText, hashUnits, makeVocabulary, toRows, type Vocabulary } from './vectorise.ts';

/** One yes/no question that a linear scorer answers; undefined where an example doesn't say. */
export interface Question {
  name: string;
  answer: (example: Example) => boolean | undefined;
}

/** An example in one of its two spellings: as written, or without marks. */
export interface Sample {
  example: Example;
  /** The number of the example; both spellings have the same. */
  number: number;
  stripped: boolean;
  hashed: HashedText;
  /** What goes into the heads beside the scores. */
  facts: number[];
}

export interface Scorers {
  vocabulary: Vocabulary;
  /** One for each question; the bias is last. */
  weights: Float32Array[];
}

export interface ScorerSettings {
  /** What an error costs (the C of the support vector machine), by set; 0 leaves a set out. */
  cost: (question: string, set: string) => number;
  minTexts: number;
  passes: number;
}

function toSample(example: Example, number: number, text: string, language: 'vi' | 'en'): Sample {
  const units = normalisedUnits(text, language);
  return {
    example,
    number,
    stripped: text !== example.text,
    hashed: hashUnits(units, language),
    facts: textFacts(units, language, findCues(units, findSigns(units))),
  };
}

/** Each example as written and, where that differs, without marks. */
export function toSamples(examples: readonly Example[], language: 'vi' | 'en'): Sample[] {
  return examples.flatMap((example, number) => {
    const bare = stripDiacritics(example.text);
    const spellings = bare === example.text ? [example.text] : [example.text, bare];
    return spellings.map((text) => toSample(example, number, text, language));
  });
}

/** The samples that answer a question, as rows of a problem; `isTaken` leaves some out. */
export function toProblem(
  samples: readonly Sample[],
  question: Question,
  settings: ScorerSettings,
  isTaken: (sample: Sample) => boolean = () => true,
): BinaryProblem {
  const asked = samples.flatMap((sample, row) => {
    const answer = question.answer(sample.example);
    const cost = settings.cost(question.name, sample.example.set);
    return answer === undefined || cost === 0 || !isTaken(sample) ? [] : [{ row, sign: answer ? 1 : -1, cost }];
  });
  return {
    rows: Uint32Array.from(asked, (each) => each.row),
    signs: Int8Array.from(asked, (each) => each.sign),
    costs: Float32Array.from(asked, (each) => each.cost),
  };
}

/**
 * How much each feature counts: half by itself, half by how much more often it is seen with one answer than with the other,
 * |ln| of the ratio with one added to each count (NB-SVM interpolated; Wang and Manning, ACL 2012).
 */
function featureScales(rows: SparseRows, problem: BinaryProblem): Float32Array {
  const counts = { yes: new Float64Array(rows.width).fill(1), no: new Float64Array(rows.width).fill(1) };
  const texts = { yes: 1, no: 1 };
  problem.rows.forEach((row, at) => {
    const answer = problem.signs[at] === 1 ? 'yes' : 'no';
    texts[answer] += 1;
    const end = rows.starts[row + 1] ?? 0;
    for (let from = rows.starts[row] ?? 0; from < end; from += 1) {
      const feature = rows.indices[from] ?? 0;
      counts[answer][feature] = (counts[answer][feature] ?? 0) + 1;
    }
  });
  const all = Math.log(texts.no / texts.yes);
  return Float32Array.from(
    counts.yes,
    (yes, feature) => 0.5 + 0.5 * Math.abs(Math.log(yes / (counts.no[feature] ?? 1)) + all),
  );
}

function trainScorer(rows: SparseRows, problem: BinaryProblem, passes: number): Float32Array {
  const scales = featureScales(rows, problem);
  const values = rows.values.map((value, at) => value * (scales[rows.indices[at] ?? 0] ?? 0));
  const weights = trainSvm({ ...rows, values }, problem, passes);
  for (let feature = 0; feature < rows.width; feature += 1) {
    weights[feature] = (weights[feature] ?? 0) * (scales[feature] ?? 0);
  }
  return weights;
}

/** Trains one linear scorer a question over one common vocabulary. */
export function trainScorers(
  samples: readonly Sample[],
  questions: readonly Question[],
  settings: ScorerSettings,
): Scorers {
  const texts = samples.map((sample) => sample.hashed);
  const vocabulary = makeVocabulary(texts, settings.minTexts);
  const rows = toRows(texts, vocabulary);
  const weights = questions.map((question) =>
    trainScorer(rows, toProblem(samples, question, settings), settings.passes),
  );
  return { vocabulary, weights };
}

/** The plain linear baseline: one support vector machine, no ratios, features seen twice; its margins on `tested`. */
export function trainPlainScorer(
  samples: readonly Sample[],
  answer: Question['answer'],
  tested: readonly Sample[],
): number[] {
  const vocabulary = makeVocabulary(
    samples.map((sample) => sample.hashed),
    2,
  );
  const rows = toRows(
    samples.map((sample) => sample.hashed),
    vocabulary,
  );
  const settings = { cost: () => 0.5, minTexts: 2, passes: 15 };
  const weights = trainSvm(rows, toProblem(samples, { name: 'plain', answer }, settings), settings.passes);
  const testedRows = toRows(
    tested.map((sample) => sample.hashed),
    vocabulary,
  );
  return tested.map((_, row) => margin(testedRows, row, weights));
}

/** The score of each sample for each question: `scores[sample][question]`. */
export function score(scorers: Scorers, samples: readonly Sample[]): Float32Array[] {
  const rows: SparseRows = toRows(
    samples.map((sample) => sample.hashed),
    scorers.vocabulary,
  );
  return samples.map((_, row) => Float32Array.from(scorers.weights, (weights) => margin(rows, row, weights)));
}

/** Scores that no sample's own example had a part in: each fold is scored by scorers trained on the others. */
export function crossScore(
  samples: readonly Sample[],
  questions: readonly Question[],
  settings: ScorerSettings,
  folds: number,
  onFold: (fold: number) => void = () => {},
): Float32Array[] {
  const scores: Float32Array[] = samples.map(() => new Float32Array(questions.length));
  for (let fold = 0; fold < folds; fold += 1) {
    const isHeld = (sample: Sample) => (sample.number * 7919) % folds === fold;
    const held = samples.flatMap((sample, at) => (isHeld(sample) ? [at] : []));
    const scorers = trainScorers(
      samples.filter((sample) => !isHeld(sample)),
      questions,
      settings,
    );
    const found = score(
      scorers,
      held.flatMap((at) => samples[at] ?? []),
    );
    held.forEach((at, row) => {
      scores[at] = found[row] ?? new Float32Array(questions.length);
    });
    onFold(fold);
  }
  return scores;
}
