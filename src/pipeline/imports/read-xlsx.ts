import { InvalidInput } from '../../errors.ts';
import { MAX_CELL, MAX_COLUMNS, type Row, rowsOf } from './table.ts';
import { XlsxParts, type XmlHandler } from './xlsx-parts.ts';
import { dateStyles, serialToText } from './xlsx-styles.ts';

interface Line {
  number: number;
  cells: string[];
}

interface Workbook {
  strings: readonly string[];
  dates: ReadonlySet<number>;
  from1904: boolean;
}

/** Rows of the first visible sheet. Formulas are never evaluated: what they showed last is read. Throws InvalidInput. */
export async function* readXlsx(file: Uint8Array): AsyncIterable<Row> {
  const parts = await XlsxParts.open(file);
  const { sheet, from1904 } = await findSheet(parts);
  const workbook = { strings: await sharedStrings(parts), dates: await dateStyles(parts), from1904 };
  yield* rowsOf(linesOf(parts, sheet, workbook));
}

async function findSheet(parts: XlsxParts): Promise<{ sheet: string; from1904: boolean }> {
  let relation: string | undefined;
  let from1904 = false;
  await parts.readWhole('xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet' || ['hidden', 'veryHidden'].includes(attributes.state ?? '')) return;
      relation ??= attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
    },
  });
  let target: string | undefined;
  await parts.readWhole('xl/_rels/workbook.xml.rels', {
    open(_name, { Id, Target = '' }) {
      if (Id !== undefined && Id === relation) target = new URL(Target, 'file:///xl/').pathname.slice(1);
    },
  });
  if (target === undefined) throw new InvalidInput('The workbook has no visible sheet.');
  return { sheet: target, from1904 };
}

/** Texts that cells share; how to pronounce them is no part of them. */
async function sharedStrings(parts: XlsxParts): Promise<string[]> {
  const strings: string[] = [];
  let reading = false;
  let spoken = false;
  let current = '';
  await parts.readWhole('xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 't') reading = !spoken;
      else if (name === 'rPh') spoken = true;
    },
    text(text) {
      if (reading && current.length < MAX_CELL) current += text;
    },
    close(name) {
      if (name === 't') reading = false;
      else if (name === 'rPh') spoken = false;
      else if (name === 'si') strings.push(current);
    },
  });
  return strings;
}

async function* linesOf(parts: XlsxParts, sheet: string, workbook: Workbook): AsyncIterable<Line> {
  const lines: Line[] = [];
  for await (const _ of parts.read(
    sheet,
    sheetHandler(workbook, (line) => lines.push(line)),
  ))
    yield* lines.splice(0);
}

/** "BC12" is column 54, counted from 0; undefined for what is no reference. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function sheetHandler(workbook: Workbook, push: (line: Line) => void): XmlHandler {
  let line: Line = { number: 0, cells: [] };
  let at = -1;
  let cell: Readonly<Record<string, string>> = {};
  let value = '';
  let reading = false;
  return {
    open(name, attributes) {
      if (name === 'row') {
        line = { number: Number(attributes.r) || line.number + 1, cells: [] };
        at = -1;
      } else if (name === 'c') {
        [cell, value] = [attributes, ''];
        at = columnOf(attributes.r) ?? at + 1;
      } else if (name === 'v' || name === 't') reading = true;
    },
    text(text) {
      if (reading && value.length < MAX_CELL) value += text;
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false;
      else if (name === 'c' && at < MAX_COLUMNS) line.cells[at] = textOf(cell, value, workbook);
      else if (name === 'row') push({ ...line, cells: Array.from(line.cells, (each) => each ?? '') });
    },
  };
}

/** A cell as a person sees it, near enough: errors are empty, dates without a zone. */
function textOf({ t: type, s: style }: Readonly<Record<string, string>>, value: string, workbook: Workbook): string {
  if (type === 's') return workbook.strings[Number(value)] ?? '';
  if (type === 'e') return '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'str' || type === 'inlineStr' || type === 'd' || value === '') return value;
  const number = Number(value);
  if (workbook.dates.has(Number(style ?? 0))) return serialToText(number, workbook.from1904);
  return /^-?\d+$/.test(value) ? value : String(number);
}
