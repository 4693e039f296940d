import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HttpRefusal } from '../problem.ts';

/** The built widget: the same place seen from src/ and from dist/. */
const BUILT = fileURLToPath(new URL('../../../dist/widget/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** The files of the widget by their names; the loader has none: it is written anew for each channel. */
export interface BuiltWidget {
  loader: string;
  frameScript: string;
  frameStyle: string;
  demoStyle: string;
  /** A file in the best encoding that is accepted; undefined for what is none. */
  file(name: string, accepted: string): { type: string; encoding: string | null; body: Uint8Array } | undefined;
}

let built: BuiltWidget | undefined;

/** Reads the widget once. Throws HttpRefusal where it was not built. */
export function builtWidget(): BuiltWidget {
  built ??= read(BUILT);
  return built;
}

function read(folder: string): BuiltWidget {
  if (!existsSync(join(folder, 'names.json')))
    throw new HttpRefusal(503, 'The chat’s widget is not built: run `npm run build`.');
  const names = JSON.parse(readFileSync(join(folder, 'names.json'), 'utf8')) as Record<string, string>;
  const files = new Map(
    readdirSync(folder)
      .filter((name) => /^[a-z]+-[\w-]+\.(?:js|css)(?:\.br|\.gz)?$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name))]),
  );
  const { loader = '', frameScript = '', frameStyle = '', demoStyle = '' } = names;
  return {
    loader: readFileSync(join(folder, loader), 'utf8'),
    frameScript,
    frameStyle,
    demoStyle,
    file(name, accepted) {
      const type = TYPES[name.split('.').at(-1) ?? ''];
      const plain = files.get(name);
      if (type === undefined || plain === undefined) return undefined;
      for (const [encoding, suffix] of ENCODINGS) {
        const body = new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`).test(accepted)
          ? files.get(name + suffix)
          : undefined;
        if (body !== undefined) return { type, encoding, body };
      }
      return { type, encoding: null, body: plain };
    },
  };
}
