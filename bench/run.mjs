import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, copyAssets, isStale, ROOT, runTsc } from '../scripts/build.mjs';

/**
 * `npm run bench -- <name> [arguments]` runs `bench/<name>.ts`, which exports `run(args)`; without a name, lists them.
 * What is measured is what production runs: plain JavaScript from the same compiler, with no loader between.
 */

const CACHE = join(ROOT, 'node_modules', '.cache', 'langnghe-bench');
/** Looked for by path from the compiled files, as from the sources. */
const LINKED = ['package.json', 'bin', 'scripts', '.cache'];

const benches = () =>
  readdirSync(join(ROOT, 'bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length));

/**
 * The first sentence of the comment on `run`.
 * @param {string} name
 */
function summaryOf(name) {
  const text = readFileSync(join(ROOT, 'bench', `${name}.ts`), 'utf8');
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:async )?function run\b/.exec(text)?.[1] ?? '';
  return (
    comment
      .replace(/\s*\n\s*\*?\s*/g, ' ')
      .trim()
      .split(/(?<=\.)\s/)[0] ?? ''
  );
}

function list() {
  const lines = benches().map((name) => `  ${name.padEnd(16)} ${summaryOf(name)}`);
  process.stdout.write(`npm run bench -- <name> [arguments]\n\n${lines.join('\n')}\n`);
}

async function compile() {
  if (isStale()) await build();
  // The compiler must not write through a link what it makes of an imported script.
  for (const name of LINKED) rmSync(join(CACHE, name), { recursive: true, force: true });
  await runTsc(['-p', 'tsconfig.bench.json']);
  for (const folder of ['src', 'bench', 'test/support']) copyAssets(join(ROOT, folder), join(CACHE, folder));
  mkdirSync(CACHE, { recursive: true });
  // A link that leads nowhere can't be written through.
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  for (const name of LINKED) {
    rmSync(join(CACHE, name), { recursive: true, force: true });
    symlinkSync(join(ROOT, name), join(CACHE, name));
  }
}

const [name, ...args] = process.argv.slice(2);
if (name === undefined) list();
else if (!existsSync(join(ROOT, 'bench', `${name}.ts`))) {
  process.stderr.write(`There is no benchmark of the name ${name}.\n`);
  list();
  process.exitCode = 2;
} else {
  await compile();
  const { run } = await import(pathToFileURL(join(CACHE, 'bench', `${name}.js`)).href);
  await run(args);
}
