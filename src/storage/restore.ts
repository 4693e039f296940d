import { sql } from 'kysely';
import { Conflict, InvalidInput } from '../errors.ts';
import { type BackupHeader, type BackupTable, type RowCounts, readBackup } from './backup-format.ts';
import { applyMigration, type Database, migrationNames } from './database.ts';
import {
  fixTextForms,
  foreignKeysOf,
  indexesOf,
  tablesOf,
  triggerFunctionDropsOf,
  type WritableTable,
} from './table-catalog.ts';

/** Inserted at once; whichever is reached first. */
const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 1024 * 1024;

export interface RestoreOptions {
  /** Throw away the records that are there. */
  replace: boolean;
  /** Called after each batch with the rows of this table so far. */
  onProgress?: (table: string, rows: number) => void;
}

/**
 * Makes the records those of a backup, of this version or an older one: its tables are made anew as they were, filled,
 * then brought up to date, in one transaction that ends only when everything has proved to be there. Throws InvalidInput
 * for a file that is not a whole backup or comes from a newer version, Conflict when there are records and `replace` is
 * false; nothing has changed then. Gives the rows by table.
 */
export async function restore(db: Database, file: string, options: RestoreOptions): Promise<RowCounts> {
  const { migrations } = await verify(file);
  return db.transaction().execute(async (tx) => {
    await makeRoom(tx, options.replace);
    for (const name of migrations) await applyMigration(tx, name);
    const rows = await load(tx, file, options);
    for (const name of migrationNames.slice(migrations.length)) await applyMigration(tx, name);
    const tables = (await tablesOf(tx)).map(({ name }) => sql.table(name));
    await sql`analyze ${sql.join(tables)}`.execute(tx);
    return rows;
  });
}

/** Reads the whole file before anything is touched. */
async function verify(file: string): Promise<BackupHeader> {
  let about: BackupHeader | undefined;
  for await (const item of readBackup(file)) {
    if (!('header' in item)) continue;
    about = item.header;
    const known = about.migrations.every((name, index) => migrationNames[index] === name);
    if (!known) {
      throw new InvalidInput(
        `The backup was made by another version (${about.program}) whose records are unknown here.`,
      );
    }
  }
  if (about === undefined) throw new InvalidInput('The file is empty.');
  return about;
}

/** Drops the tables and what their triggers run; a first migration leaves one team, which is nobody's record. */
async function makeRoom(tx: Database, replace: boolean): Promise<void> {
  const names = (await tablesOf(tx)).map(({ name }) => name);
  const all = sql.join(names.map((name) => sql.table(name)));
  await sql`lock table ${all} in access exclusive mode`.execute(tx);
  for (const name of replace ? [] : names) {
    const { rows } = await sql`select from ${sql.table(name)} limit 2`.execute(tx);
    if (rows.length > (name === 'teams' ? 1 : 0)) {
      throw new Conflict(
        `There are records already (${name}): restore into empty ones, or throw them away: --replace.`,
      );
    }
  }
  const functions = await triggerFunctionDropsOf(tx);
  await sql`drop table ${all}`.execute(tx);
  for (const drop of functions) await sql.raw(drop).execute(tx);
}

async function load(tx: Database, file: string, { onProgress }: RestoreOptions): Promise<RowCounts> {
  await fixTextForms(tx);
  const tables = new Map((await tablesOf(tx)).map((table) => [table.name, table]));
  const apart = [...(await foreignKeysOf(tx)), ...(await indexesOf(tx))];
  for (const { remove } of apart) await sql.raw(remove).execute(tx);
  for (const name of tables.keys()) {
    await sql`delete from ${sql.table(name)}`.execute(tx);
    await sql`alter table ${sql.table(name)} disable trigger user`.execute(tx);
  }
  const counts = await insertAll(tx, file, tables, onProgress);
  // Indexes first: the foreign keys are checked with their help.
  for (const { restore: put } of apart.reverse()) await sql.raw(put).execute(tx);
  for (const table of tables.values()) {
    await sql`alter table ${sql.table(table.name)} enable trigger user`.execute(tx);
    await continueIdentities(tx, table);
  }
  return counts;
}

async function insertAll(
  tx: Database,
  file: string,
  tables: ReadonlyMap<string, WritableTable>,
  onProgress: RestoreOptions['onProgress'],
): Promise<RowCounts> {
  let counts: RowCounts = {};
  let into: Insertion | undefined;
  const inserted: RowCounts = {};
  for await (const item of readBackup(file)) {
    if ('row' in item) await into?.add(item.row);
    else {
      if (into !== undefined) inserted[into.table] = await into.finish();
      if ('table' in item) into = new Insertion(tx, item, tables, onProgress);
      else if ('end' in item) counts = item.end;
    }
  }
  for (const name of tables.keys()) {
    if (counts[name] === undefined || counts[name] !== inserted[name]) {
      throw new InvalidInput(`The backup does not hold the table ${name} as its version has it.`);
    }
  }
  return counts;
}

/** Rows on their way into one table. */
class Insertion {
  readonly table: string;
  readonly #insert: (rows: string) => Promise<number>;
  #batch: string[] = [];
  #characters = 0;
  #count = 0;

  constructor(
    tx: Database,
    { table, columns }: BackupTable,
    tables: ReadonlyMap<string, WritableTable>,
    private readonly onProgress: RestoreOptions['onProgress'],
  ) {
    this.table = table;
    const types = new Map(tables.get(table)?.columns.map(({ name, type }) => [name, type]));
    if (types.size !== columns.length || !columns.every((name) => types.has(name))) {
      throw new InvalidInput(`The backup’s table ${table} has other columns than its version makes.`);
    }
    const names = sql.join(columns.map((name) => sql.ref(name)));
    const values = sql.join(
      columns.map((name, index) => sql`(r ->> ${sql.lit(index)})::${sql.raw(types.get(name) ?? 'text')}`),
    );
    this.#insert = async (rows) => {
      const result = await sql`insert into ${sql.table(table)} (${names}) overriding system value
        select ${values} from jsonb_array_elements(${rows}::jsonb) as r`.execute(tx);
      return Number(result.numAffectedRows);
    };
  }

  async add(row: string): Promise<void> {
    this.#batch.push(row);
    this.#characters += row.length;
    if (this.#batch.length >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS) await this.#flush();
  }

  /** Gives the number of rows that arrived. */
  async finish(): Promise<number> {
    await this.#flush();
    return this.#count;
  }

  async #flush(): Promise<void> {
    if (this.#batch.length === 0) return;
    const rows = `[${this.#batch.join(',')}]`;
    [this.#batch, this.#characters] = [[], 0];
    this.#count += await this.#insert(rows);
    this.onProgress?.(this.table, this.#count);
  }
}

/** Numbers go on after the highest that is there. */
async function continueIdentities(tx: Database, { name, columns }: WritableTable): Promise<void> {
  for (const column of columns.filter(({ identity }) => identity)) {
    await sql`select setval(pg_get_serial_sequence(${name}, ${column.name}), coalesce(max(${sql.ref(column.name)}), 0) + 1, false)
      from ${sql.table(name)}`.execute(tx);
  }
}
