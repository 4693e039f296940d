import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { formatEvaluation } from '../analysis/evaluate.ts';
import { evaluateFile, parseLabelledRows } from '../analysis/evaluate-file.ts';
import { train } from '../analysis/train/train.ts';
import { openAnalyser } from '../app.ts';
import { readConfig } from '../config.ts';
import { InvalidInput } from '../errors.ts';
import { analyseLines } from '../pipeline/analyse-lines.ts';
import type { Io } from './io.ts';

function readThreshold(given: string | undefined): { threshold?: number } {
  if (given === undefined) return {};
  const threshold = Number(given);
  if (!(threshold > 0 && threshold < 1)) throw new InvalidInput('--threshold takes a number between 0 and 1');
  return { threshold };
}

async function analyse(io: Io, file: string | undefined, options: { threshold?: string }): Promise<void> {
  const analyser = openAnalyser(readConfig(io.env), readThreshold(options.threshold));
  const input = file === undefined ? io.stdin : createReadStream(file);
  // An unreadable file is an error of its own, not the end of the lines.
  const failed = new Promise<never>((_, reject) => input.once('error', reject));
  const { lines, errors } = await Promise.race([analyseLines(input, io.stdout, analyser), failed]);
  io.stderr.write(`${lines} lines, ${errors} of them could not be read\n`);
}

async function evaluate(io: Io, file: string, options: { threshold?: string }): Promise<void> {
  const analyser = openAnalyser(readConfig(io.env));
  const rows = parseLabelledRows(await readFile(file, 'utf8'));
  const { question, evaluation } = evaluateFile(rows, analyser, readThreshold(options.threshold));
  io.stdout.write(`${question}, model ${analyser.version}\n${formatEvaluation(evaluation)}\n`);
}

function trainModels(io: Io, dataDir: string, options: { out?: string; name?: string }): void {
  const outDir = resolve(options.out ?? join(readConfig(io.env).DATA_DIR, 'models'));
  const version = options.name ?? `own-${new Date().toISOString().slice(0, 10)}`;
  const onProgress = (message: string) => io.stderr.write(`${message}\n`);
  for (const { language, bytes, features, figures } of train({ dataDir, outDir, version, onProgress })) {
    io.stdout.write(`${language}: ${features} features, ${(bytes / 1e6).toFixed(1)} MB\n`);
    for (const { set, question, written, stripped } of figures) {
      const macro = (part: { macroF1: number }) => (100 * part.macroF1).toFixed(1);
      io.stdout.write(
        `  ${set} ${question}: macro-F1 ${macro(written)} as written, ${macro(stripped)} without marks\n`,
      );
    }
  }
  io.stderr.write(`The models are in ${outDir}; they are used from the next start on.\n`);
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
    .description('compare the models with a labelled file: JSON lines {text, label}')
    .addOption(threshold())
    .action((file, options) => evaluate(io, file, options));
  program
    .command('train <folder>')
    .description('train the models anew from a folder of labelled files (see docs/analysis.md)')
    .option('--out <folder>', 'where the models go (default: models/ in the data folder, from where they are used)')
    .option('--name <version>', 'the version that analyses will name')
    .action((folder, options) => trainModels(io, folder, options));
}
