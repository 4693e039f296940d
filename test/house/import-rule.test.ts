import { describe, expect, it } from 'vitest';
import { importsOf, readSources } from './imports.ts';
import { violations } from './rules.ts';

describe('the import rule', () => {
  const sources = readSources();

  it('is kept by every file', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap(violations)).toEqual([]);
  });

  it('is checked on every import that there is', () => {
    // Each relative specifier in the sources leads to a file, so none was misread; and hardly a file has none.
    const withImports = sources.filter((file) => importsOf(file).length > 0);
    expect(withImports.length).toBeGreaterThan(sources.length / 2);
    for (const file of withImports) {
      const written = file.text.match(/\bfrom\s+'[^']+';$/gm) ?? [];
      expect(importsOf(file).length, file.path).toBeGreaterThanOrEqual(written.length);
    }
  });

  it.each([
    ['domain/a.ts', "import { x } from '../storage/x.ts';", 'not on its left'],
    ['domain/a.ts', "import type { X } from '../analysis/x.ts';", 'not on its left'],
    ['care/a.ts', "import { x } from '../analysis/x.ts';", 'not on its left'],
    ['storage/a.ts', "import { x } from '../queue/x.ts';", 'not on its left'],
    ['storage/a.ts', "import {\n  x,\n  y,\n} from '../pipeline/x.ts';", 'not on its left'],
    ['pipeline/a.ts', "export { x } from '../api/x.ts';", 'not on its left'],
    ['pipeline/a.ts', "export * from '../app.ts';", 'not on its left'],
    ['api/a.ts', "const x = await import('../main.ts');", 'not on its left'],
    ['api/a.ts', "import '../app.ts';", 'not on its left'],
    ['errors.ts', "import { x } from './domain/x.ts';", 'not on its left'],
    ['api/a.ts', "import { x } from '../domain/x.js';", 'end in .ts'],
    ['api/a.ts', "import { x } from '../../test/x.ts';", 'not on its left'],
    ['new-folder/a.ts', 'export const x = 1;', 'in no layer'],
    ['analysis/topics.ts', "import { readFileSync } from 'node:fs';", 'no I/O'],
    ['care/a.ts', "import { readFile } from 'node:fs/promises';", 'no I/O'],
    ['pipeline/a.ts', "import { request } from 'undici';", 'network'],
    ['storage/a.ts', "import { request } from 'node:https';", 'network'],
    ['channels/viber.ts', "import { crawler } from '../crawlers/rss.ts';", 'not on its left'],
    ['crawlers/tiktok.ts', "import { Agent } from 'undici';", 'network'],
    ['pipeline/a.ts', 'const page = await fetch(url);', 'network'],
    ['pipeline/a.ts', "import { sql } from 'kysely';", 'only storage'],
    ['api/a.ts', "import pg from 'pg';", 'only storage'],
    ['api/a.ts', "pool.query('SELECT id FROM tickets')", 'SQL'],
    ['care/a.ts', 'run(`\n  update tickets set status = 1`)', 'SQL'],
    ['api/a.ts', 'const port = process.env.PORT;', 'process.env'],
    ['pipeline/a.ts', "import { readConfig } from '../config.ts';", 'configuration'],
  ])('finds what is wrong in %s: %s', (path, text, problem) => {
    expect(violations({ path, text })).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['care/a.ts', "import type { X } from '../domain/x.ts';\nimport { y } from './y.ts';"],
    ['analysis/model.ts', "import { readFileSync } from 'node:fs';"],
    ['crawlers/support/safe-fetch.ts', "import { Agent } from 'undici';"],
    ['crawlers/rss.ts', 'const { fetch } = context;\nconst page = await fetch(url);'],
    ['channels/viber.ts', "import type { Fetch } from '../crawlers/support/safe-fetch.ts';"],
    ['storage/a.ts', "import { sql } from 'kysely';\nsql`delete from runs`;"],
    [
      'api/a.ts',
      "// import { x } from '../app.ts';\n/* process.env.PORT, 'select a from b' */\nimport { z } from 'zod';",
    ],
    ['cli/a.ts', "import { startApp } from '../app.ts';\nimport { readConfig } from '../config.ts';"],
  ])('has nothing against %s: %s', (path, text) => {
    expect(violations({ path, text })).toEqual([]);
  });
});
