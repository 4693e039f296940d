import { deflateRawSync } from 'node:zlib';

/** A cell of a test workbook: text, number, a date's serial number, or XML of its own. */
export type Cell = string | number | { serial: number } | { xml: string } | null;

const inXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The parts of a workbook of one sheet as spreadsheet programs write them: shared texts, a date style, sparse cells. */
export function workbookParts(lines: readonly (readonly Cell[])[], extra: Record<string, string> = {}) {
  const strings: string[] = [];
  const cellOf = (cell: Cell, reference: string): string => {
    if (cell === null) return '';
    if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
    if (typeof cell === 'string') return `<c r="${reference}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
    return 'xml' in cell ? cell.xml : `<c r="${reference}" s="1"><v>${cell.serial}</v></c>`;
  };
  const rows = lines.map((cells, row) => {
    const inner = cells.map((cell, at) => cellOf(cell, `${String.fromCharCode(65 + at)}${row + 1}`)).join('');
    return `<row r="${row + 1}">${inner}</row>`;
  });
  return {
    'xl/workbook.xml':
      '<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="Ẩn" state="hidden" r:id="rId9"/><sheet name="Góp ý" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Target="worksheets/none.xml"/></Relationships>',
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${inXml(text)}</t></si>`).join('')}</sst>`,
    ...extra,
  };
}

/** A ZIP archive of these parts; `lie` announces another inflated size than there is. */
export function zip(parts: Readonly<Record<string, string | Buffer>>, lie?: number): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const data = deflateRawSync(content);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(crc32(Buffer.from(content)), 0);
    sizes.writeUInt32LE(data.length, 4);
    sizes.writeUInt32LE(lie ?? Buffer.byteLength(content), 8);
    sizes.writeUInt16LE(Buffer.byteLength(name), 12);
    const head = Buffer.from([20, 0, 0, 8, 8, 0, 0, 0, 0, 0]);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, sizes, Buffer.from(name), data]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), head, sizes, where, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(centrals.length, 4);
  end.writeUInt16LE(centrals.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\u0005\u0006'), end]);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  return crc;
});

/** As ZIP wants it (zlib.crc32 is newer than Node 20.18). */
function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 255] ?? 0);
  return ~crc >>> 0;
}
