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

/** Compiles like a build does, into a folder from where packages are found. Type errors are another test's matter. */
export function compileSources(): CompiledSources {
  const cache = join(ROOT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const out = mkdtempSync(join(cache, 'compiled-'));
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--outDir', out, '--incremental', 'false', '--tsBuildInfoFile', 'null', '--sourceMap', 'false'];
  const compiled = spawnSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json'), ...options]);
  if (compiled.error) throw compiled.error;
  return {
    url: (module) => pathToFileURL(join(out, `${module}.js`)).href,
    remove: () => rmSync(out, { recursive: true, force: true }),
  };
}
