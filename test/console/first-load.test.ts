import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildConsole, isConsoleStale } from '../../scripts/build-console.mjs';

const BUILT = fileURLToPath(new URL('../../dist/console/', import.meta.url));
const LIMIT = 250_000;

interface Chunk {
  file: string;
  imports?: string[];
  isEntry?: boolean;
}

let manifest: Record<string, Chunk>;

/** The scripts that come with a chunk before it runs. */
function scriptsOf(name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (chunk === undefined || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const each of chunk.imports ?? []) scriptsOf(each, seen);
  return seen;
}

const compressed = (files: Iterable<string>) =>
  [...files].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + statSync(`${BUILT}${file}.br`).size, 0);

describe('the first load', () => {
  beforeAll(async () => {
    if (isConsoleStale()) await buildConsole();
    manifest = JSON.parse(readFileSync(`${BUILT}.vite/manifest.json`, 'utf8'));
  }, 60_000);

  it('is under 250 kB of compressed script for every page, that of the page included', () => {
    const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? '';
    const pages = Object.keys(manifest).filter((name) => /^src\/pages\/.+-page\.tsx$/.test(name));
    expect(pages).toContain('src/pages/inbox/inbox-page.tsx');
    for (const page of pages) {
      const files = scriptsOf(page, scriptsOf(entry));
      expect([page, compressed(files) < LIMIT ? 'small' : compressed(files)]).toEqual([page, 'small']);
    }
  });

  it('brings no chart: that code comes with the first of them', () => {
    const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? '';
    const texts = [...scriptsOf(entry)].map((file) => readFileSync(`${BUILT}${file}`, 'utf8'));
    expect(texts.some((text) => text.includes('echarts'))).toBe(false);
  });

  it('has each script twice more, compressed', () => {
    for (const { file } of Object.values(manifest))
      if (/\.(?:js|css)$/.test(file))
        for (const end of ['.br', '.gz']) expect(existsSync(BUILT + file + end), file).toBe(true);
  });
});
