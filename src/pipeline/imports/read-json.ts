import { decodeText } from '../../crawlers/support/charset.ts';
import { InvalidInput } from '../../errors.ts';
import { MAX_CELL, MAX_COLUMNS, MAX_ROWS, type Row, tooManyRows } from './table.ts';

/**
 * Rows of JSON objects: one a line, or a list of them. What a field holds below a name is `name.field`; every row has a
 * cell for each field that any has. Throws InvalidInput.
 */
export function readJson(file: Uint8Array): Row[] {
  const text = decodeText(file, 'application/json; charset=utf-8').trimStart();
  const rows: Row[] = [];
  const fields = new Set<string>();
  for (const [number, value] of text.startsWith('[') ? itemsOf(text) : linesOf(text)) {
    if (rows.length === MAX_ROWS) throw tooManyRows();
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw noObject(number);
    const cells = flatten(value);
    for (const field of Object.keys(cells)) if (fields.size < MAX_COLUMNS) fields.add(field);
    rows.push({ number, cells });
  }
  return rows.map(({ number, cells }) => ({
    number,
    cells: Object.fromEntries([...fields].map((field) => [field, cells[field] ?? ''])),
  }));
}

const noObject = (line: number, cause?: unknown) =>
  new InvalidInput(`Line ${line} of the file is no JSON object.`, [], { cause });

function itemsOf(text: string): [number, unknown][] {
  try {
    const items: unknown = JSON.parse(text);
    return (items as unknown[]).map((item, at) => [at + 1, item]);
  } catch (cause) {
    throw new InvalidInput('The file is no JSON list.', [], { cause });
  }
}

function* linesOf(text: string): Iterable<[number, unknown]> {
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw noObject(number, cause);
    }
    yield [number, value];
  }
}

/** Texts, numbers and truth values, one level deep; lists and deeper things are no cells. */
function flatten(value: object): Record<string, string> {
  const pairs = Object.entries(value).flatMap(([name, item]): [string, unknown][] =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.entries(item).map(([inner, each]) => [`${name}.${inner}`, each])
      : [[name, item]],
  );
  return Object.fromEntries(
    pairs
      .filter(([, item]) => ['string', 'number', 'boolean'].includes(typeof item))
      .slice(0, MAX_COLUMNS)
      .map(([name, item]) => [name.slice(0, 200), String(item).slice(0, MAX_CELL).trim()]),
  );
}
