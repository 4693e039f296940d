import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAppProcess } from './support/app-process.ts';
import { printFigures } from './support/figures.ts';

const IDLE_MS = 20_000;
const ROOT = process.cwd();

/** Resident megabytes of a process and all that it started (Linux). */
function residentMb(pid: number): number {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readProc(`/proc/${entry}/stat`);
    parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0));
  }
  const own = [...parents.keys()].filter((each) => {
    for (let at: number | undefined = each; at !== undefined && at > 1; at = parents.get(at))
      if (at === pid) return true;
    return false;
  });
  const kilobytes = own.map((each) => Number(/VmRSS:\s+(\d+)/.exec(readProc(`/proc/${each}/status`))?.[1] ?? 0));
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

function readProc(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
}

/** From an empty folder to ready: a fresh clone's first and second start, and the memory of the idle program. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'langnghe-clone-'));
  try {
    execFileSync('git', ['clone', '--quiet', ROOT, join(folder, 'clone')]);
    const launcher = join(folder, 'clone/bin/langnghe.mjs');
    const start = () => startAppProcess({ dataDir: join(folder, 'data'), port: 3997, launcher });
    process.stderr.write('first start: installing and building\n');
    const first = await start();
    await first.kill('SIGTERM');
    const second = await start();
    process.stderr.write(`second start; idle for ${IDLE_MS / 1000} s\n`);
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const memory = residentMb(second.child.pid ?? 0);
    const stopping = performance.now();
    const code = await second.kill('SIGTERM');
    printFigures('From an empty folder', [
      { name: 'first start, to ready', value: first.readyMs / 1000, unit: 's', limit: '< 60' },
      { name: 'second start, to ready', value: second.readyMs / 1000, unit: 's', limit: '< 5' },
      { name: 'memory, idle', value: memory, unit: 'MB', limit: '< 450' },
      { name: 'stop', value: (performance.now() - stopping) / 1000, unit: 's' },
      { name: 'exit code', value: code ?? 'killed', limit: '= 0' },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
