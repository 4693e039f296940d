import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interpolate, ROOT, service } from './compose-file.ts';
import { finalInstruction, instructions } from './dockerfile.ts';

const all = instructions();
const NODE = '20.20.2';

describe('the Dockerfile', () => {
  it('builds on one exact version of Node, with which package.json is content', () => {
    const bases = all.filter(({ name }) => name === 'FROM').map(({ args }) => args[0]);
    expect(new Set(bases)).toEqual(new Set([`node:${NODE}-bookworm-slim`]));
    const { version, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(NODE.localeCompare(engines.node.replace('>=', ''), 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
    const labels = new Map(all.flatMap(({ name, pairs }) => (name === 'LABEL' ? pairs : [])));
    expect(labels.get('org.opencontainers.image.base.name')).toBe(`docker.io/library/${bases[0]}`);
    expect(labels.get('org.opencontainers.image.version')).toBe(version);
  });

  it('copies what there is, and .dockerignore lets through that and nothing else', () => {
    const fromHere = all.filter(({ name, flags }) => name === 'COPY' && flags.from === undefined);
    const sources = [...new Set(fromHere.flatMap(({ args }) => args.slice(0, -1)))];
    for (const source of sources) expect(existsSync(join(ROOT, source)), source).toBe(true);
    const rules = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
    const kept = rules.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(rules.filter((line) => line !== '' && !/^[#!]/.test(line))).toEqual(['*']);
    expect(kept.sort()).toEqual(sources.sort());
  });

  it('copies from stages that there are', () => {
    const stages = new Set(all.filter(({ name }) => name === 'FROM').map(({ stage }) => stage));
    const named = all.flatMap(({ flags }) => (flags.from === undefined ? [] : [flags.from]));
    expect(named.sort()).toEqual(['build', 'packages']);
    for (const stage of named) expect(stages).toContain(stage);
  });

  it('ends as a user other than root, who owns the volume, and passes signals on', () => {
    expect(finalInstruction('USER').args).toEqual(['1000:1000']);
    expect(finalInstruction('VOLUME').args).toEqual(service('app').volumes?.map((volume) => volume.split(':')[1]));
    expect(finalInstruction('EXPOSE').args).toEqual(['3000']);
    expect(finalInstruction('ENTRYPOINT').args).toEqual(['node', 'bin/langnghe.mjs']);
  });

  it('takes yes and no for CHROMIUM, no other word, and no if nothing is said', () => {
    const choice = all.find(({ name, args }) => name === 'RUN' && args[0] === 'case')?.args.join(' ') ?? '';
    const run = (CHROMIUM: string) =>
      spawnSync('/bin/sh', ['-c', choice], { env: { CHROMIUM, PATH: '/nonexistent' }, encoding: 'utf8' });
    expect(run('no')).toMatchObject({ status: 0, stderr: '' });
    expect(run('true')).toMatchObject({ status: 1, stderr: 'CHROMIUM is yes or no, not true\n' });
    // With nothing on its PATH it gets as far as looking for the package manager.
    expect(run('yes').stderr).toContain('apt-get');
    expect(all.filter(({ name }) => name === 'ARG').flatMap(({ pairs }) => pairs)).toEqual([['CHROMIUM', 'no']]);
    expect(interpolate(service('app').build?.args?.CHROMIUM ?? '')).toBe('no');
  });
});
