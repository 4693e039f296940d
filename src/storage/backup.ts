import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { InvalidInput } from '../errors.ts';
import { VERSION } from '../version.ts';
import { FORMAT, formatEnd, formatHeader, formatRow, formatTable, type RowCounts } from './backup-format.ts';
import { type Database, migrationNames } from './database.ts';
import { fixTextForms, tablesOf, type WritableTable } from './table-catalog.ts';

/** Rows fetched at once: few enough that long texts stay small in memory. */
const BATCH = 500;

export interface BackupOptions {
  now: Date;
  /** Called after each batch with the rows of this table so far. */
  onProgress?: (table: string, rows: number) => void;
}

/**
 * Writes all records, as they are at one instant, to a new file that only its owner may read (mode 0600): it holds
 * personal data. The file appears when it is whole. Others go on writing meanwhile on a server; on the embedded
 * database they wait. Gives the rows by table; throws InvalidInput when the file is there already.
 */
export async function backUp(db: Database, file: string, options: BackupOptions): Promise<RowCounts> {
  if (existsSync(file)) throw new InvalidInput(`${file} is there already: name another file.`);
  const part = `${file}.part`;
  await rm(part, { force: true });
  const rows: RowCounts = {};
  try {
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((tx) =>
        pipeline(
          withEnd(contents(tx, options, rows), rows),
          createGzip(),
          createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }),
        ),
      );
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return rows;
}

async function* contents(tx: Database, { now, onProgress }: BackupOptions, counts: RowCounts): AsyncGenerator<string> {
  await fixTextForms(tx);
  const about = { format: FORMAT, program: VERSION, madeAt: now.toISOString(), migrations: [...migrationNames] };
  yield formatHeader(about);
  for (const table of await tablesOf(tx)) {
    yield formatTable({ table: table.name, columns: table.columns.map((column) => column.name) });
    let count = 0;
    counts[table.name] = 0;
    for await (const rows of rowsOf(tx, table)) {
      count += rows.length;
      counts[table.name] = count;
      yield rows.map(formatRow).join('');
      onProgress?.(table.name, count);
    }
  }
}

/** The rows of a table, each the text of a JSON array of texts and nulls. */
async function* rowsOf(tx: Database, { name, columns }: WritableTable): AsyncGenerator<string[]> {
  const values = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`));
  await sql`declare backup_rows no scroll cursor for
    select array_to_json(array[${values}])::text as row from ${sql.table(name)}`.execute(tx);
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(BATCH)} from backup_rows`.execute(tx);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < BATCH) break;
  }
  await sql`close backup_rows`.execute(tx);
}

async function* withEnd(texts: AsyncIterable<string>, counts: RowCounts): AsyncGenerator<string> {
  const hash = createHash('sha256');
  for await (const text of texts) {
    hash.update(text);
    yield text;
  }
  yield formatEnd(counts, hash.digest('hex'));
}
