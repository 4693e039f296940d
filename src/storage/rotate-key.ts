import { existsSync } from 'node:fs';
import { link, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInput } from '../errors.ts';
import type { Database } from './database.ts';
import { rotateSecrets } from './sealed-records.ts';
import { hasSecretKey, keyFileIn, readSecretKeyFile, writeNewKey } from './secret-key.ts';
import { createVault, type Vault } from './secrets.ts';

export interface Rotation {
  /** The environment's SECRET_KEY, if it names one: then only the records can be changed here. */
  given: string | undefined;
  dataDir: string;
  /** A file that holds the new key; a random one is made if not given. */
  newKeyFile: string | undefined;
}

export interface Rotated {
  /** Secrets that were sealed anew. */
  secrets: number;
  /** Where the old key is kept, for older backups; null when it was never in a file of ours. */
  oldKeyFile: string | null;
}

/**
 * Seals all secrets with a new key. Nothing is lost wherever it is interrupted: the new key is on the disk before the
 * first secret is sealed with it, all of them change in one transaction, and the old key's file stays until after that;
 * doing it again finishes what was begun. Nobody else may write meanwhile.
 */
export async function rotateKey(db: Database, { given, dataDir, newKeyFile }: Rotation): Promise<Rotated> {
  if (given === undefined) return rotateKeyFile(db, dataDir, newKeyFile);
  if (newKeyFile === undefined) {
    throw new InvalidInput('SECRET_KEY is set: write the new key into a file and give it with --new-key-file.');
  }
  const secrets = await rotateSecrets(db, createVault(given), createVault(await readSecretKeyFile(newKeyFile)));
  return { secrets, oldKeyFile: null };
}

async function rotateKeyFile(db: Database, dataDir: string, newKeyFile: string | undefined): Promise<Rotated> {
  const current = keyFileIn(dataDir);
  if (!hasSecretKey(dataDir)) throw new InvalidInput('There is no key yet: the first start makes one.');
  const next = `${current}.next`;
  const from = createVault(await readSecretKeyFile(current));
  const to = createVault(await nextKey(next, newKeyFile));
  const secrets = await rotateSecrets(db, from, to);
  const oldKeyFile = await keep(current, from);
  await rename(next, current);
  return { secrets, oldKeyFile };
}

/** The key that takes over: the one that an interrupted rotation left, whose secrets nothing else opens, else a new one. */
async function nextKey(file: string, newKeyFile: string | undefined): Promise<string> {
  const wanted = newKeyFile === undefined ? undefined : await readSecretKeyFile(newKeyFile);
  if (!existsSync(file)) await writeNewKey(file, wanted);
  const key = await readSecretKeyFile(file);
  if (wanted === undefined || key === wanted) return key;
  throw new InvalidInput('An earlier rotation was interrupted: finish it first, without --new-key-file.');
}

async function keep(file: string, { keyId }: Vault): Promise<string> {
  const kept = join(`${file}.old-${keyId}`);
  await link(file, kept).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return kept;
}
