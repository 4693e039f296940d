import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../src/errors.ts';
import { readColumns } from '../../../src/pipeline/imports/columns.ts';
import { formatOf } from '../../../src/pipeline/imports/import-file.ts';
import { readCsv } from '../../../src/pipeline/imports/read-csv.ts';
import { readJson } from '../../../src/pipeline/imports/read-json.ts';
import { readXlsx } from '../../../src/pipeline/imports/read-xlsx.ts';
import { readRow } from '../../../src/pipeline/imports/row-to-post.ts';
import { MAX_ROWS, type Row } from '../../../src/pipeline/imports/table.ts';
import { type Cell, workbookParts, zip } from '../../support/workbook.ts';

async function all(rows: AsyncIterable<Row> | Iterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
const csv = (text: string | Uint8Array, type?: string) =>
  all(readCsv(typeof text === 'string' ? Buffer.from(text) : text, type));
const cells = async (text: string | Uint8Array, type?: string) => (await csv(text, type)).map((row) => row.cells);

describe('CSV', () => {
  const TEXT = 'Nội dung;Ngày\nMạng đứt ở Huế;20/11/2026\n';
  const ROWS = [{ 'Nội dung': 'Mạng đứt ở Huế', Ngày: '20/11/2026' }];

  it.each<[string, Uint8Array, string?]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-8, decomposed, labelled Latin', Buffer.from(TEXT), 'text/csv; charset=iso-8859-1'],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16 LE without', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 BE with a mark', iconv.encode(`\ufeff${TEXT}`, 'utf-16be')],
    ['UTF-16 BE without', iconv.encode(TEXT, 'utf-16be')],
    ['Windows-1258', windows1258(TEXT)],
    ['TCVN3, named', iconv.encode(TEXT, 'tcvn'), 'text/csv; charset=tcvn3'],
  ])('is read in %s', async (_name, file, type) => expect(await cells(file, type)).toEqual(ROWS));

  it.each([
    ['commas', 'a,b\n"1,5",2'],
    ['semicolons', 'a;b\n"1,5";2'],
    ['tabs', 'a\tb\n1,5\t2'],
    ['bars', 'a|b\n1,5|2'],
    ["Excel's own mark", 'sep=~\na~b\n1,5~2'],
  ])('is separated by %s', async (_name, text) => expect(await cells(text)).toEqual([{ a: '1,5', b: '2' }]));

  it('has quoted line breaks, short and long rows, empty lines, headings twice or missing', async () => {
    expect(await csv('a,a,,c\r\n"x ""y""\r\nz",2\r\n\r\n,,,\r\n1,2,3,4,5\r\n')).toEqual([
      { number: 2, cells: { a: 'x "y"\r\nz', 'a (2)': '2', '#3': '', c: '' } },
      { number: 5, cells: { a: '1', 'a (2)': '2', '#3': '3', c: '4' } },
    ]);
  });

  it('is what it was written from, whatever is in it', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((each) => each.replace(/[\r\n]/g, ' ').trim());
    const lines = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 10 });
    const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom(',', ';', '\t'), async (rows, delimiter) => {
        const written = rows.map((row) => `${row.map(quote).join(delimiter)}\r\n`).join('');
        const kept = rows.filter((row) => row.some((cell) => cell !== ''));
        const found = await cells(`"một"${delimiter}"hai"\r\n${written}`);
        expect(found).toEqual(kept.map(([một, hai]) => ({ một, hai })));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a quote without end', `a,b\n"${'x'.repeat(2_000_000)}`],
    ['too many rows', `a\n${'x\n'.repeat(MAX_ROWS + 1)}`],
  ])('is refused with %s', (_name, text) => expect(csv(text)).rejects.toBeInstanceOf(InvalidInput));
});

