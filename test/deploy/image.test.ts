import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, isStale } from '../../scripts/build.mjs';
import { freePort } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { ROOT, service } from './compose-file.ts';
import { finalInstruction, instructions } from './dockerfile.ts';

/** A user that owns nothing here. Only root can become another; everybody else stays who they are. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
const all = instructions();
const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');

describe('the Dockerfile', () => {
  it('builds on one exact version of Node, with which package.json is content', () => {
    const bases = all.filter(({ name }) => name === 'FROM').map(({ args }) => args[0]);
    expect(new Set(bases)).toEqual(new Set(['node:20.20.2-bookworm-slim']));
    const labels = new Map(all.flatMap(({ name, pairs }) => (name === 'LABEL' ? pairs : [])));
    expect(labels.get('org.opencontainers.image.base.name')).toBe(`docker.io/library/${bases[0]}`);
    const { version, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(labels.get('org.opencontainers.image.version')).toBe(version);
    expect('20.20.2'.localeCompare(engines.node.replace('>=', ''), 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
  });

  it('copies what there is, and .dockerignore lets through that and nothing else', () => {
    const fromHere = all.filter(({ name, flags }) => name === 'COPY' && flags.from === undefined);
    const sources = [...new Set(fromHere.flatMap(({ args }) => args.slice(0, -1)))];
    for (const source of sources) expect(existsSync(join(ROOT, source)), source).toBe(true);
    const allowed = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(ignored.filter((line) => line !== '' && !/^[#!]/.test(line))).toEqual(['*']);
    expect(allowed.sort()).toEqual(sources.sort());
  });

  it('copies from stages that there are', () => {
    const stages = new Set(all.filter(({ name }) => name === 'FROM').map(({ stage }) => stage));
    const named = all.flatMap(({ flags }) => (flags.from === undefined ? [] : [flags.from]));
    expect(named.length).toBe(2);
    for (const stage of named) expect(stages).toContain(stage);
  });

  it('ends as a user other than root, who owns the volume, and passes signals on', () => {
    expect(finalInstruction('USER').args).toEqual(['1000:1000']);
    expect(finalInstruction('VOLUME').args).toEqual(service('app').volumes?.map((volume) => volume.split(':')[1]));
    expect(finalInstruction('EXPOSE').args).toEqual(['3000']);
    expect(finalInstruction('ENTRYPOINT').args).toEqual(['node', 'bin/langnghe.mjs']);
  });
});

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

/** Lays out the last stage's /app as its COPY instructions say; compiled sources and packages are those of here. */
function assemble(to: string): void {
  for (const { name, stage, flags, args } of all) {
    if (name !== 'COPY' || stage !== '') continue;
    const [source = '', target = ''] = args;
    const path = source.replace(/^\/app\//, '');
    if (flags.from === 'packages') copyProductionPackages(to);
    else cpSync(join(ROOT, path), join(to, target, target.endsWith('/') ? path : ''), { recursive: true });
  }
}

describe("the last stage's files, as an unprivileged user who can write to the data folder only", () => {
  const folder = tempFolder();
  const app = join(folder.path, 'app');
  const data = join(folder.path, 'data');
  const env = new Map(all.flatMap(({ name, pairs }) => (name === 'ENV' ? pairs : [])));

  beforeAll(async () => {
    if (isStale()) await build();
    chmodSync(folder.path, 0o755);
    for (const path of [app, data]) mkdirSync(path);
    if (NOBODY !== undefined) chownSync(data, NOBODY.uid, NOBODY.gid);
    assemble(app);
  });
  afterAll(() => folder.remove());

  /** Starts the image's entry point with a command, or another program of it. */
  function start(command: string[], port: number, entrypoint = finalInstruction('ENTRYPOINT').args): ChildProcess {
    const [program = '', ...args] = [...entrypoint, ...command];
    const own = { ...Object.fromEntries(env), DATA_DIR: data, HOST: '127.0.0.1', PORT: String(port) };
    const given = { PATH: process.env.PATH, HOME: '/nonexistent', ...own };
    return spawn(program === 'node' ? process.execPath : program, args, { ...NOBODY, cwd: app, env: given });
  }

  async function finish(child: ChildProcess) {
    const { stdout, stderr } = child;
    if (stdout === null || stderr === null) throw new Error('no streams');
    const [out, err, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'close')]);
    return { code, out, err };
  }

  it('have every command, and neither install nor build', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(await finish(start(['--version'], 0))).toEqual({ code: 0, out: `${version}\n`, err: '' });
    const help = await finish(start(['--help'], 0));
    expect(help).toMatchObject({ code: 0, err: '' });
    for (const name of ['app', 'worker']) {
      const [command = '', ...options] = service(name).command ?? [];
      const described = await finish(start([command, '--help'], 0));
      for (const option of options) expect(described.out, `${command} ${option}`).toContain(option);
    }
  });

  it('are enough for the language models and the data folder, says the doctor', async () => {
    const { out, err } = await finish(start(['doctor'], await freePort()));
    expect(err).toBe('');
    expect(out).toMatch(/^ok {3}Language models: /m);
    expect(out).toMatch(/^ok {3}Data folder: /m);
    expect(out).toMatch(/^ok {3}Port: /m);
  });

  it('have the one-shot services, which find their modules and say what they lack', async () => {
    const users = start([], 0, service('elasticsearch-users').entrypoint);
    expect(await finish(users)).toEqual({ code: 1, out: '', err: 'ELASTICSEARCH_URL is not set.\n' });
    const dashboards = start(['none.ndjson'], 0, service('dashboards').entrypoint);
    expect(await finish(dashboards)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('none.ndjson') });
  });

  it('serve by themselves, are healthy, and end at SIGTERM', async () => {
    const port = await freePort();
    const [command = 'start'] = finalInstruction('CMD').args;
    const child = start([command], port);
    const finished = finish(child);
    try {
      let health = { code: 1, out: '', err: '' };
      for (const deadline = Date.now() + 25_000; health.code !== 0 && Date.now() < deadline; ) {
        if (child.exitCode !== null) break;
        health = await finish(start([], port, finalInstruction('HEALTHCHECK').args));
      }
      expect(health).toMatchObject({ code: 0, out: expect.stringContaining('"ready":true') });
      const page = await fetch(`http://127.0.0.1:${port}/`);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect((await fetch(`http://127.0.0.1:${port}/api/docs/`)).status).toBe(200);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await finished).toMatchObject({ code: 0 });
  }, 40_000);
});
