import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CONSOLE = join(ROOT, 'console');
const OUT = join(ROOT, 'dist', 'console');
/** Written last, so that an interrupted build is done again. */
const STAMP = join(OUT, '.stamp');
const COMPRESSED = /\.(?:js|css|svg)$/;
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

/** @param {string} folder */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Changes whenever a file of the console or a package is. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of [...filesBelow(CONSOLE), join(ROOT, 'package-lock.json')].sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${relative(ROOT, file)} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

/** Whether dist/console was not built from the console as it is now; never where there is no console to build. */
export function isConsoleStale() {
  if (!existsSync(join(CONSOLE, 'index.html'))) return false;
  return !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== fingerprint();
}

/** Each file twice more, as .br and .gz: the server then has nothing to compress. */
async function compress() {
  const files = filesBelow(OUT).filter((file) => COMPRESSED.test(file));
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, BROTLI));
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    }),
  );
}

/** Brings dist/console up to date with console/. */
export async function buildConsole() {
  const taken = fingerprint();
  const { build } = await import('vite');
  const { NODE_ENV } = process.env;
  // Vite believes the environment: within tests it would build what is slow and large.
  process.env.NODE_ENV = 'production';
  try {
    await build({ configFile: join(CONSOLE, 'vite.config.ts'), logLevel: 'error' });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
  await compress();
  writeFileSync(STAMP, taken);
}