describe('XLSX', () => {
  const open = (lines: Cell[][], extra = {}) => all(readXlsx(zip(workbookParts(lines, extra))));

  it('is read from the first visible sheet: texts, numbers, dates, sparse cells', async () => {
    const rich = '<c r="C2" t="inlineStr"><is><r><t>rất </t></r><r><t>chậm &amp; đứt</t></r></is></c>';
    const rows = await open([
      ['Nội dung', 'Ngày', 'Ghi chú', 'Số'],
      ['Mạng chậm', { serial: 46346.587_083_333 }, { xml: rich }, 912345678],
      [null, null, null, null],
      [null, { serial: 46346 }, '<b>', 1.5],
    ]);
    expect(rows).toEqual([
      {
        number: 2,
        cells: { 'Nội dung': 'Mạng chậm', Ngày: '2026-11-20T14:05:24', 'Ghi chú': 'rất chậm & đứt', Số: '912345678' },
      },
      { number: 4, cells: { 'Nội dung': '', Ngày: '2026-11-20T00:00:00', 'Ghi chú': '<b>', Số: '1.5' } },
    ]);
  });

  it('evaluates no formula: what it showed last is read, errors are empty', async () => {
    const formula = (type: string, value: string) => ({
      xml: `<c t="${type}"><f>WEBSERVICE("http://a.example")</f>${value}</c>`,
    });
    const [row] = await open([
      ['text', 'b', 'c', 'd'],
      [formula('str', '<v>đã tính</v>'), formula('n', ''), formula('e', '<v>#REF!</v>'), formula('b', '<v>1</v>')],
    ]);
    expect(row?.cells).toEqual({ text: 'đã tính', b: '', c: '', d: 'true' });
  });

  it('knows dates by the format they are shown in, and by the 1904 calendar', async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/><numFmt numFmtId="171" formatCode="0 &quot;ngày&quot;"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`;
    const workbook = '<workbook><workbookPr date1904="1"/><sheets><sheet r:id="rId1"/></sheets></workbook>';
    const lines = [
      ['text', 'b'],
      [{ xml: '<c s="0"><v>100</v></c>' }, { serial: 100 }],
    ];
    const [row] = await open(lines, { 'xl/styles.xml': styles, 'xl/workbook.xml': workbook });
    expect(row?.cells).toEqual({ text: '1904-04-10T00:00:00', b: '100' });
  });

  const big = Buffer.alloc(101_000_000, 32);
  const laughs = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>`;
  it.each<[string, () => Uint8Array]>([
    ['no archive', () => Buffer.from('PK\u0003\u0004 nothing')],
    ['an archive of something else', () => zip({ 'word/document.xml': '<w/>' })],
    ['no sheet where it should be', () => zip(workbookParts([['text']], { 'xl/_rels/workbook.xml.rels': '<a/>' }))],
    ['a bomb', () => zip({ ...workbookParts([['text']]), 'xl/worksheets/sheet1.xml': big })],
    [
      'a bomb that lies about its size',
      () => zip({ ...workbookParts([['text']]), 'xl/worksheets/sheet1.xml': big }, 1000),
    ],
    ['a cut archive', () => zip(workbookParts([['text'], ['x']])).subarray(0, 700)],
  ])('is refused: %s', (_name, file) => expect(all(readXlsx(file()))).rejects.toBeInstanceOf(InvalidInput));

  it('expands no entities of its own', async () => {
    const [row] = await open([['text'], [{ xml: '<c t="s"><v>0</v></c>' }]], { 'xl/sharedStrings.xml': `${laughs}` });
    expect(JSON.stringify(row ?? '').includes('haha')).toBe(false);
  });

  it('is told by its first bytes, and the old kind refused with advice', () => {
    expect(formatOf(zip({ a: 'b' }), 'text/csv')).toBe('xlsx');
    expect(formatOf(Buffer.from('{}'), '.jsonl')).toBe('json');
    expect(() => formatOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), '')).toThrow(/save it as .xlsx/);
  });
});

describe('JSON', () => {
  const read = (text: string) => readJson(Buffer.from(text));
  it('is one object a line, or a list; fields one level deep', () => {
    const rows = [
      { number: 1, cells: { text: 'Mạng chậm', 'author.name': 'Lan', rating: '' } },
      { number: 3, cells: { text: 'x', 'author.name': '', rating: '5' } },
    ];
    expect(
      read('{"text":"Mạng chậm","author":{"name":"Lan"},"tags":["a"]}\n\n{"text":"x","rating":5,"a":{"b":{}}}'),
    ).toEqual(rows);
    expect(read(' [{"text":"a"},{"text":"b"}]').map(({ cells }) => cells.text)).toEqual(['a', 'b']);
  });

  it.each(['{"text":', '[1]', '"x"', 'null', '[{}', '[]\n[]'])('is refused: %j', (text) =>
    expect(() => read(text)).toThrow(InvalidInput),
  );
});

