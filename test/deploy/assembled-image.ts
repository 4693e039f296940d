import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build, isStale } from '../../scripts/build.mjs';
import { tempFolder } from '../support/temp-folder.ts';
import { ROOT } from './compose-file.ts';
import { finalInstruction, instructions } from './dockerfile.ts';

/** A user that owns nothing here. Only root can become another; everybody else stays who they are. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/** How a process of the image ended, and what it wrote. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface Started {
  child: ChildProcess;
  ended: Promise<Ended>;
}

/** The image's files in a folder, as the last stage's COPY instructions lay them out. */
export interface AssembledImage {
  app: string;
  /** Starts the image's entry point, or another, with the image's environment and `env`, on 127.0.0.1. */
  start(command: readonly string[], env?: Record<string, string>, entrypoint?: readonly string[]): Started;
  /** Kills what still runs and removes the folder. */
  remove(): Promise<void>;
}

/** The packages that `npm ci --omit=dev` would install, from what is installed here. */
function copyProductionPackages(to: string): void {
  const lock: { packages: Record<string, { dev?: boolean; devOptional?: boolean; optional?: boolean }> } = JSON.parse(
    readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
  );
  const folders = new Map<string, string[]>();
  for (const [path, { dev, devOptional, optional }] of Object.entries(lock.packages)) {
    const isNested = path.indexOf('node_modules', 1) > 0;
    if (path === '' || isNested || dev || devOptional) continue;
    // Those that are optional may be for another platform.
    if (optional && !existsSync(join(ROOT, path))) continue;
    folders.set(dirname(path), [...(folders.get(dirname(path)) ?? []), join(ROOT, path)]);
  }
  for (const [folder, paths] of folders) {
    mkdirSync(join(to, folder), { recursive: true });
    // Many times as fast as Node's own, for twelve thousand files.
    execFileSync('cp', ['-R', ...paths, join(to, folder)]);
  }
}

function copyFiles(to: string): void {
  for (const { name, stage, flags, args } of instructions()) {
    if (name !== 'COPY' || stage !== '') continue;
    const [source = '', target = ''] = args;
    const path = source.replace(/^\/app\//, '');
    if (flags.from === 'packages') copyProductionPackages(to);
    else cpSync(join(ROOT, path), join(to, target, target.endsWith('/') ? path : ''), { recursive: true });
  }
}

/** Its processes run as an unprivileged user who can write to the data folder only. */
export async function assembleImage(): Promise<AssembledImage> {
  if (isStale()) await build();
  const folder = tempFolder();
  const [app, data] = [join(folder.path, 'app'), join(folder.path, 'data')];
  chmodSync(folder.path, 0o755);
  for (const path of [app, data]) mkdirSync(path);
  if (NOBODY !== undefined) chownSync(data, NOBODY.uid, NOBODY.gid);
  copyFiles(app);
  const ofImage = Object.fromEntries(instructions().flatMap(({ name, pairs }) => (name === 'ENV' ? pairs : [])));
  const started: Started[] = [];

  const start: AssembledImage['start'] = (command, env = {}, entrypoint = finalInstruction('ENTRYPOINT').args) => {
    const [program = '', ...args] = [...entrypoint, ...command];
    const child = spawn(program === 'node' ? process.execPath : program, args, {
      ...NOBODY,
      cwd: app,
      env: { PATH: process.env.PATH, HOME: '/nonexistent', ...ofImage, DATA_DIR: data, HOST: '127.0.0.1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const closed = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
    const ended = Promise.all([text(child.stdout), text(child.stderr), closed]).then(([out, err, code]) => ({
      code,
      out,
      err,
    }));
    started.push({ child, ended });
    return { child, ended };
  };
  const remove = async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.allSettled(started.map(({ ended }) => ended));
    folder.remove();
  };
  return { app, start, remove };
}
