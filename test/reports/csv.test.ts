import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLine } from '../../src/reports/csv.ts';

/** What a reader of RFC 4180 makes of one line. */
function read(line: string): string[] {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n$)/gy;
  for (let found = cell.exec(line); found !== null; found = cell.exec(line)) {
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] !== ',') break;
  }
  return cells;
}

describe('CSV', () => {
  it('lets no cell begin as a formula', () => {
    for (const text of ['=1+1', '+84912', '-1', '@SUM(A1)', ' =x', '\t=x', '\r\n+x', '|calc', '\u00a0=1'])
      expect(csvCell(text).replace(/^"/, '').startsWith("'"), text).toBe(true);
    expect([csvCell('a=b'), csvCell(-5), csvCell(true), csvCell(null)]).toEqual(['a=b', '-5', 'true', '']);
  });

  it('comes back as it was, but for that apostrophe', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'ệ', '=', "'") });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (cells) => {
        const back = read(csvLine(cells)).map((cell, at) => (cell === `'${cells[at]}` ? cells[at] : cell));
        expect(back).toEqual(cells);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
