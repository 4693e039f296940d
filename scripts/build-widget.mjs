import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WIDGET = join(ROOT, 'widget');
const OUT = join(ROOT, 'dist', 'widget');
/** Written last, so that an interrupted build is done again. */
const STAMP = join(OUT, '.stamp');

/** Changes whenever a file of the widget or a package is. */
function fingerprint() {
  const files = readdirSync(WIDGET, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of [...files, join(ROOT, 'package-lock.json')].sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${relative(ROOT, file)} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

/** Whether dist/widget was not built from the widget as it is now; never where there is no widget to build. */
export function isWidgetStale() {
  if (!existsSync(WIDGET)) return false;
  return !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== fingerprint();
}

/**
 * One entry as a script of its own that old phones run, and the style that it imports.
 * @param {string} name
 */
async function bundle(name) {
  const { build } = await import('vite');
  const made = await build({
    configFile: false,
    root: WIDGET,
    logLevel: 'error',
    build: {
      target: 'es2017',
      cssTarget: 'chrome80',
      write: false,
      emptyOutDir: false,
      lib: { entry: join(WIDGET, 'src', `${name}.ts`), formats: ['iife'], name: 'langngheChat', fileName: name },
    },
  });
  // With one format there is one output, in a list.
  const output = Array.isArray(made) ? (made[0]?.output ?? []) : [];
  const script = output.find((/** @type {{ type: string }} */ part) => part.type === 'chunk');
  const style = output.find((/** @type {{ type: string }} */ part) => part.type === 'asset');
  return {
    script: script?.type === 'chunk' ? script.code : '',
    style: style?.type === 'asset' ? String(style.source) : '',
  };
}

/**
 * Writes a file under a name that changes with it, and twice more as .br and .gz; gives the name.
 * @param {string} name
 * @param {'js' | 'css'} ending
 * @param {string} content
 */
function keep(name, ending, content) {
  const file = `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}.${ending}`;
  const bytes = Buffer.from(content);
  writeFileSync(join(OUT, file), bytes);
  writeFileSync(join(OUT, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  writeFileSync(join(OUT, `${file}.br`), brotliCompressSync(bytes, best));
  return file;
}

/** Brings dist/widget up to date with widget/. */
export async function buildWidget() {
  const taken = fingerprint();
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    const [loader, frame, demo] = [await bundle('loader'), await bundle('frame'), await bundle('demo')];
    rmSync(OUT, { recursive: true, force: true });
    mkdirSync(OUT, { recursive: true });
    const names = {
      loader: keep('loader', 'js', loader.script),
      frameScript: keep('frame', 'js', frame.script),
      frameStyle: keep('frame', 'css', frame.style),
      demoStyle: keep('demo', 'css', demo.style),
    };
    writeFileSync(join(OUT, 'names.json'), JSON.stringify(names));
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
  writeFileSync(STAMP, taken);
}
