import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildConsole, isConsoleStale } from './build-console.mjs';
import { buildWidget, isWidgetStale } from './build-widget.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SRC = join(ROOT, 'src');
const DIST = join(ROOT, 'dist');
/** Written last, so that an interrupted build is done again. */
const STAMP = join(DIST, '.stamp');
const COMPILED = /\.(?:ts|js)$/;

/**
 * The files below a folder.
 * @param {string} folder
 * @returns {string[]} absolute paths
 */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Changes whenever a source is added, removed or written. */
function sourcesFingerprint() {
  const inputs = [...filesBelow(SRC), join(ROOT, 'tsconfig.json'), join(ROOT, 'tsconfig.build.json')];
  const hash = createHash('sha256');
  for (const file of inputs.sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${relative(ROOT, file)} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

/** Whether dist/ was not built from the sources as they are now; takes some milliseconds. */
export function isStale() {
  return isProgramStale() || isConsoleStale() || isWidgetStale();
}

/** Whether the program's part of dist/ was not built from src/ as it is now. */
export const isProgramStale = () => !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== sourcesFingerprint();

/**
 * Runs the TypeScript compiler; its messages go to standard error.
 * @param {readonly string[]} args
 */
export async function runTsc(args) {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(tsc)) throw new Error('TypeScript is not installed: run `npm ci` (without --omit=dev) first.');
  const child = spawn(process.execPath, [tsc, ...args], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (code !== 0) throw new Error('The sources do not compile; the messages are above.');
}

/**
 * Copies what the compiler leaves (models, styles, pages) where it is newer than the copy.
 * @param {string} from
 * @param {string} to
 */
export function copyAssets(from, to) {
  for (const file of filesBelow(from)) {
    if (COMPILED.test(file)) continue;
    const target = join(to, relative(from, file));
    const copied = statSync(target, { throwIfNoEntry: false });
    const source = statSync(file);
    if (copied !== undefined && copied.mtimeMs >= source.mtimeMs && copied.size === source.size) continue;
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
}

/** Removes from dist/ what no source makes any more. */
function removeOrphans() {
  for (const file of filesBelow(DIST)) {
    const name = relative(DIST, file);
    if (name.startsWith('.') || name.startsWith('console/') || name.startsWith('widget/')) continue;
    const source = join(SRC, name.replace(/\.map$/, ''));
    if (!existsSync(source) && !existsSync(source.replace(/\.js$/, '.ts'))) rmSync(file);
  }
}

/** Brings dist/ up to date with src/, console/ and widget/, what is stale of it; throws when the sources have type errors. */
export async function build() {
  if (isProgramStale()) await buildProgram();
  if (isConsoleStale()) await buildConsole();
  if (isWidgetStale()) await buildWidget();
}

async function buildProgram() {
  // Taken before: a file that is saved meanwhile makes the result stale, not wrongly fresh.
  const fingerprint = sourcesFingerprint();
  // The compiler trusts its notes on what it wrote before: without its output they must go too.
  if (!existsSync(join(DIST, 'main.js'))) rmSync(DIST, { recursive: true, force: true });
  await runTsc(['-p', 'tsconfig.build.json']);
  copyAssets(SRC, DIST);
  removeOrphans();
  writeFileSync(STAMP, fingerprint);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await build();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
