import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeModel } from '../model-file.ts';
import { type Example, loadExamples } from './datasets.ts';
import { trainHeads } from './heads.ts';
import { measure, type Part, type SetFigures } from './measure.ts';
import { pack } from './pack.ts';
import { type Recipe, recipes, viewsOf } from './recipes.ts';
import { crossScore, type Sample, score, toSamples, trainScorers } from './scorers.ts';

export interface TrainOptions {
  /** The folder of labelled files; see `datasets.ts`. */
  dataDir: string;
  /** Where `vi.bin` and `en.bin` go; nothing is written if not given. */
  outDir?: string;
  /** A team's own labelled texts, of both languages, to train on as well; their set is "own". */
  own?: { vi: readonly Example[]; en: readonly Example[] };
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
  /** The same with heads fitted to each set alone: what is lost by not knowing where a text comes from. */
  alone: SetFigures[];
}

const folds = 5;

/** The samples of one kind, and their scores. */
function only(
  samples: readonly Sample[],
  scores: readonly Float32Array[],
  isTaken: (sample: Sample) => boolean,
): [Sample[], Float32Array[]] {
  const taken = samples.flatMap((sample, at) => (isTaken(sample) ? [at] : []));
  return [taken.flatMap((at) => samples[at] ?? []), taken.flatMap((at) => scores[at] ?? [])];
}

/**
 * Two halves (by pairs, because labels may alternate), each with heads of the other, so that no figure comes from a text that
 * any stage was trained on.
 */
function crossHeads(samples: readonly Sample[], scores: readonly Float32Array[], recipe: Recipe): Part[] {
  const isFirst = ({ number }: Sample) => (number >> 1) % 2 === 0;
  const halves = [only(samples, scores, isFirst), only(samples, scores, (sample) => !isFirst(sample))];
  return halves.map(([own, ownScores], at) => {
    const [other, otherScores] = halves[1 - at] ?? [[], []];
    return { heads: trainHeads(other, otherScores, recipe), views: viewsOf(recipe), samples: own, scores: ownScores };
  });
}

/** Heads of one set need no weights of sets. */
const headsOfSet = (recipe: Recipe): Recipe => ({ ...recipe, headWeight: () => 1 });

function trainLanguage(language: 'vi' | 'en', options: TrainOptions): { trained: Trained; file: Uint8Array } {
  const recipe = recipes[language];
  const say = (message: string) => options.onProgress?.(`${language}: ${message}`);
  const { train: shared, heldOut } = loadExamples(options.dataDir, language);
  const examples = [...shared, ...(options.own?.[language] ?? [])];
  say(`${examples.length} texts to train on, ${heldOut.length} kept out`);
  const samples = toSamples(examples, language);
  const kept = toSamples(heldOut, language);
  const scores = crossScore(samples, recipe.questions, recipe.settings, folds, (fold) =>
    say(`fold ${fold + 1} of ${folds}`),
  );
  say('all texts');
  const scorers = trainScorers(samples, recipe.questions, recipe.settings);
  const heads = trainHeads(samples, scores, recipe);
  const file = encodeModel(pack(language, options.version ?? '1', scorers, recipe, heads));
  const views = viewsOf(recipe);
  const keptScores = score(scorers, kept);
  const figures = measure([
    ...crossHeads(samples, scores, recipe),
    { heads, views, samples: kept, scores: keptScores },
  ]);
  const alone = [...new Set(shared.map(({ set }) => set))].flatMap((set) => {
    const isOf = (sample: Sample) => sample.example.set === set || sample.example.set === `${set}-dev`;
    const [own, ownScores] = only(samples, scores, isOf);
    const [ownKept, ownKeptScores] = only(kept, keptScores, isOf);
    const part = {
      heads: trainHeads(own, ownScores, headsOfSet(recipe)),
      views,
      samples: ownKept,
      scores: ownKeptScores,
    };
    return measure([...crossHeads(own, ownScores, headsOfSet(recipe)), part]);
  });
  return {
    trained: { language, bytes: file.length, features: scorers.vocabulary.hashes.length, figures, alone },
    file,
  };
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
