import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeModel } from '../model-file.ts';
import { type Example, loadExamples } from './datasets.ts';
import { trainHeads } from './heads.ts';
import { measure, type SetFigures } from './measure.ts';
import { pack } from './pack.ts';
import { recipes } from './recipes.ts';
import { crossScore, score, toSamples, trainScorers } from './scorers.ts';

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
}

const folds = 5;
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
