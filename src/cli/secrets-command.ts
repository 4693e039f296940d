import { resolve } from 'node:path';
import type { Command } from 'commander';
import { openRecordsOnly } from '../app.ts';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { appendAudit } from '../storage/audit.ts';
import { rotateKey } from '../storage/rotate-key.ts';
import type { Io } from './io.ts';

const HELP = `
Stop the program and its workers first. Without SECRET_KEY in the environment a new key takes the place of the data
folder's, and the old one is kept beside it for older backups. With SECRET_KEY, give the new key in a file and start the
program with it afterwards. If it is interrupted, nothing is lost: run it again.`;

/** `secrets rotate`. */
export function addSecretsCommand(program: Command, io: Io): void {
  program
    .command('secrets')
    .description('`secrets rotate`: the key that the secrets of sources are encrypted with')
    .command('rotate')
    .description('encrypt all secrets with a new key')
    .option('--new-key-file <file>', 'a file with the new key, of at least 32 characters')
    .addHelpText('after', HELP)
    .action((options: { newKeyFile?: string }) => rotate(io, options.newKeyFile));
}

async function rotate(io: Io, newKeyFile: string | undefined): Promise<void> {
  const config = readConfig(io.env);
  const logger = createLogger(io.env.LOG_LEVEL === undefined ? 'warn' : config.LOG_LEVEL);
  const { db, close } = await openRecordsOnly({ config, logger, command: 'langnghe secrets rotate' });
  try {
    const file = newKeyFile === undefined ? undefined : resolve(newKeyFile);
    const { SECRET_KEY: given, DATA_DIR: dataDir } = config;
    const { secrets, oldKeyFile } = await rotateKey(db, { given, dataDir, newKeyFile: file });
    await appendAudit(db, {
      at: systemClock.now(),
      actor: { kind: 'system', id: null, name: 'command line' },
      ip: null,
      act: 'key.rotated',
      subject: { kind: 'key', id: null },
      details: { secrets },
    });
    const kept =
      oldKeyFile === null ? 'Start the program with the new SECRET_KEY.' : `The old key is kept in ${oldKeyFile}.`;
    io.stdout.write(`${secrets} secrets are encrypted with the new key. ${kept}\n`);
  } finally {
    await close();
  }
}
