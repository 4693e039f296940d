import { InvalidInput } from '../../errors.ts';

/** One row of a file: its number as a person would count it, and its cells by the heading of their column. */
export interface Row {
  number: number;
  cells: Readonly<Record<string, string>>;
}

/** What one file may hold. */
export const MAX_FILE_BYTES = 20_000_000;
export const MAX_ROWS = 20_000;
export const MAX_COLUMNS = 100;
/** A cell longer than a post may be is cut here: its row is rejected for its length, not for what it costs. */
export const MAX_CELL = 200_001;

/** Rows from lines of cells, of which the first that is not empty holds the headings. Throws InvalidInput for too many. */
export async function* rowsOf(lines: AsyncIterable<{ number: number; cells: readonly string[] }>): AsyncIterable<Row> {
  let headings: string[] | undefined;
  let rows = 0;
  for await (const { number, cells } of lines) {
    const texts = cells.slice(0, MAX_COLUMNS).map((cell) => cell.slice(0, MAX_CELL).trim());
    if (texts.every((text) => text === '')) continue;
    if (headings === undefined) {
      headings = uniqueHeadings(texts);
      continue;
    }
    rows += 1;
    if (rows > MAX_ROWS) throw tooManyRows();
    yield { number, cells: Object.fromEntries(headings.map((heading, at) => [heading, texts[at] ?? ''])) };
  }
}

export const tooManyRows = () => new InvalidInput(`The file has more than ${MAX_ROWS} rows: split it.`);

/** A column without a heading is told by its place, one that repeats a heading by its place among them. */
function uniqueHeadings(texts: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return texts.map((text, at) => {
    const heading = text.replace(/\s+/g, ' ').slice(0, 200) || `#${at + 1}`;
    const before = seen.get(heading) ?? 0;
    seen.set(heading, before + 1);
    return before === 0 ? heading : `${heading} (${before + 1})`;
  });
}
