import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Checkout, makeCheckout } from './checkout.ts';

const LAUNCHER = 'bin/langnghe.mjs';
const PRINT = `import { readFileSync } from 'node:fs';
import { word } from './part/word.ts';

const asset = readFileSync(new URL('./part/asset.txt', import.meta.url), 'utf8');
process.stdout.write(\`\${word} \${asset} \${process.argv.slice(2).join('+')}\`);
process.exitCode = 3;
`;
const SOURCES = {
  'src/main.ts': PRINT,
  'src/part/word.ts': "export const word = 'one';\n",
  'src/part/asset.txt': 'asset',
};

let checkout: Checkout;
beforeEach(() => {
  checkout = makeCheckout(['typescript', '@types/node', 'undici-types']);
});
afterEach(() => checkout.remove());

describe('the launcher', () => {
  it('builds what is out of date, only then, and leaves standard output to the program', async () => {
    checkout.write(SOURCES);
    const first = await checkout.run([LAUNCHER, 'a', '--b']);
    expect(first).toEqual({ code: 3, stdout: 'one asset a+--b', stderr: 'Building ...\n' });
    expect(await checkout.run([LAUNCHER])).toEqual({ code: 3, stdout: 'one asset ', stderr: '' });

    rmSync(join(checkout.path, 'src/part/word.ts'));
    checkout.write({
      'src/main.ts': PRINT.replace('part/word', 'other'),
      'src/other.ts': "export const word = 'two';\n",
      'src/part/asset.txt': 'changed',
    });
    expect((await checkout.run([LAUNCHER])).stdout).toBe('two changed ');
    expect(existsSync(join(checkout.path, 'dist/part/word.js'))).toBe(false);
  });

  it('does not start what does not compile, and tries again the next time', async () => {
    checkout.write({ ...SOURCES, 'src/part/word.ts': 'export const word: number = "one";\n' });
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout, stderr } = await checkout.run([LAUNCHER]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('src/part/word.ts');
      expect(stderr).toContain('langnghe: The sources do not compile');
    }
  });

  it('runs a packaged copy, which has no sources, as it is', async () => {
    rmSync(join(checkout.path, 'scripts'), { recursive: true });
    checkout.write({ 'dist/main.js': "process.stdout.write('packaged');" });
    expect(await checkout.run([LAUNCHER])).toEqual({ code: 0, stdout: 'packaged', stderr: '' });
  });

  it('hands on standard input and signals', async () => {
    checkout.write({
      'dist/main.js': `process.once('SIGTERM', () => process.exit(7));
process.stdin.on('data', (text) => process.stdout.write('read ' + text));
setInterval(() => {}, 1000);`,
    });
    const outcome = await checkout.run([LAUNCHER], {
      stdin: 'input',
      onOutput: (text, kill) => text.includes('read') && kill('SIGTERM'),
    });
    expect(outcome).toEqual({ code: 7, stdout: 'read input', stderr: '' });
  });

  it('says which Node it needs', async () => {
    const file = join(checkout.path, 'package.json');
    checkout.write({ 'package.json': readFileSync(file, 'utf8').replace(/">=20[^"]*"/, '">=99.1.0"') });
    const { code, stdout, stderr } = await checkout.run([LAUNCHER]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`needs Node.js 99.1.0 or newer; this is ${process.version}`);
  });
});
