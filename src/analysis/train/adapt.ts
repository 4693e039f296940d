import type { ModelParts } from '../model-file.ts';
import type { Example } from './datasets.ts';
import { type Heads, headCases } from './heads.ts';
import { idfStep, pack } from './pack.ts';
import { type Recipe, recipes } from './recipes.ts';
import { type Sample, type Scorers, score, toProblem, toSamples } from './scorers.ts';
import { type BinaryProblem, type SparseRows, trainSvm } from './svm.ts';
import { trainHead } from './train-head.ts';
import { toRows, type Vocabulary } from './vectorise.ts';

const folds = 5;
const passes = 15;
/** How much an own text counts against staying as the model is. */
const cost = 0.3;
/** The project's own texts are learnt again beside them, so that what was known is not lost. */
const anchorCost = 1;
/** So many own cases of each class are needed before a head is touched. */
const enoughCases = 10;
/** How many own cases it takes to move a head half of its way. */
const headPull = 200;

function unpack({ header, hashes, idf, weights }: ModelParts): Scorers {
  const count = header.questions.length;
  const vocabulary: Vocabulary = {
    indexOf: new Map(Array.from(hashes, (hash, at) => [hash, at] as const)),
    hashes,
    idf: Float32Array.from(idf, (value) => Math.max(1, value * idfStep)),
  };
  const perQuestion = header.questions.map((_, question) => {
    const of = new Float32Array(header.features + 1);
    for (let at = 0; at < header.features; at += 1) {
      of[at] = ((weights[at * count + question] ?? 0) * (header.steps[question] ?? 0)) / (vocabulary.idf[at] ?? 1);
    }
    of[header.features] = header.biases[question] ?? 0;
    return of;
  });
  return { vocabulary, weights: perQuestion };
}

/** The present weights and what own texts add to them: a support vector machine whose penalty pulls to where they were. */
function shift(
  prior: Scorers,
  rows: SparseRows,
  base: readonly Float32Array[],
  problems: readonly BinaryProblem[],
): Scorers {
  const weights = prior.weights.map((of, question) => {
    const problem = problems[question];
    // Of texts that all have the same answer nothing is to be told apart.
    if (!problem || new Set(problem.signs).size < 2) return of;
    const offsets = Float32Array.from(problem.rows, (row) => base[row]?.[question] ?? 0);
    const change = trainSvm(rows, { ...problem, offsets }, passes);
    return of.map((value, at) => value + (change[at] ?? 0));
  });
  return { vocabulary: prior.vocabulary, weights };
}

/** Scores of own texts by weights that were shifted without them. */
function crossShift(prior: Scorers, samples: readonly Sample[], recipe: Recipe): Float32Array[] {
  const rows = toRows(
    samples.map((sample) => sample.hashed),
    prior.vocabulary,
  );
  const base = score(prior, samples);
  const found: Float32Array[] = samples.map(() => new Float32Array());
  for (let fold = 0; fold < folds; fold += 1) {
    const problems = recipe.questions.map((question) =>
      toProblem(
        samples,
        question,
        { ...recipe.settings, cost: (_, set) => (set === 'own' ? cost : anchorCost) },
        (sample) => sample.number % folds !== fold,
      ),
    );
    const held = samples.flatMap((sample, at) => (sample.number % folds === fold ? [at] : []));
    const scores = score(
      shift(prior, rows, base, problems),
      held.flatMap((at) => samples[at] ?? []),
    );
    held.forEach((at, of) => {
      found[at] = scores[of] ?? new Float32Array();
    });
  }
  return found;
}

function adaptHead(
  head: keyof Heads,
  before: Heads,
  samples: readonly Sample[],
  scores: readonly Float32Array[],
  recipe: Recipe,
): number[][] {
  const cases = headCases(head, samples, scores, { ...recipe, headWeight: (_, set) => Number(set === 'own') });
  const counts = before[head].map((_, label) => cases.filter((each) => each.label === label).length);
  if (counts.filter((count) => count >= enoughCases).length < 2) return before[head];
  return trainHead(cases, before[head].length, { prior: { weights: before[head], cases: headPull } });
}

/**
 * A model that has learnt from own texts without the texts it was first made from: its weights and heads are the prior, and own
 * texts shift them. Deterministic.
 */
export function adaptModel(
  parts: ModelParts,
  own: readonly Example[],
  anchors: readonly Example[],
  version: string,
): ModelParts {
  const { language } = parts.header;
  const recipe = recipes[language];
  const prior = unpack(parts);
  const samples = toSamples([...own, ...anchors], language);
  const rows = toRows(
    samples.map((sample) => sample.hashed),
    prior.vocabulary,
  );
  const problems = recipe.questions.map((question) =>
    toProblem(samples, question, { ...recipe.settings, cost: (_, set) => (set === 'own' ? cost : anchorCost) }),
  );
  const scorers = shift(prior, rows, score(prior, samples), problems);
  const scores = crossShift(prior, samples, recipe);
  const before = parts.header.heads;
  const heads = {
    complaint: adaptHead('complaint', before, samples, scores, recipe),
    sentiment: adaptHead('sentiment', before, samples, scores, recipe),
  };
  return pack(language, version, scorers, recipe, heads);
}
