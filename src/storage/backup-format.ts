import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { describeError, InvalidInput } from '../errors.ts';

/**
 * A backup is gzip around lines of JSON: a header; each table with its columns, followed by its rows; an end that proves
 * it whole. A row holds each value as PostgreSQL writes it (or null), so that every type comes back as it was, whatever
 * server wrote it and whatever reads it.
 */
export const FORMAT = 1;

const header = z.strictObject({
  backup: z.strictObject({
    format: z.number().int(),
    program: z.string(),
    madeAt: z.iso.datetime(),
    /** Which tables and columns to expect. */
    migrations: z.array(z.string()).min(1),
  }),
});
const table = z.strictObject({ table: z.string(), columns: z.array(z.string()).min(1) });
const end = z.strictObject({
  /** Rows by table, and the SHA-256 of every byte before this line, hexadecimal. */
  end: z.strictObject({ rows: z.record(z.string(), z.number().int()), sha256: z.string() }),
});

export type BackupHeader = z.output<typeof header>['backup'];
export type BackupTable = z.output<typeof table>;
export type RowCounts = Record<string, number>;

/** What a backup holds, in this order; a row is the text of a JSON array and belongs to the table before it. */
export type BackupItem = { header: BackupHeader } | BackupTable | { row: string } | { end: RowCounts };

const ROW_START = '{"row":[';
const ROW_END = ']}';
/** No row that is collected comes near; a longer line is a damaged file. */
const MAX_LINE = 64 * 1024 * 1024;

export const formatHeader = (about: BackupHeader) => `${JSON.stringify({ backup: about })}\n`;
export const formatTable = (about: BackupTable) => `${JSON.stringify(about)}\n`;
export const formatRow = (row: string) => `{"row":${row}}\n`;
export const formatEnd = (rows: RowCounts, sha256: string) => `${JSON.stringify({ end: { rows, sha256 } })}\n`;

/** Reads a backup from its first to its last line. Throws InvalidInput as soon as it shows not to be whole and unaltered. */
export async function* readBackup(file: string): AsyncGenerator<BackupItem> {
  const reading = new Reading();
  try {
    for await (const line of linesOf(file)) yield reading.take(line);
  } catch (error) {
    throw error instanceof InvalidInput ? error : unreadable(file, error);
  }
  if (!reading.complete) throw damaged('it ends too early');
}

/** Follows the lines of a backup and holds them against what its end says. */
class Reading {
  complete = false;
  readonly #hash = createHash('sha256');
  readonly #rows: RowCounts = {};
  #started = false;
  #table: string | undefined;

  take(line: Buffer): BackupItem {
    if (this.complete) throw damaged('something follows its end');
    const item = this.#parse(line.toString('utf8'));
    this.#hash.update(line).update('\n');
    return item;
  }

  #parse(text: string): BackupItem {
    if (!this.#started) return this.#header(text);
    if (text.startsWith(ROW_START) && text.endsWith(ROW_END)) return this.#row(text.slice(ROW_START.length - 1, -1));
    if (text.startsWith('{"end":')) return this.#end(text);
    const found = parse(table, text);
    if (this.#rows[found.table] !== undefined) throw damaged(`it has the table ${found.table} twice`);
    this.#table = found.table;
    this.#rows[found.table] = 0;
    return found;
  }

  #header(text: string): BackupItem {
    const { backup } = parse(header, text);
    if (backup.format !== FORMAT) {
      throw new InvalidInput(`The backup has format ${backup.format}; this version reads format ${FORMAT}.`);
    }
    this.#started = true;
    return { header: backup };
  }

  #row(row: string): BackupItem {
    if (this.#table === undefined) throw damaged('a row belongs to no table');
    this.#rows[this.#table] = (this.#rows[this.#table] ?? 0) + 1;
    return { row };
  }

  #end(text: string): BackupItem {
    const { rows, sha256 } = parse(end, text).end;
    const names = new Set([...Object.keys(rows), ...Object.keys(this.#rows)]);
    for (const name of names) {
      if (rows[name] !== this.#rows[name]) throw damaged(`the table ${name} does not have its rows`);
    }
    if (sha256 !== this.#hash.copy().digest('hex')) throw damaged('its checksum is wrong');
    this.complete = true;
    return { end: rows };
  }
}

function parse<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged('a line can’t be understood', cause);
  }
}

const damaged = (why: string, cause?: unknown) =>
  new InvalidInput(`The file is damaged or is no backup: ${why}.`, [], { cause });

function unreadable(file: string, error: unknown): InvalidInput {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('Z_')) return damaged(describeError(error), error);
  return new InvalidInput(`${file} can’t be read: ${describeError(error)}`, [], { cause: error });
}

/** Not readline: it would also split at line separators inside of texts. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const bytes = pipeline(createReadStream(file), createGunzip(), () => undefined); // errors come out of the loop
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    let start = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, start)) {
      yield Buffer.concat([...parts, chunk.subarray(start, at)]);
      [parts, size, start] = [[], 0, at + 1];
    }
    parts.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > MAX_LINE) throw damaged('a line is too long');
  }
  if (size > 0) throw damaged('it ends too early');
}
