import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore } from '../../src/app.ts';
import { runProgram } from '../../src/cli/program.ts';
import { carryOut } from '../../src/cli/record-commands.ts';
import { readConfig } from '../../src/config.ts';
import { silent } from '../support/databases.ts';
import { tempFolder } from '../support/temp-folder.ts';

const folder = tempFolder();
const [first, second] = [join(folder.path, 'first'), join(folder.path, 'second')];
afterAll(() => folder.remove());

/** Runs one command line on the embedded records of a folder; gives what it printed. */
async function run(dataDir: string, ...argv: string[]): Promise<{ stdout: string; stderr: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  await runProgram(argv, { stdin: Readable.from([]), stdout, stderr, env: { DATA_DIR: dataDir } });
  return { stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

describe('backup and restore on the command line', () => {
  const closed = join(folder.path, 'closed.gz');
  beforeAll(async () => {
    await run(first, 'user', 'create', '--email', 'lan@example.vn', '--name', 'Lan', '--role', 'agent');
  });

  it('moves the records into another folder', async () => {
    const backup = await run(first, 'backup', closed);
    expect(backup.stdout).toBe(`${closed}\n`);
    expect(backup.stderr).toMatch(/^Written \d+ rows\.$/m);
    expect((await run(second, 'restore', closed)).stderr).toMatch(/^Restored \d+ rows\.$/m);
    expect((await run(second, 'user', 'list')).stdout).toContain('lan@example.vn');
    await expect(run(second, 'restore', closed)).rejects.toThrow(/--replace/);
    await run(second, 'restore', closed, '--replace');
  }, 60_000);

  it('has a running program write the file, where the asking one means it; restoring is refused meanwhile', async () => {
    const config = readConfig({ DATA_DIR: first });
    const core = await openCore({ config, logger: silent, command: 'langnghe start' });
    core.lock?.answer((request) => carryOut(core, request));
    const open = join(folder.path, 'open.gz');
    try {
      expect((await run(first, 'backup', relative(process.cwd(), open))).stdout).toBe(`${open}\n`);
      expect(statSync(open).mode & 0o777).toBe(0o600);
      const before = readFileSync(open);
      await expect(run(first, 'backup', open)).rejects.toThrow(/there already/);
      expect(readFileSync(open).equals(before)).toBe(true);
      await expect(run(first, 'restore', open, '--replace')).rejects.toThrow(/in use .*langnghe start/);
    } finally {
      await core.close();
    }
    await run(second, 'restore', open, '--replace');
  });

  it('says in its help what the file holds', async () => {
    expect((await run(first, 'backup', '--help')).stdout).toMatch(/personal data[\s\S]*0600/);
  });
});
