import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeModel, type ModelHeader, type ModelParts } from '../model-file.ts';
import { type Example, loadExamples } from './datasets.ts';
import { measure, type SetFigures } from './measure.ts';
import { isTrouble, type Recipe, recipes, sentimentLabels } from './recipes.ts';
import { crossScore, type Sample, type Scorers, score, toSamples, trainScorers } from './scorers.ts';
import { type HeadCase, trainHead } from './train-head.ts';

export interface TrainOptions {
  /** The folder of labelled files; see `datasets.ts`. */
  dataDir: string;
  /** Where `vi.bin` and `en.bin` go; nothing is written if not given. */
  outDir?: string;
  /** Written into the files; an analysis says which version made it. */
  version?: string;
  onProgress?: (message: string) => void;
}

/** What was made for one language, and its figures: cross-validated on training sets, plain on held-out ones. */
export interface Trained {
  language: 'vi' | 'en';
  bytes: number;
  features: number;
  figures: SetFigures[];
}

type Heads = ModelHeader['heads'];

const folds = 5;
/** 16-bit weights and 8-bit frequencies lose nothing that could be measured. */
const idfStep = 0.05;

function labelOf(head: keyof Heads, example: Example): number | undefined {
  if (head === 'complaint') {
    const answer = isTrouble(example);
    return answer === undefined ? undefined : Number(answer);
  }
  return example.sentiment && sentimentLabels.indexOf(example.sentiment);
}

function headCases(head: keyof Heads, samples: readonly Sample[], scores: readonly Float32Array[], recipe: Recipe) {
  return samples.flatMap((sample, at): HeadCase[] => {
    const label = labelOf(head, sample.example);
    const weight = recipe.headWeight(head, sample.example.set);
    if (label === undefined || weight === 0) return [];
    return [{ inputs: [...(scores[at] ?? []), ...sample.facts], label, weight }];
  });
}

function trainHeads(samples: readonly Sample[], scores: readonly Float32Array[], recipe: Recipe): Heads {
  return {
    complaint: trainHead(headCases('complaint', samples, scores, recipe), 2),
    sentiment: trainHead(headCases('sentiment', samples, scores, recipe), sentimentLabels.length),
  };
}

function pack(language: 'vi' | 'en', version: string, scorers: Scorers, recipe: Recipe, heads: Heads): ModelParts {
  const { vocabulary, weights } = scorers;
  const features = vocabulary.hashes.length;
  const count = weights.length;
  const steps = weights.map((of) => {
    let largest = 0;
    for (let at = 0; at < features; at += 1)
      largest = Math.max(largest, Math.abs((of[at] ?? 0) * (vocabulary.idf[at] ?? 0)));
    return largest / 32_767 || 1;
  });
  const packed = new Int16Array(features * count);
  weights.forEach((of, question) => {
    for (let at = 0; at < features; at += 1) {
      packed[at * count + question] = Math.round(((of[at] ?? 0) * (vocabulary.idf[at] ?? 0)) / (steps[question] ?? 1));
    }
  });
  const header: ModelHeader = {
    format: 1,
    version,
    language,
    questions: recipe.questions.map((question) => question.name),
    features,
    steps,
    biases: weights.map((of) => of[features] ?? 0),
    idfStep,
    heads,
  };
  return {
    header,
    hashes: vocabulary.hashes,
    weights: packed,
    idf: Uint8Array.from(vocabulary.idf, (idf) => Math.round(idf / idfStep)),
  };
}

function trainLanguage(language: 'vi' | 'en', options: TrainOptions): { trained: Trained; file: Uint8Array } {
  const recipe = recipes[language];
  const say = (message: string) => options.onProgress?.(`${language}: ${message}`);
  const { train: examples, heldOut } = loadExamples(options.dataDir, language);
  say(`${examples.length} texts to train on, ${heldOut.length} kept out`);
  const samples = toSamples(examples, language);
  const kept = toSamples(heldOut, language);
  const scores = crossScore(samples, recipe.questions, recipe.settings, folds, (fold) =>
    say(`fold ${fold + 1} of ${folds}`),
  );
  // Two halves (by pairs, because labels may alternate), each judged by heads of the other, so that no figure comes from a text that any stage was trained on.
  const half = (parity: number) => samples.flatMap((sample, at) => ((sample.number >> 1) % 2 === parity ? [at] : []));
  const parts = [half(0), half(1)];
  const crossed = parts.map((own, parity) => {
    const other = parts[1 - parity] ?? [];
    const heads = trainHeads(
      other.flatMap((at) => samples[at] ?? []),
      other.flatMap((at) => scores[at] ?? []),
      recipe,
    );
    return { heads, samples: own.flatMap((at) => samples[at] ?? []), scores: own.flatMap((at) => scores[at] ?? []) };
  });
  say('all texts');
  const scorers = trainScorers(samples, recipe.questions, recipe.settings);
  const heads = trainHeads(samples, scores, recipe);
  const file = encodeModel(pack(language, options.version ?? '1', scorers, recipe, heads));
  const figures = measure([...crossed, { heads, samples: kept, scores: score(scorers, kept) }]);
  return { trained: { language, bytes: file.length, features: scorers.vocabulary.hashes.length, figures }, file };
}

/** Trains both languages' models from labelled files; the same files give the same bytes. Takes a minute or two. */
export function train(options: TrainOptions): Trained[] {
  return (['vi', 'en'] as const).map((language) => {
    const { trained, file } = trainLanguage(language, options);
    if (options.outDir) {
      mkdirSync(options.outDir, { recursive: true });
      writeFileSync(join(options.outDir, `${language}.bin`), file);
    }
    return trained;
  });
}
