import { importsOf, resolveImport, type SourceFile, withoutComments } from './imports.ts';

/** DESIGN's import rule: a folder (or file of src/ itself) imports only from the layers before its own, and from itself. */
const LAYERS: readonly (readonly string[])[] = [
  ['errors.ts', 'clock.ts', 'logger.ts', 'config.ts', 'version.ts'],
  ['domain'],
  ['analysis', 'care'],
  ['crawlers', 'channels', 'storage'],
  // They work on the records: on their right in the rule as written.
  ['search', 'queue', 'reports'],
  ['pipeline'],
  ['api', 'metrics.ts', 'demo'],
  ['app.ts'],
  ['cli'],
  ['main.ts'],
];

/** Node's modules that reach out of the process. */
const IO = /^node:(?:fs|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|cluster|readline|repl)(?:\/|$)/;
/** Loading the models is the one thing that the analysis reads; making them is a command of its own. */
const ANALYSIS_IO = /^analysis\/(?:analyser\.ts|model\.ts|train\/)/;
const HTTP_CLIENT = /^(?:node:https?|node:http2|undici|got|axios|node-fetch|puppeteer(?:-core)?)$/;
/** Who speaks HTTP, to serve it or to go out. The search adapters reach the operator's own server. */
const HTTP_USERS = /^(?:(?:crawlers\/support|channels|api|demo|search)\/|app\.ts$)/;
const DATABASE_CLIENT = /^(?:pg|kysely|@electric-sql\/pglite)(?:\/|$)/;
/** A string that starts as a statement does. */
const SQL = /[`'"]\s*(?:select\s[^;]{1,300}?\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s)/i;
/** `fetch` as a name that is handed in, not the global one. */
const BINDS_FETCH = /(?:[{(,]\s*|(?:const|let)\s+)fetch\s*[,:})=]/;

const layerOf = (path: string) => LAYERS.findIndex((names) => names.includes(top(path)));
const top = (path: string) => path.split('/')[0] ?? path;

/** The guarded way out to the network, and what reads its answers, is one for crawlers and channels. */
const isOurWayOut = (path: string, target: string) =>
  top(path) === 'channels' && /^crawlers\/(?:support|graph)\//.test(target);

/** How a file breaks the rules of the house, one sentence each; empty when it keeps them. */
export function violations(file: SourceFile): string[] {
  const imports = importsOf(file);
  return [...layering(file, imports), ...packages(file, imports), ...contents(file)].map(
    (problem) => `${file.path}: ${problem}`,
  );
}

function layering({ path }: SourceFile, imports: readonly string[]): string[] {
  const own = layerOf(path);
  if (own < 0) return ['is in no layer: add its folder to LAYERS'];
  return imports.flatMap((specifier) => {
    const target = resolveImport(path, specifier);
    if (target === undefined || top(target) === top(path)) return [];
    if (target.startsWith('..') || !specifier.endsWith('.ts'))
      return [`imports ${specifier}: relative imports end in .ts`];
    const theirs = layerOf(target);
    // The files of the first layer belong to everybody, each other's included.
    return theirs === 0 || (theirs > 0 && theirs < own) || isOurWayOut(path, target)
      ? []
      : [`imports ${specifier}, which is not on its left`];
  });
}

function packages({ path }: SourceFile, imports: readonly string[]): string[] {
  const problems: string[] = [];
  const pure = /^(?:domain|analysis|care)\//.test(path);
  for (const specifier of imports) {
    if (pure && IO.test(specifier) && !ANALYSIS_IO.test(path)) problems.push(`imports ${specifier}: it must do no I/O`);
    if (HTTP_CLIENT.test(specifier) && !HTTP_USERS.test(path)) {
      problems.push(`imports ${specifier}: only crawlers/support and channels go out to the network`);
    }
    if (DATABASE_CLIENT.test(specifier) && !path.startsWith('storage/')) {
      problems.push(`imports ${specifier}: only storage speaks to the database`);
    }
  }
  return problems;
}

function contents({ path, text }: SourceFile): string[] {
  const code = withoutComments(text);
  const problems: string[] = [];
  if (SQL.test(code) && !path.startsWith('storage/')) problems.push('has SQL: only storage writes it');
  if (/\bprocess\.env\b/.test(code) && path !== 'config.ts') problems.push('reads process.env: only config.ts does');
  if (/\breadConfig\b/.test(code) && !/^(?:config\.ts|app\.ts|main\.ts|cli\/)/.test(path)) {
    problems.push('reads the configuration: only app.ts and the command line do, and hand on what is needed');
  }
  if (/(?<![\w.$#])fetch\s*\(/.test(code) && !BINDS_FETCH.test(code)) {
    problems.push('calls the global fetch: only crawlers/support and channels go out to the network');
  }
  return problems;
}
