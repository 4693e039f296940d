import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Checkout, makeCheckout } from './checkout.ts';

const OK = '';
const FAILS = "process.stdout.write('something is wrong');process.exitCode = 1;";

/** Stands in for vitest: writes the report as asked, after whatever else it is to do. */
const vitest = (testResults: unknown[], more = '') => `
import { writeFileSync } from 'node:fs';
${more}
const file = process.argv.find((each) => each.startsWith('--outputFile.json=')).split('=')[1];
writeFileSync(file, ${JSON.stringify(JSON.stringify({ testResults }))});
process.stdout.write('arguments: ' + process.argv.slice(6).join(' ') + '\\n');
`;

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  message: 'cannot be loaded',
  assertionResults: tests.map((each) => ({ status: each, fullName: 'a test' })),
});

const PASSED = [file('passed', 'passed', 'passed')];

let checkout: Checkout;
beforeEach(() => {
  checkout = makeCheckout([]);
  checkout.write({
    'src/main.ts': 'export {};',
    'dist/main.js': '',
    'node_modules/typescript/bin/tsc': OK,
    'node_modules/@biomejs/biome/bin/biome': OK,
    'node_modules/vitest/vitest.mjs': vitest(PASSED),
  });
});
afterEach(() => checkout.remove());

/** Without a PATH no tool is found, and none is installed. */
async function npmTest(env: Record<string, string> = {}, args: string[] = []) {
  const { code, stdout } = await checkout.run(['scripts/test.mjs', ...args], { env: { PATH: '', ...env } });
  return { code, last: stdout.trimEnd().split('\n').at(-1), stdout };
}

describe('npm test', () => {
  it('counts steps and tests in its last line, and hands its arguments to vitest', async () => {
    const { code, last, stdout } = await npmTest({}, ['test/care', '-t', 'x']);
    expect({ code, last }).toEqual({ code: 0, last: '7 passed, 0 failed' });
    expect(stdout).toContain('arguments: test/care -t x');
    expect(stdout).toContain('SKIPPED: tests on a real Redis: redis-server is missing');
  });

  it.each([
    [
      'a test',
      { 'node_modules/vitest/vitest.mjs': vitest([file('failed', 'passed', 'failed')]) },
      '6 passed, 1 failed',
    ],
    [
      'a file of tests',
      { 'node_modules/vitest/vitest.mjs': vitest([...PASSED, file('failed')]) },
      '7 passed, 1 failed',
    ],
    ['no test', { 'node_modules/vitest/vitest.mjs': vitest([]) }, '5 passed, 1 failed'],
    [
      'vitest itself',
      { 'node_modules/vitest/vitest.mjs': vitest(PASSED, 'process.exitCode = 1;') },
      '7 passed, 1 failed',
    ],
    ['the report', { 'node_modules/vitest/vitest.mjs': FAILS }, '5 passed, 1 failed'],
    ['Biome', { 'node_modules/@biomejs/biome/bin/biome': FAILS }, '6 passed, 1 failed'],
    ['build and type check', { 'node_modules/typescript/bin/tsc': FAILS }, '3 passed, 4 failed'],
  ] as const)('fails with %s', async (_what, files, expected) => {
    checkout.write(files);
    const { code, last, stdout } = await npmTest();
    expect({ code, last }).toEqual({ code: 1, last: expected });
    expect(stdout.includes('FAILED: ') || expected.startsWith('6 passed')).toBe(true);
  });

  it('tells what was skipped, and on CI fails for it', async () => {
    checkout.write({ 'node_modules/vitest/vitest.mjs': vitest([file('passed', 'passed', 'skipped', 'todo')]) });
    expect(await npmTest()).toMatchObject({ code: 0, last: '6 passed, 0 failed, 2 skipped' });
    expect(await npmTest({ CI: 'true' })).toMatchObject({ code: 1, last: '6 passed, 1 failed, 2 skipped' });
  });

  it('leaves no process behind, neither at its end nor when it is stopped', async () => {
    const orphan = `
import { spawn } from 'node:child_process';
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
process.stdout.write('orphan ' + child.pid + '.\\n');
child.unref();`;
    checkout.write({ 'node_modules/vitest/vitest.mjs': vitest(PASSED, orphan) });
    const ended = await npmTest();
    expect(ended.code).toBe(0);
    expect(isRunning(ended.stdout)).toBe(false);

    checkout.write({
      'node_modules/vitest/vitest.mjs': vitest(
        PASSED,
        `${orphan}\nawait new Promise(() => setInterval(() => {}, 1000));`,
      ),
    });
    const stopped = await checkout.run(['scripts/test.mjs'], {
      env: { PATH: '' },
      onOutput: (text, kill) => text.includes('orphan') && kill('SIGTERM'),
    });
    expect(stopped.code).toBe(143);
    expect(isRunning(stopped.stdout)).toBe(false);
  });
});

function isRunning(stdout: string): boolean {
  const pid = Number(/orphan (\d+)\./.exec(stdout)?.[1]);
  expect(pid).toBeGreaterThan(0);
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
