import { resolve } from 'node:path';
import type { Command } from 'commander';
import { openRecordsOnly } from '../app.ts';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { backUp } from '../storage/backup.ts';
import { askHolder, FolderInUse } from '../storage/data-lock.ts';
import type { Database } from '../storage/database.ts';
import { restore } from '../storage/restore.ts';
import type { Io } from './io.ts';

/** A line of progress about every so many rows. */
const SHOWN_ROWS = 50_000;

const BACKUP_HELP = `
The file holds all records: sources, mentions, tickets, people, settings. It does not hold what is made from them again:
schedules and jobs of the queue, the search index. One that was made of the embedded records can be restored on a
PostgreSQL server, and the other way round. A running program may go on; it is asked when it has the records open.

It contains personal data and the hashes of passwords: it is made readable for its owner only (mode 0600). Keep it so.`;

const RESTORE_HELP = `
Stop the program first. The records must be empty, as before the first start, unless --replace is given. A file that is
not whole, was altered, or comes from a newer version is refused, and nothing is changed then. With Elasticsearch, run
\`langnghe reindex\` afterwards.`;

/** \`backup\` and \`restore\`. */
export function addBackupCommands(program: Command, io: Io): void {
  program
    .command('backup [file]')
    .description('write all records to a new file (default: langnghe-<time>.backup.gz here) and print its path')
    .addHelpText('after', BACKUP_HELP)
    .action((file?: string) => runBackup(io, resolve(file ?? defaultName(systemClock.now()))));
  program
    .command('restore <file>')
    .description('make the records those of a backup')
    .option('--replace', 'throw away the records that are there')
    .addHelpText('after', RESTORE_HELP)
    .action((file: string, options: { replace?: boolean }) =>
      withRecords(io, 'restore', async (db) => {
        const replace = options.replace === true;
        const rows = await restore(db, resolve(file), { replace, onProgress: progress(io, 'restored') });
        io.stderr.write(`Restored ${total(rows)} rows.\n`);
      }),
    );
}

async function runBackup(io: Io, file: string): Promise<void> {
  try {
    await withRecords(io, 'backup', async (db) => {
      const rows = await backUp(db, file, { now: systemClock.now(), onProgress: progress(io, 'written') });
      io.stderr.write(`Written ${total(rows)} rows.\n`);
      io.stdout.write(`${file}\n`);
    });
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    io.stderr.write('The running program writes the file ...\n');
    io.stdout.write(await askHolder(error, { name: 'backup', input: { file } }));
  }
}

async function withRecords(io: Io, name: string, work: (db: Database) => Promise<void>): Promise<void> {
  const config = readConfig(io.env);
  const logger = createLogger(io.env.LOG_LEVEL === undefined ? 'warn' : config.LOG_LEVEL);
  const records = await openRecordsOnly({ config, logger, command: `langnghe ${name}` });
  try {
    await work(records.db);
  } finally {
    await records.close();
  }
}

function progress(io: Io, done: string): (table: string, rows: number) => void {
  let next = SHOWN_ROWS;
  let current = '';
  return (table, rows) => {
    if (table !== current) [current, next] = [table, SHOWN_ROWS];
    if (rows < next) return;
    io.stderr.write(`${table}: ${rows} rows ${done}\n`);
    next += SHOWN_ROWS;
  };
}

const total = (rows: Record<string, number>) => Object.values(rows).reduce((sum, count) => sum + count, 0);

/** Like langnghe-2026-01-31T0945.backup.gz, in UTC: a colon is no name everywhere. */
function defaultName(now: Date): string {
  return `langnghe-${now.toISOString().slice(0, 16).replace(':', '')}Z.backup.gz`;
}
