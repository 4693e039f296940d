import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { decodeText } from '../../crawlers/support/charset.ts';
import { InvalidInput } from '../../errors.ts';
import { MAX_CELL, type Row, rowsOf } from './table.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const CHUNK = 65_536;

/** Rows of a CSV file in any common encoding, separated by commas, semicolons, tabs or bars. Throws InvalidInput. */
export function readCsv(file: Uint8Array, contentType: string | undefined): AsyncIterable<Row> {
  const text = decode(file, contentType);
  // Excel's own way to name the delimiter.
  const named = /^sep=([^\r\n])\r?\n/i.exec(text);
  return rowsOf(linesOf(text.slice(named?.[0].length ?? 0), named?.[1] ?? delimiterOf(text)));
}

/** UTF-16 that has lost its byte-order mark is known by the zeros in its every second byte, which no other text has. */
function decode(file: Uint8Array, contentType: string | undefined): string {
  const marked = (file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff);
  const zeros = [0, 0];
  file.subarray(0, 1000).forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (marked || even === odd) return decodeText(file, contentType);
  return new TextDecoder(even > odd ? 'utf-16be' : 'utf-16le').decode(file);
}

/** The one that the headings are separated by. */
function delimiterOf(text: string): string {
  const start = text.search(/\S/);
  const headings = (/^[^\r\n]*/.exec(text.slice(Math.max(0, start)))?.[0] ?? '').slice(0, 20_000);
  const bare = headings.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best));
}

async function* linesOf(text: string, delimiter: string): AsyncIterable<{ number: number; cells: string[] }> {
  const parser = Readable.from(chunksOf(text)).pipe(
    parse({
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 5 * MAX_CELL,
    }),
  );
  try {
    let number = 0;
    for await (const { record } of parser as AsyncIterable<{ record: string[] }>) {
      number += 1;
      yield { number, cells: record };
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('CSV_')) {
      throw new InvalidInput(`The file is no readable CSV: ${cause.message.slice(0, 200)}.`, [], { cause });
    }
    throw cause;
  }
}

function* chunksOf(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK);
}
