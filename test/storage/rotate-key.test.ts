import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRecordsOnly } from '../../src/app.ts';
import { runProgram } from '../../src/cli/program.ts';
import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/storage/database.ts';
import { rotateKey } from '../../src/storage/rotate-key.ts';
import { countForeignSecrets, rotateSecrets, sourceSeal } from '../../src/storage/sealed-records.ts';
import { openSecretKey } from '../../src/storage/secret-key.ts';
import { createVault } from '../../src/storage/secrets.ts';
import { createSource } from '../../src/storage/sources.ts';
import { silent } from '../support/databases.ts';
import { tempFolder } from '../support/temp-folder.ts';

const GIVEN = 'a key of the environment, long enough';
const NEW = 'another key of the environment, long enough';

describe('rotating the key', () => {
  let folder: ReturnType<typeof tempFolder>;
  let dataDir: string;
  let db: Database;
  let close: () => Promise<void>;
  const openDb = async () => {
    const opened = await openRecordsOnly({
      config: readConfig({ DATA_DIR: dataDir }),
      logger: silent,
      command: 'test',
    });
    [db, close] = [opened.db, opened.close];
  };
  beforeAll(async () => {
    folder = tempFolder();
    dataDir = join(folder.path, 'data');
    await openDb();
  });
  beforeEach(async () => {
    await db.deleteFrom('sources').execute();
    for (const name of readdirSync(dataDir)) if (name.startsWith('secret.key')) rmSync(join(dataDir, name));
  });
  afterAll(async () => {
    await close();
    folder.remove();
  });

  const keyFile = () => join(dataDir, 'secret.key');
  const id = (at: number) => `00000000-0000-4000-8000-00000000000${at}`;
  /** Three sources, sealed with these keys. */
  async function sealWith(...keys: string[]): Promise<void> {
    for (const [at, key] of keys.entries()) {
      const settings = { token: `token ${at}`, appSecret: `secret ${at}` };
      const { sealed } = createVault(key).encryptFields(settings, Object.keys(settings), sourceSeal(id(at)));
      const base = { kind: 'telegram', name: `Nguồn ${at}`, settings: {}, everyMinutes: 15, enabled: true };
      await createSource(db, { ...base, queries: [], team: null, id: id(at), secrets: sealed }, new Date());
    }
  }
  async function opened(key: string): Promise<unknown[]> {
    const rows = await db.selectFrom('sources').select(['id', 'secrets']).orderBy('name').execute();
    return rows.map((row) => createVault(key).decryptFields(row.secrets, sourceSeal(row.id)).token);
  }
  const own = () => openSecretKey({ given: undefined, dataDir });
  const rotate = (newKeyFile?: string, given?: string) => rotateKey(db, { given, dataDir, newKeyFile });
  const ALL = ['token 0', 'token 1', 'token 2'];

  it('takes a new key for the data folder and keeps the old one for older backups', async () => {
    const old = await own();
    await sealWith(old, old, old);
    const { secrets, oldKeyFile } = await rotate();
    expect(secrets).toBe(6);
    expect(await own()).not.toBe(old);
    expect(await opened(await own())).toEqual(ALL);
    expect(readFileSync(String(oldKeyFile), 'utf8').trim()).toBe(old);
    for (const file of [keyFile(), String(oldKeyFile)]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${keyFile()}.next`)).toBe(false);
    await expect(opened(old)).rejects.toThrow(/another SECRET_KEY/);
    expect((await rotate()).secrets).toBe(6);
  });

  it('finishes what was interrupted before the records changed', async () => {
    const old = await own();
    await sealWith(old, old, old);
    writeFileSync(`${keyFile()}.next`, `${NEW}\n`);
    expect(await opened(await own())).toEqual(ALL);
    expect((await rotate()).secrets).toBe(6);
    expect([await own(), await opened(NEW)]).toEqual([NEW, ALL]);
  });

  it('finishes what was interrupted after the records changed', async () => {
    const old = await own();
    await sealWith(old, old, old);
    writeFileSync(`${keyFile()}.next`, `${NEW}\n`);
    await rotateSecrets(db, createVault(old), createVault(NEW));
    expect(await countForeignSecrets(db, createVault(await own()))).toBe(6);
    expect((await rotate()).secrets).toBe(0);
    expect([await own(), await opened(NEW)]).toEqual([NEW, ALL]);
  });

  it('changes all or nothing when a secret can’t be opened, and takes no other key half-way', async () => {
    const old = await own();
    await sealWith(old, 'a key that nobody has any more, long ago', old);
    await expect(rotate()).rejects.toThrow(/another SECRET_KEY/);
    expect(await own()).toBe(old);
    expect(await countForeignSecrets(db, createVault(old))).toBe(2);
    const file = join(folder.path, 'new.key');
    writeFileSync(file, NEW);
    await expect(rotate(file)).rejects.toThrow(/interrupted/);
  });

  it('has nothing to do before there is a key', async () => {
    await expect(rotate()).rejects.toThrow(/no key yet/);
    expect(existsSync(`${keyFile()}.next`)).toBe(false);
  });

  it('takes the key of the environment from a file, and only from there', async () => {
    await sealWith(GIVEN, GIVEN, GIVEN);
    await expect(rotate(undefined, GIVEN)).rejects.toThrow(/--new-key-file/);
    const file = join(folder.path, 'new.key');
    writeFileSync(file, 'too short');
    await expect(rotate(file, GIVEN)).rejects.toThrow(/at least 32/);
    writeFileSync(file, `${NEW}\n`);
    expect(await rotate(file, GIVEN)).toEqual({ secrets: 6, oldKeyFile: null });
    expect(await opened(NEW)).toEqual(ALL);
    expect((await rotate(file, GIVEN)).secrets).toBe(0);
  });

  it('is a command, which waits for nobody: a running program must be stopped first', async () => {
    await sealWith(await own());
    const run = async () => {
      const stdout = new PassThrough();
      const io = { stdin: Readable.from([]), stdout, stderr: new PassThrough(), env: { DATA_DIR: dataDir } };
      await runProgram(['secrets', 'rotate'], io);
      return String(stdout.read() ?? '');
    };
    await expect(run()).rejects.toThrow(/in use/);
    await close();
    const said = await run();
    await openDb();
    expect(said).toMatch(/^2 secrets are encrypted with the new key. The old key is kept in .*secret.key.old-/);
    expect(said).not.toContain(await own());
    expect(await opened(await own())).toEqual(['token 0']);
  });
});
