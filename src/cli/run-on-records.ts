import { openCore } from '../app.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { askHolder, FolderInUse } from '../storage/data-lock.ts';
import type { Io } from './io.ts';
import { carryOut } from './record-commands.ts';

/** One line that is written over on a terminal, and lines of their own elsewhere. */
function progressOn({ stderr }: Io): (progress: string) => void {
  const isTerminal = 'isTTY' in stderr && stderr.isTTY === true;
  return (progress) => stderr.write(isTerminal ? `\r${progress}\u001b[K` : `${progress}\n`);
}

/**
 * Carries out a command on the records and prints its result. When a running server has the embedded records open, the
 * server carries it out: the same result, without stopping it.
 */
export async function runOnRecords(io: Io, name: string, input: unknown): Promise<void> {
  const config = readConfig(io.env);
  const logger = createLogger(io.env.LOG_LEVEL === undefined ? 'warn' : config.LOG_LEVEL);
  try {
    const core = await openCore({ config, logger, command: `langnghe ${name}` });
    try {
      io.stdout.write(await carryOut(core, { name, input }, progressOn(io)));
    } finally {
      await core.close();
    }
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    io.stdout.write(await askHolder(error, { name, input }));
  }
}
