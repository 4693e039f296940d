import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InvalidInput } from '../../src/errors.ts';
import { askHolder, FolderInUse, findHolder, lockDataFolder } from '../../src/storage/data-lock.ts';
import { type CompiledSources, compileSources } from '../support/compiled.ts';
import { tempFolder } from '../support/temp-folder.ts';

interface Starter {
  child: ChildProcess;
  /** 'held', or the message of the refusal. */
  outcome: Promise<string>;
}

describe('lockDataFolder', () => {
  let sources: CompiledSources;
  let temp: ReturnType<typeof tempFolder>;
  let dir: string;
  let starters: Starter[];

  beforeAll(async () => {
    sources = await compileSources();
  });
  afterAll(() => sources.remove());
  beforeEach(() => {
    temp = tempFolder();
    dir = join(temp.path, 'data');
    starters = [];
  });
  afterEach(async () => {
    await Promise.all(starters.map(kill));
    temp.remove();
  });

  /** A process that takes the lock, says how that went, and keeps it until killed. */
  function start(): Starter {
    const code = `
      import { askHolder, FolderInUse, findHolder, lockDataFolder } from ${JSON.stringify(sources.url('storage/data-lock'))};
      const outcome = await lockDataFolder(process.argv[1], { command: 'langnghe start' }).then(() => 'held', (e) => e.message);
      console.log(outcome);
      if (outcome === 'held') setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code, dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const outcome = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
    const starter = { child, outcome };
    starters.push(starter);
    return starter;
  }

  it('makes the folder for its owner only, and frees it on release', async () => {
    const lock = await lockDataFolder(dir, { command: 'test' });
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    await lock.release();
    expect(readdirSync(dir)).toEqual([]);
    await (await lockDataFolder(dir, { command: 'test' })).release();
  });

  it('refuses a second taker and names the first', async () => {
    const first = start();
    expect(await first.outcome).toBe('held');
    const message = await start().outcome;
    expect(message).toContain(`pid ${first.child.pid}, \`langnghe start\`, since 20`);
    expect(message).toContain('DATA_DIR');
    await expect(lockDataFolder(dir, { command: 'test' })).rejects.toThrow(FolderInUse);
  });

  it('is free at once after a SIGKILL', async () => {
    const first = start();
    await first.outcome;
    await kill(first);
    expect(await start().outcome).toBe('held');
    expect(readdirSync(dir)).toHaveLength(1);
  });

  it('is not taken from a process that is alive but stopped', async () => {
    const first = start();
    await first.outcome;
    first.child.kill('SIGSTOP');
    await expect(lockDataFolder(dir, { command: 'test' })).rejects.toThrow(/does not answer/);
  });

  it('is not confused by other files', async () => {
    mkdirSync(dir);
    writeFileSync(join(dir, 'lock-abc.sock'), 'not a socket');
    const lock = await lockDataFolder(dir, { command: 'test' });
    await lock.release();
  });

  it.each(['an empty folder', "a dead process's leftovers"])(
    'has exactly one winner of ten at once over %s',
    async (over) => {
      if (over !== 'an empty folder') {
        const dead = start();
        await dead.outcome;
        await kill(dead);
        expect(readdirSync(dir)).toHaveLength(1);
      }
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => start().outcome));
      expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.includes('is in use'))).toHaveLength(9);
    },
  );

  it('has exactly one winner of many tries inside one process, again and again', async () => {
    for (let round = 0; round < 20; round += 1) {
      const tries = await Promise.allSettled(
        Array.from({ length: 10 }, () => lockDataFolder(dir, { command: 'test' })),
      );
      const won = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      expect(won).toHaveLength(1);
      await won[0]?.release();
    }
  });

  it('finds the holder, and has it do things', async () => {
    expect(await findHolder(dir)).toBeNull();
    const lock = await lockDataFolder(dir, { command: 'langnghe start' });
    expect(await findHolder(dir)).toMatchObject({ pid: process.pid, command: 'langnghe start' });
    const inUse = await lockDataFolder(dir, { command: 'other' }).catch((error: unknown) => error);
    if (!(inUse instanceof FolderInUse)) throw inUse;
    await expect(askHolder(inUse, 1)).rejects.toThrow(FolderInUse);
    lock.answer(async (request) => {
      if (request === 'bad') throw new InvalidInput('not this');
      return `did ${JSON.stringify(request)}`;
    });
    expect(await askHolder(inUse, { name: 'report', input: 'xin chào\n' })).toBe(
      'did {"name":"report","input":"xin chào\\n"}',
    );
    await expect(askHolder(inUse, 'bad')).rejects.toThrow('not this');
    await lock.release();
    expect(await findHolder(dir)).toBeNull();
    await expect(askHolder(inUse, 1)).rejects.toThrow(/in use/);
  });

  it('says that a path is too long', async () => {
    const long = join(temp.path, 'x'.repeat(120));
    await expect(lockDataFolder(long, { command: 'test' })).rejects.toThrow(InvalidInput);
  });
});

async function kill({ child }: Starter): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
