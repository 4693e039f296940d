import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, ROOT } from './build.mjs';
import { endChildren, run } from './children.mjs';
import { install, needsInstall } from './install.mjs';
import { installTools, removeServicePolicy } from './test-tools.mjs';

/**
 * `npm test`: brings what is missing, then build, type check, Biome and all tests. Arguments go to vitest. The last line
 * is `N passed, N failed`, with `, N skipped` if there were any; each step before the tests counts as one.
 */

const TESTS_TIMEOUT_MS = 14 * 60_000;
const started = Date.now();
const counts = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} text */
const print = (text) => process.stdout.write(`${text}\n`);

/** @param {string} problem */
function fail(problem) {
  counts.failed += 1;
  print(`FAILED: ${problem}`);
}

/**
 * @param {string} name
 * @param {() => Promise<boolean>} succeeds
 */
async function step(name, succeeds) {
  const begun = Date.now();
  print(`\n== ${name}`);
  try {
    if (!(await succeeds())) return fail(name);
  } catch (error) {
    return fail(`${name}: ${error instanceof Error ? error.message : error}`);
  }
  counts.passed += 1;
  print(`ok: ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
}

/**
 * Runs a development dependency's own command.
 * @param {string} path below node_modules
 * @param {readonly string[]} args
 * @param {{ timeoutMs?: number }} [options]
 */
async function tool(path, args, options) {
  return run(process.execPath, [join(ROOT, 'node_modules', path), ...args], { cwd: ROOT, ...options });
}

/** @typedef {{ status: string, name: string, message?: string, assertionResults: { status: string, fullName: string }[] }} TestFile */
/** @typedef {{ testResults: TestFile[] }} TestReport */

/**
 * @param {TestReport} report
 * @param {number} code of the vitest process
 */
function countTests({ testResults }, code) {
  const failedBefore = counts.failed;
  for (const file of testResults) {
    const of = (/** @type {string} */ status) => file.assertionResults.filter((test) => test.status === status).length;
    counts.passed += of('passed');
    counts.failed += of('failed');
    counts.skipped += file.assertionResults.length - of('passed') - of('failed');
    if (file.status === 'failed' && of('failed') === 0) fail(`${file.name}: ${file.message ?? 'could not be run'}`);
  }
  if (testResults.length === 0) fail('no test was run');
  else if (code !== 0 && counts.failed === failedBefore) fail('vitest ended with an error outside of the tests');
}

/** @param {readonly string[]} args */
async function runTests(args) {
  print('\n== Tests');
  const folder = mkdtempSync(join(tmpdir(), 'langnghe-test-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await tool('vitest/vitest.mjs', ['run', ...reporters, ...args], { timeoutMs: TESTS_TIMEOUT_MS });
    if (existsSync(file)) countTests(JSON.parse(readFileSync(file, 'utf8')), code);
    else fail('vitest ended without a report');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints the last line and gives the exit code. */
function finish() {
  if (counts.skipped > 0 && process.env.CI === 'true') fail('tests were skipped, and CI may skip none');
  print(`\nDone in ${Math.round((Date.now() - started) / 1000)} s`);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  print(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  process.once(signal, async () => {
    print(`\n${signal}: stopping`);
    await endChildren();
    removeServicePolicy();
    process.exit(code);
  });
}

if (needsInstall()) await install();
await installTools();
await step('Build', async () => {
  await build();
  return true;
});
await step('Type check', async () => (await tool('typescript/bin/tsc', ['-p', 'tsconfig.json'])) === 0);
await step('Type check of the console', async () => {
  return (await tool('typescript/bin/tsc', ['-p', 'console/tsconfig.json'])) === 0;
});
await step('Type check of the widget', async () => {
  return (await tool('typescript/bin/tsc', ['-p', 'widget/tsconfig.json', '--noEmit'])) === 0;
});
await step('Biome', async () => (await tool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])) === 0);
await runTests(process.argv.slice(2));
process.exitCode = finish();
