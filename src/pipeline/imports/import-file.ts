import { Conflict, InvalidInput } from '../../errors.ts';
import { findSource } from '../../storage/sources.ts';
import { intakeSource } from '../collect.ts';
import { type FileFormat, FileImport, type ImportDeps, type ImportOutcome, type ImportRequest } from './file-import.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readXlsx } from './read-xlsx.ts';
import { MAX_FILE_BYTES, type Row } from './table.ts';

/** The format of a file by its first bytes, else by its name or media type. */
export function formatOf(file: Uint8Array, named: string): FileFormat {
  if (file[0] === 0x50 && file[1] === 0x4b) return 'xlsx';
  if (file[0] === 0xd0 && file[1] === 0xcf) {
    throw new InvalidInput(
      'This is a workbook of the old .xls kind, or one with a password: save it as .xlsx without one.',
    );
  }
  return /json/i.test(named) ? 'json' : 'csv';
}

/** Imports a file into a source of kind `import`, or says what would come of it. Importing the same file again changes nothing. */
export async function importFile(deps: ImportDeps, request: ImportRequest): Promise<ImportOutcome> {
  const { db, clock } = deps;
  if (request.file.length > MAX_FILE_BYTES) {
    throw new InvalidInput(`The file is larger than ${MAX_FILE_BYTES / 1e6} MB: split it.`);
  }
  const found = await findSource(db, request.sourceId, clock.now());
  if (found.kind !== 'import') throw new Conflict('Files are imported into sources of kind import: make one.');
  const source = await intakeSource(db, found);
  const run = new FileImport(deps, request, source, rowsOf(request));
  return request.dryRun ? run.read(null) : run.store();
}

function rowsOf({ file, format, contentType }: ImportRequest): AsyncIterable<Row> | Iterable<Row> {
  if (format === 'xlsx') return readXlsx(file);
  return format === 'json' ? readJson(file) : readCsv(file, contentType);
}
