import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CONSOLE = fileURLToPath(new URL('../../console/src/', import.meta.url));

/** The console's files of a kind, by their paths in console/src. */
export function consoleFiles(suffix: string): { path: string; text: string }[] {
  return readdirSync(CONSOLE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((path) => ({ path: relative(CONSOLE, path), text: readFileSync(path, 'utf8') }));
}
