import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The newest JDK of at least that version, or undefined. */
export function findJdk(leastVersion: number): string | undefined {
  const packaged = '/usr/lib/jvm';
  const homes = [
    process.env.JAVA_HOME ?? '',
    ...(existsSync(packaged) ? readdirSync(packaged).map((name) => join(packaged, name)) : []),
  ];
  return homes.find((home) => existsSync(join(home, 'bin/javac')) && majorVersion(home) >= leastVersion);
}

function majorVersion(home: string): number {
  const release = execFileSync(join(home, 'bin/javac'), ['-version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return Number(/javac (\d+)/.exec(release)?.[1] ?? 0);
}

export const hasMaven = (): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'mvn')));