describe('columns', () => {
  const fieldsOf = (headings: string[], mapping = {}) => readColumns(headings, mapping).map(({ field }) => field);

  it.each([
    [
      ['ID', 'Content', 'Author', 'Date', 'URL'],
      ['externalId', 'text', 'author', 'publishedAt', 'url'],
    ],
    [
      ['Mã', 'Nội dung', 'Khách hàng', 'Ngày đăng', 'Đường dẫn'],
      ['externalId', 'text', 'author', 'publishedAt', 'url'],
    ],
    [
      ['NOI DUNG:', 'so_sao', 'Tiêu đề', 'ghi chú'],
      ['text', 'rating', 'title', null],
    ],
    [
      ['Review Text', 'Star Rating', 'Review Title', 'App Version'],
      ['text', 'rating', 'title', null],
    ],
    [
      ['text', 'content'],
      ['text', null],
    ],
    [
      ['author.name', 'author.id', 'text'],
      ['author', 'authorId', 'text'],
    ],
  ])('%j are understood', (headings, fields) => expect(fieldsOf(headings)).toEqual(fields));

  it('are what a mapping says, which may pass one over', () => {
    expect(fieldsOf(['Cột A', 'text', 'id'], { 'Cột A': 'text', id: null })).toEqual(['text', null, null]);
    expect(() => fieldsOf(['a'], { b: 'text' })).toThrow(/no column “b”/);
    expect(() => fieldsOf(['a', 'b'], { a: 'text', b: 'text' })).toThrow(/Two columns/);
    expect(() => fieldsOf(['Mạng chậm quá', '12'])).toThrow(/Give a mapping/);
  });
});

describe('a row', () => {
  const now = new Date('2026-11-23T00:00:00Z');
  const read = (given: Record<string, string>, order: 'dmy' | 'mdy' = 'dmy') =>
    readRow({ number: 2, cells: given }, readColumns(Object.keys({ text: '', ...given }), {}), {
      timeZone: 'Asia/Ho_Chi_Minh',
      order,
      now,
    });

  it.each([
    ['2026-11-20', '2026-11-19T17:00:00.000Z'],
    ['2026-11-20T14:05:24', '2026-11-20T07:05:24.000Z'],
    ['2026-11-20T07:05:24Z', '2026-11-20T07:05:24.000Z'],
    ['20/11/2026', '2026-11-19T17:00:00.000Z'],
    ['11/20/2026', '2026-11-19T17:00:00.000Z'],
    ['20/11/2026 14:05', '2026-11-20T07:05:00.000Z'],
    ['03/04/2026', '2026-04-02T17:00:00.000Z'],
  ])('is dated %s', (date, instant) =>
    expect(read({ text: 'x', date })).toMatchObject({ post: { publishedAt: instant } }),
  );

  it('reads the month first if told to', () =>
    expect(read({ text: 'x', date: '03/04/2026' }, 'mdy')).toMatchObject({
      post: { publishedAt: '2026-03-03T17:00:00.000Z' },
    }));

  it.each([
    [{ text: '' }, 'no text'],
    [{ text: 'x', date: 'hôm nào đó' }, 'publishedAt'],
    [{ text: 'x', date: '31/02/2026' }, 'publishedAt'],
    [{ text: 'x', date: '01/01/2030' }, 'publishedAt'],
    [{ text: 'x', url: 'javascript:alert(1)' }, 'url'],
    [{ text: 'x', rating: '11' }, 'rating'],
    [{ text: 'x', kind: 'thơ' }, 'kind'],
    [{ text: 'x'.repeat(200_001) }, 'text'],
  ])('is rejected with its reason, case %#', (given, reason) =>
    expect(read(given)).toEqual({ reason: expect.stringContaining(reason) }),
  );

  it('is a review if it has stars, and known again by what it says', () => {
    const [one, same, other] = [
      { text: 'x', rating: '4,0' },
      { text: 'x', rating: '4,0' },
      { text: 'x', rating: '★★' },
    ].map((each) => read(each));
    expect(one).toMatchObject({ post: { kind: 'review', rating: 4 } });
    expect(same).toEqual(one);
    expect(other).toMatchObject({ post: { rating: 2 } });
    expect(other).not.toMatchObject({
      post: { externalId: (one as { post: { externalId: string } }).post.externalId },
    });
  });
});

/** As the code page has it: base letters with their marks of quality, tones apart. */
function windows1258(text: string): Buffer {
  const TONES = '\u0300\u0301\u0303\u0309\u0323';
  const apart = [...text].map((letter) => {
    const parts = [...letter.normalize('NFD')];
    const tone = parts.find((part) => TONES.includes(part)) ?? '';
    return (
      parts
        .filter((part) => part !== tone)
        .join('')
        .normalize('NFC') + tone
    );
  });
  return iconv.encode(apart.join(''), 'windows-1258');
}
