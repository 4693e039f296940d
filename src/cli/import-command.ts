import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { InvalidInput } from '../errors.ts';
import type { Io } from './io.ts';
import { runOnRecords } from './run-on-records.ts';

const HELP = `
The first line of the file names the columns, in Vietnamese or English. What came of it is printed as JSON: rows that are
new, known, unmatched and rejected, what each column was taken for, and the first rejected rows.`;

/** \`import <file>\`: posts from a CSV, XLSX or JSON file into a source of kind import. */
export function addImportCommand(program: Command, io: Io): void {
  program
    .command('import <file>')
    .description('import posts from a CSV, XLSX or JSON lines file')
    .requiredOption('--source <source>', 'the source of kind import, by its id or name')
    .option('--dry-run', 'say what would come of it; store nothing')
    .option('--mapping <json>', 'which column holds what: {"Nội dung góp ý": "text", "Ghi chú": null}')
    .addOption(new Option('--day-order <order>', 'how 03/04/2026 is read').choices(['dmy', 'mdy']).default('dmy'))
    .addHelpText('after', HELP)
    .action((file: string, { mapping, ...options }: { mapping?: string }) =>
      runOnRecords(io, 'import', { file: resolve(file), ...options, ...readMapping(mapping) }),
    );
}

function readMapping(text: string | undefined): { mapping?: unknown } {
  if (text === undefined) return {};
  try {
    return { mapping: JSON.parse(text) };
  } catch (cause) {
    throw new InvalidInput('--mapping takes a JSON object', [], { cause });
  }
}
