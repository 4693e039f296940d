import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvalidInput } from '../../errors.ts';
import { type Analyser, loadAnalyser } from '../analyser.ts';
import { evaluateRows, type LabelledRow } from '../evaluate-file.ts';
import { decodeModel, encodeModel } from '../model-file.ts';
import { adaptModel } from './adapt.ts';
import { type Example, hasDatasets, loadExamples } from './datasets.ts';
import type { OwnExamples } from './own.ts';
import { type Trained, train } from './train.ts';

export interface RetrainOptions {
  /** The folder of the labelled sets; without them, or with null, the present models learn from own texts alone. */
  dataDir: string | null;
  own?: OwnExamples;
  /** Where `vi.bin` and `en.bin` of the models in use go, and every kept version in a folder of its name. */
  outDir: string;
  version: string;
  /** The folder of the models in use now, ending in a slash. */
  current: URL;
  onProgress?: (message: string) => void;
}

/** One question on one set of texts that nothing was trained on: macro-F1 of the models in use and of the new ones. */
export interface Comparison {
  set: string;
  question: string;
  rows: number;
  before: number;
  after: number;
  isWorse: boolean;
}

export interface Retrained {
  isKept: boolean;
  comparisons: Comparison[];
  /** Empty when models were adapted rather than made anew. */
  trained: Trained[];
}

const languages = ['vi', 'en'] as const;
/**
 * What a held-out set that is not the team's own may lose: less than its figures differ between two random samples of texts. On a
 * set of few rows one text that changes sides moves macro-F1 by about a row's share, so that much says nothing either.
 */
const toleranceOn = (rows: number) => Math.max(0.005, 1.5 / rows);

function adapt(options: RetrainOptions, folder: string): void {
  const { own } = options;
  if (!own || languages.every((language) => own.train[language].length === 0)) {
    throw new InvalidInput(
      `There is nothing to learn from: ${options.dataDir === null ? 'no folder was named' : `${options.dataDir} has no labelled set`}, and no own texts were given (--own)`,
    );
  }
  mkdirSync(folder, { recursive: true });
  for (const language of languages) {
    const present = readFileSync(new URL(`${language}.bin`, options.current));
    const texts = own.train[language];
    const anchors = loadExamples(options.dataDir, language).train;
    options.onProgress?.(`${language}: ${texts.length} own texts on top of the models in use`);
    const adapted =
      texts.length === 0 ? present : encodeModel(adaptModel(decodeModel(present), texts, anchors, options.version));
    writeFileSync(join(folder, `${language}.bin`), adapted);
  }
}

function toRow({ text, complaint, sentiment }: Example): LabelledRow {
  return { text, ...(complaint !== undefined && { complaint }), ...(sentiment && { sentiment }) };
}

function compareOn(set: string, examples: readonly Example[], before: Analyser, after: Analyser): Comparison[] {
  const rows = examples.map(toRow);
  const was = evaluateRows(rows, before);
  return evaluateRows(rows, after).map(({ question, evaluation }): Comparison => {
    const old = was.find((each) => each.question === question)?.evaluation.macroF1 ?? 0;
    const allowed = set === 'own-dev' ? 0 : toleranceOn(evaluation.rows);
    const isWorse = evaluation.macroF1 < old - allowed;
    return { set, question, rows: evaluation.rows, before: old, after: evaluation.macroF1, isWorse };
  });
}

function compare(options: RetrainOptions, folder: string): Comparison[] {
  const before = loadAnalyser({ modelsDir: options.current });
  const after = loadAnalyser({ modelsDir: pathToFileURL(`${folder}/`) });
  const heldOut = languages.flatMap((language) => [
    ...(options.own?.heldOut[language] ?? []),
    ...loadExamples(options.dataDir, language).heldOut,
  ]);
  const sets = [...new Set(heldOut.map(({ set }) => set))];
  return sets.flatMap((set) =>
    compareOn(
      set,
      heldOut.filter((each) => each.set === set),
      before,
      after,
    ),
  );
}

/**
 * Makes new models from the shared sets and own texts, or from the models in use and own texts where the shared sets are not at
 * hand, and puts them to use only if they are not worse on the held-out part of the own texts and on the held-out shared ones.
 */
export function retrain(options: RetrainOptions): Retrained {
  const folder = join(options.outDir, options.version);
  const { dataDir, version, onProgress } = options;
  let trained: Trained[] = [];
  if (hasDatasets(dataDir)) {
    trained = train({
      dataDir,
      outDir: folder,
      version,
      ...(options.own && { own: options.own.train }),
      ...(onProgress && { onProgress }),
    });
  } else adapt(options, folder);
  const comparisons = compare(options, folder);
  const isKept = comparisons.every((each) => !each.isWorse);
  if (!isKept) rmSync(folder, { recursive: true });
  else
    for (const language of languages)
      copyFileSync(join(folder, `${language}.bin`), join(options.outDir, `${language}.bin`));
  return { isKept, comparisons, trained };
}
