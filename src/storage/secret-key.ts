import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInput } from '../errors.ts';

/** Where a data folder keeps its key. */
export const keyFileIn = (dataDir: string) => join(dataDir, 'secret.key');
const MIN_CHARACTERS = 32;

/** Whether a data folder has a key of its own. */
export const hasSecretKey = (dataDir: string): boolean => existsSync(keyFileIn(dataDir));

/** The key that a file holds; throws InvalidInput when it holds none. */
export async function readSecretKeyFile(file: string): Promise<string> {
  const key = (await readFile(file, 'utf8')).trim();
  if (key.length >= MIN_CHARACTERS) return key;
  throw new InvalidInput(`${file} holds no key: one has at least ${MIN_CHARACTERS} characters.`);
}

/**
 * The key that secrets are encrypted with: the one given, else the data folder's, which is made at the first start
 * (mode 0600). Processes that start at once on one folder agree on one.
 */
export async function openSecretKey({
  given,
  dataDir,
}: {
  given: string | undefined;
  dataDir: string;
}): Promise<string> {
  if (given !== undefined) return given;
  if (!hasSecretKey(dataDir)) {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeNewKey(keyFileIn(dataDir));
  }
  return readSecretKeyFile(keyFileIn(dataDir));
}

/**
 * Writes a key, a random one if none is given, to a file for its owner only. The file gets its name only when it is whole
 * and on the disk, and never takes the place of another.
 */
export async function writeNewKey(path: string, key = randomBytes(32).toString('base64url')): Promise<void> {
  const part = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(`${key}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(part, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(part, { force: true });
  }
}
