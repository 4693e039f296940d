import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { InvalidInput } from '../../src/errors.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

interface LockedPackage {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

describe('package-lock.json', () => {
  const packages: Record<string, LockedPackage> = JSON.parse(read('package-lock.json')).packages;

  it('names no registry, so that everybody installs from their own', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('has every platform of every optional package: `npm ci` refuses to work without', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`node_modules/${name}`]?.version && !packages[`${path}/node_modules/${name}`]?.version,
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe('.env.example', () => {
  const lines = read('.env.example').split('\n');
  const variables = lines.filter((line) => /^[A-Z_]+=/.test(line));
  const names = variables.map((line) => line.slice(0, line.indexOf('=')));

  it('has exactly the variables that the program and compose.yaml read', () => {
    const known = [...read('src/config.ts').matchAll(/^ {2}([A-Z_]+):/gm)].map((match) => match[1]);
    const composed = [...read('compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1]);
    expect(known.length).toBeGreaterThan(10);
    expect(composed.length).toBeGreaterThan(10);
    expect([...names].sort()).toEqual([...new Set([...known, ...composed])].sort());
  });

  it('explains each, and holds nothing but variables and comments', () => {
    for (const [at, line] of lines.entries()) {
      if (!/^[A-Z_]+=/.test(line)) expect(line).toMatch(/^(?:# .+)?$/);
      else expect(lines.slice(0, at).join('\n').split('\n\n').at(-1), line).toContain('# ');
    }
  });

  it('states the defaults', () => {
    const stated = Object.fromEntries(
      variables.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(readConfig(stated)).toEqual(readConfig({}));
    expect(() => readConfig({ ...stated, PORT: 'http' })).toThrow(InvalidInput);
  });
});

describe('the launcher', () => {
  it('asks for the Node that package.json asks for', () => {
    expect(JSON.parse(read('package.json')).engines.node).toMatch(/^>=\d+\.\d+\.\d+$/);
  });
});
