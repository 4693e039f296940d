import type { XlsxParts } from './xlsx-parts.ts';

/** Built-in number formats that show a date (ECMA-376 part 1, 18.8.30), East Asian ones included. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a format's code shows a date or time: what is quoted, escaped or in brackets is no part of it. */
const isDateCode = (code: string) => /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, ''));

/** The indexes of the cell styles that show a number as a date. */
export async function dateStyles(parts: XlsxParts): Promise<ReadonlySet<number>> {
  const custom = new Map<number, boolean>();
  const dates = new Set<number>();
  let inCellFormats = false;
  let index = 0;
  await parts.readWhole('xl/styles.xml', {
    open(name, attributes) {
      const format = Number(attributes.numFmtId);
      if (name === 'numFmt') custom.set(format, isDateCode((attributes.formatCode ?? '').slice(0, 500)));
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        if (custom.get(format) ?? isBuiltInDate(format)) dates.add(index);
        index += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return dates;
}

const DAY_MS = 86_400_000;
const LAST_SERIAL = 2_958_466;

/** A serial date as local time without a zone ("2026-11-20T14:05:00"); the number itself if it is no date. */
export function serialToText(serial: number, from1904: boolean): string {
  if (!(serial >= 1 && serial < LAST_SERIAL)) return String(serial);
  // Day 0 is 30 December 1899, because Excel takes 1900 for a leap year; or 1 January 1904.
  const origin = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const milliseconds = origin + Math.round((serial * DAY_MS) / 1000) * 1000;
  return new Date(milliseconds).toISOString().slice(0, 19);
}
