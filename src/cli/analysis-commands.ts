import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Command, Option } from 'commander';
import { shippedModels } from '../analysis/analyser.ts';
import { formatCurve } from '../analysis/curve.ts';
import { type Evaluation, formatEvaluation } from '../analysis/evaluate.ts';
import { evaluateRows, parseLabelledRows } from '../analysis/evaluate-file.ts';
import { parseOwnExamples } from '../analysis/train/own.ts';
import { retrain } from '../analysis/train/retrain.ts';
import type { Trained } from '../analysis/train/train.ts';
import { openAnalyser } from '../app.ts';
import { readConfig } from '../config.ts';
import { InvalidInput } from '../errors.ts';
import { analyseLines } from '../pipeline/analyse-lines.ts';
import type { Io } from './io.ts';

function readPart(option: 'threshold' | 'share', given: string | undefined): { threshold?: number; share?: number } {
  if (given === undefined) return {};
  const part = Number(given);
  if (!(part > 0 && part < 1)) throw new InvalidInput(`--${option} takes a number between 0 and 1`);
  return { [option]: part };
}

async function analyse(io: Io, file: string | undefined, options: { threshold?: string }): Promise<void> {
  const analyser = openAnalyser(readConfig(io.env), readPart('threshold', options.threshold));
  const input = file === undefined ? io.stdin : createReadStream(file);
  // An unreadable file is an error of its own, not the end of the lines.
  const failed = new Promise<never>((_, reject) => input.once('error', reject));
  const { lines, errors } = await Promise.race([analyseLines(input, io.stdout, analyser), failed]);
  io.stderr.write(`${lines} lines, ${errors} of them could not be read\n`);
}

async function evaluate(io: Io, file: string, options: { threshold?: string; share?: string }): Promise<void> {
  const analyser = openAnalyser(readConfig(io.env));
  const rows = parseLabelledRows(await readFile(file, 'utf8'));
  io.stdout.write(`model ${analyser.version}\n`);
  const all = evaluateRows(rows, analyser, {
    ...readPart('threshold', options.threshold),
    ...readPart('share', options.share),
  });
  for (const { question, evaluation, curve } of all) {
    io.stdout.write(`\n${question}\n${formatEvaluation(evaluation)}\n`);
    if (curve) io.stdout.write(`\n${formatCurve(curve)}\n`);
  }
  const topics = all.flatMap(({ question, evaluation }) => (question.startsWith('topic ') ? evaluation : []));
  if (topics.length > 0) io.stdout.write(`\ntopics: macro-F1 ${(100 * meanTopicF1(topics)).toFixed(2)}\n`);
}

/** The mean, over the topics that occur among the labels, of the F1 of the topic itself. */
function meanTopicF1(topics: readonly Evaluation[]): number {
  const figures = topics.flatMap(({ classes }) =>
    classes.filter(({ label, support }) => label !== 'none' && support > 0),
  );
  return figures.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, figures.length);
}

function printTrained(io: Io, trained: readonly Trained[]): void {
  for (const { language, bytes, features, figures } of trained) {
    io.stdout.write(`${language}: ${features} features, ${(bytes / 1e6).toFixed(1)} MB\n`);
    for (const { set, question, written, stripped } of figures) {
      const macro = (part: { macroF1: number }) => (100 * part.macroF1).toFixed(1);
      io.stdout.write(
        `  ${set} ${question}: macro-F1 ${macro(written)} as written, ${macro(stripped)} without marks\n`,
      );
    }
  }
}

interface TrainArguments {
  out?: string;
  name?: string;
  own?: string;
}

async function trainModels(io: Io, dataDir: string | undefined, options: TrainArguments): Promise<void> {
  const outDir = resolve(options.out ?? join(readConfig(io.env).DATA_DIR, 'models'));
  const version = options.name ?? `own-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`;
  if (!/^[\w.-]{1,60}$/.test(version) || /^\.+$/.test(version))
    throw new InvalidInput('--name takes letters, digits, ".", "-" and "_"');
  const own = options.own === undefined ? undefined : parseOwnExamples(await readFile(options.own, 'utf8'));
  const current = existsSync(join(outDir, 'vi.bin')) ? pathToFileURL(`${outDir}/`) : shippedModels;
  const onProgress = (message: string) => io.stderr.write(`${message}\n`);
  const { isKept, comparisons, trained } = retrain({
    dataDir: dataDir ?? null,
    outDir,
    version,
    current,
    onProgress,
    ...(own && { own }),
  });
  printTrained(io, trained);
  io.stdout.write('held-out texts: macro-F1 of the models in use, of the new ones\n');
  for (const { set, question, rows, before, after, isWorse } of comparisons) {
    const figures = `${(100 * before).toFixed(1)} -> ${(100 * after).toFixed(1)}`;
    io.stdout.write(`  ${set} ${question} (${rows} rows): ${figures}${isWorse ? ', worse' : ''}\n`);
  }
  io.stderr.write(
    isKept
      ? `Version ${version} is kept in ${outDir}; it is used from the next start on.\n`
      : `Version ${version} is worse on texts it never saw, and is not kept; the models in use stay.\n`,
  );
}

/** `analyse`, `evaluate` and `train`: no database, no server. */
export function addAnalysisCommands(program: Command, io: Io): void {
  const threshold = () => new Option('--threshold <number>', 'the probability from which a text is a complaint');
  program
    .command('analyse [file]')
    .description('read JSON lines {id, text} (standard input by default), write an analysis a line, in the same order')
    .addOption(threshold())
    .action((file, options) => analyse(io, file, options));
  program
    .command('evaluate <file>')
    .description(
      'compare the models with a labelled file: JSON lines {text, label} or {text, complaint, sentiment, topics, intent, urgency}',
    )
    .addOption(threshold())
    .option('--share <number>', 'show the curve as if this share of posts were complaints')
    .action((file, options) => evaluate(io, file, options));
  program
    .command('train [folder]')
    .description(
      'learn from own corrections, or train from a folder of labelled files and them; keep what is not worse (see docs/analysis.md)',
    )
    .option('--own <file>', 'own corrections: JSON lines {text, complaint, sentiment, topics}')
    .option('--out <folder>', 'where the models go (default: models/ in the data folder, from where they are used)')
    .option('--name <version>', 'the version that analyses will name')
    .action((folder, options) => trainModels(io, folder, options));
}
