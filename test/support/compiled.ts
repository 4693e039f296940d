import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** src/ as plain JavaScript, for tests that start processes of their own (to kill them). */
export interface CompiledSources {
  /** The module's address, from its path under src/ without extension: `storage/data-lock`. */
  url(module: string): string;
  remove(): void;
}

/** The build, if it is of the sources as they are; else they are compiled into a folder of their own, type errors or not. */
export async function compileSources(): Promise<CompiledSources> {
  // Not a plain import: what compiles the benches would write the script anew.
  const { isProgramStale } = (await import(join(ROOT, 'scripts', 'build.mjs'))) as { isProgramStale(): boolean };
  if (!isProgramStale()) return { url: urlIn(join(ROOT, 'dist')), remove: () => undefined };
  const cache = join(ROOT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const out = mkdtempSync(join(cache, 'compiled-'));
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--outDir', out, '--incremental', 'false', '--tsBuildInfoFile', 'null', '--sourceMap', 'false'];
  const compiled = spawnSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json'), ...options]);
  if (compiled.error) throw compiled.error;
  return {
    url: urlIn(out),
    remove: () => rmSync(out, { recursive: true, force: true }),
  };
}

const urlIn = (folder: string) => (module: string) => pathToFileURL(join(folder, `${module}.js`)).href;
