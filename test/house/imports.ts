import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One file of src/, by its path below it ("storage/pool.ts"). */
export interface SourceFile {
  path: string;
  text: string;
}

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** Every TypeScript and JavaScript file below src/. */
export function readSources(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|js)$/.test(path))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(`${SRC}${path}`, 'utf8') }))
    .sort((a, b) => a.path.localeCompare(b.path));
}

const COMMENTS = /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(),])\/\/.*$/gm;
const STATIC = /(?:^|[;\s])(?:import|export)(?:\s+type)?\s*(?:[\w$*\s{},]+?\sfrom\s*)?(['"])([^'"\n]+)\1/g;
const DYNAMIC = /\bimport\s*\(\s*(['"`])([^'"`\n]+)\1/g;

/** The text without its comments, in which anything may be named. */
export function withoutComments(text: string): string {
  return text.replace(COMMENTS, '');
}

/** What a file imports, types included: specifiers as written, in order. */
export function importsOf({ text }: SourceFile): string[] {
  const code = withoutComments(text);
  return [STATIC, DYNAMIC].flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[2] ?? ''));
}

/** The path below src/ that a relative specifier leads to; undefined for packages and Node's own modules. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}
