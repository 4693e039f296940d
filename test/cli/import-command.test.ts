import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordsOnly } from '../../src/app.ts';
import { runProgram } from '../../src/cli/program.ts';
import { readConfig } from '../../src/config.ts';
import { createSource } from '../../src/storage/sources.ts';
import { silent } from '../support/databases.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('import on the command line', () => {
  const folder = tempFolder();
  const dataDir = join(folder.path, 'data');
  const file = join(folder.path, 'góp ý.csv');
  beforeAll(async () => {
    writeFileSync(file, 'Mã;Ý của khách;Ngày\n1;Mạng chậm;20/11/2025\n2;;\n');
    const config = readConfig({ DATA_DIR: dataDir });
    const { db, close } = await openRecordsOnly({ config, logger: silent, command: 'test' });
    const source = { kind: 'import', name: 'Khảo sát', settings: {}, everyMinutes: 15, enabled: false };
    await createSource(db, { ...source, queries: [], team: null }, new Date());
    await close();
  });
  afterAll(() => folder.remove());

  async function run(...argv: string[]): Promise<string> {
    const stdout = new PassThrough();
    const io = { stdin: Readable.from([]), stdout, stderr: new PassThrough(), env: { DATA_DIR: dataDir } };
    await runProgram(['import', ...argv], io);
    return String(stdout.read() ?? '');
  }
  const mapping = ['--mapping', '{"Ý của khách": "text"}'];

  it('says what would come of a file, then does it, once', async () => {
    const expected = { rows: 2, new: 1, rejected: 1 };
    const dry = JSON.parse(await run(file, '--source', 'Khảo sát', '--dry-run', ...mapping));
    expect(dry).toMatchObject({ ...expected, run: null, rejects: [{ row: 3 }] });
    expect(JSON.parse(await run(file, '--source', 'Khảo sát', ...mapping))).toMatchObject(expected);
    const again = JSON.parse(await run(file, '--source', 'Khảo sát', ...mapping));
    expect(again).toMatchObject({ new: 0, known: 1 });
  }, 60_000);

  it('says what is wrong', async () => {
    await expect(run(file, '--source', 'Khảo sát')).rejects.toThrow(/Give a mapping/);
    await expect(run(file, '--source', 'nothing', ...mapping)).rejects.toThrow(/no source/);
    await expect(run(file, '--source', 'Khảo sát', '--mapping', '{')).rejects.toThrow(/JSON object/);
    await expect(run(`${file}.none`, '--source', 'Khảo sát', ...mapping)).rejects.toThrow(/no such file/i);
  }, 60_000);
});
