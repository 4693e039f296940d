import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '../support/temp-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A checkout in small: the launcher and scripts as they are, with sources of the test's own. */
export interface Checkout {
  path: string;
  write(files: Record<string, string>): void;
  /** Runs a script of it to its end; `during` may act while it runs. */
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  remove(): void;
}

export interface RunOptions {
  env?: Record<string, string>;
  stdin?: string;
  /** Gets each piece of standard output and the process that wrote it. */
  onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export function makeCheckout(packages: readonly string[]): Checkout {
  const folder = tempFolder();
  const { path } = folder;
  for (const name of ['bin', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
    cpSync(join(ROOT, name), join(path, name), { recursive: true });
  }
  for (const name of packages) {
    mkdirSync(dirname(join(path, 'node_modules', name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(path, 'node_modules', name));
  }
  const write = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    }
  };
  // Everything that is locked is installed: nothing.
  write({ 'package-lock.json': '{"packages":{}}', 'node_modules/.package-lock.json': '{"packages":{}}' });
  return { path, write, run: (args, options) => run(path, args, options), remove: () => folder.remove() };
}

function run(cwd: string, args: readonly string[], { env, stdin, onOutput }: RunOptions = {}): Promise<Outcome> {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, CI: '', ...env } });
  const outcome = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece: Buffer) => {
    outcome.stdout += piece;
    onOutput?.(piece.toString(), (signal) => child.kill(signal));
  });
  child.stderr.on('data', (piece: Buffer) => {
    outcome.stderr += piece;
  });
  child.stdin.end(stdin ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...outcome }));
  });
}
