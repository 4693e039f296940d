import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '../../src/pipeline/imports/table.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { workbookParts, zip } from '../support/workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = `Mã,Nội dung,Khách hàng,Ngày đăng,Số sao,Ghi chú
1,"Mạng chậm quá, gọi tổng đài không được",Lan,20/11/2025 14:05,1,x
2,Gói cước rẻ,Minh,hôm nào đó,5,
3,,Hoa,,,không có nội dung
1,Trùng mã,Lan,,,
4,Không ngày tháng,,,,
`;

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`imports on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;
    let source: string;
    let made = 0;

    beforeAll(async () => {
      records = await open();
      api = await openApi(records);
    });
    beforeEach(async () => {
      made += 1;
      const body = { kind: 'import', name: `Khảo sát ${made}` };
      source = (await api.ask('POST', '/api/sources', { body })).body.id;
    });
    afterAll(async () => {
      await api.close();
      await records.close();
    });

    const send = async (file: string | Uint8Array, query: Record<string, string> = {}, type = 'text/csv') => {
      const parameters = new URLSearchParams({ source, ...query });
      const headers = { 'content-type': type };
      return api.ask('POST', `/api/imports?${parameters}`, { body: file, headers });
    };
    const mentions = async () => (await api.ask('GET', `/api/mentions?source=${source}`)).body.items;
    const rejects = [
      { row: 3, reason: expect.stringContaining('publishedAt'), cells: expect.objectContaining({ Mã: '2' }) },
      { row: 4, reason: 'it has no text', cells: expect.objectContaining({ 'Ghi chú': 'không có nội dung' }) },
      { row: 5, reason: 'externalId: is that of row 2 too', cells: expect.objectContaining({ Mã: '1' }) },
    ];

    it('say first what would come of a file, and store nothing', async () => {
      const { status, body } = await send(CSV, { dryRun: 'true' });
      expect(status).toBe(200);
      expect(body).toEqual({
        run: null,
        rows: 5,
        new: 2,
        known: 0,
        unmatched: 0,
        rejected: 3,
        columns: [
          { heading: 'Mã', field: 'externalId' },
          { heading: 'Nội dung', field: 'text' },
          { heading: 'Khách hàng', field: 'author' },
          { heading: 'Ngày đăng', field: 'publishedAt' },
          { heading: 'Số sao', field: 'rating' },
          { heading: 'Ghi chú', field: null },
        ],
        rejects,
      });
      expect([await mentions(), (await api.ask('GET', `/api/sources/${source}/runs`)).body.items]).toEqual([[], []]);
    });

    it('do what the dry run said, keep the rejected rows with the run, and change nothing the second time', async () => {
      const { body } = await send(CSV);
      expect(body).toMatchObject({ rows: 5, new: 2, known: 0, rejected: 3, rejects });
      const found = await mentions();
      expect(found).toMatchObject([
        { text: 'Không ngày tháng', publishedAt: null, kind: 'post' },
        { text: 'Mạng chậm quá, gọi tổng đài không được', publishedAt: '2025-11-20T07:05:00.000Z', kind: 'review' },
      ]);
      const [run] = (await api.ask('GET', `/api/sources/${source}/runs`)).body.items;
      expect(run).toMatchObject({ id: body.run, status: 'succeeded', found: 5, new: 2, rejected: 3 });
      expect(run.errors).toHaveLength(3);
      const first = await api.ask('GET', `/api/imports/${body.run}/rejects?limit=2`);
      expect(first.body.items).toEqual(rejects.slice(0, 2));
      const rest = await api.ask('GET', `/api/imports/${body.run}/rejects?cursor=${first.body.nextCursor}`);
      expect(rest.body).toEqual({ items: rejects.slice(2), nextCursor: null });
      expect((await send(CSV, { dryRun: 'true' })).body).toMatchObject({ new: 0, known: 2 });
      expect((await send(CSV)).body).toMatchObject({ new: 0, known: 2 });
      expect(await mentions()).toEqual(found);
      expect(api.processQueue.added.at(-1)).toMatchObject({ job: 'analyse' });
    });

    it('take workbooks and JSON, a mapping, and only what the queries of the source want', async () => {
      const file = zip(
        workbookParts([
          ['Cột A', 'Ngày'],
          ['Mạng đứt', { serial: 45981.5 }],
          ['Tuyển dụng', null],
        ]),
      );
      const mapping = JSON.stringify({ 'Cột A': 'text' });
      expect((await send(file, {}, XLSX)).body.detail).toContain('Give a mapping');
      expect((await send(file, { mapping }, XLSX)).body).toMatchObject({ rows: 2, new: 2, rejected: 0 });
      expect((await mentions())[0]).toMatchObject({ text: 'Tuyển dụng', publishedAt: null });
      const queryId = (await api.ask('POST', '/api/queries', { body: { name: `Mạng ${made}${name}`, rule: 'mạng' } }))
        .body.id;
      await api.ask('PATCH', `/api/sources/${source}`, { body: { queries: [queryId] } });
      const lines = '{"id":"a","text":"Mạng chậm","author":{"name":"Lan"}}\n{"id":"b","text":"Tuyển dụng nữa"}';
      const expected = { rows: 2, new: 1, unmatched: 1 };
      expect((await send(lines, { dryRun: 'true' }, 'application/x-ndjson')).body).toMatchObject(expected);
      expect((await send(lines, {}, 'application/x-ndjson')).body).toMatchObject(expected);
    });

    it('are refused where they can’t be read, naming what to do; nothing is stored then', async () => {
      const feed = { kind: 'rss', name: `Tin ${name}`, url: 'https://tin.example/rss' };
      const other = (await api.ask('POST', '/api/sources', { body: feed })).body.id;
      expect((await send(CSV, { source: other })).status).toBe(409);
      const nobody = '00000000-0000-4000-8000-000000000000';
      const cases: [number, string | Uint8Array, Record<string, string>, string?][] = [
        [404, CSV, { source: nobody }],
        [422, CSV, { mapping: '{"Mã":"nothing"}' }],
        [422, CSV, { mapping: '{' }],
        [422, 'Nội dung\n', {}],
        [422, '', {}],
        [422, Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), {}, XLSX],
        [422, 'PK\u0003\u0004', {}, XLSX],
        [422, '{"a":', {}, 'application/jsonl'],
        [413, Buffer.alloc(MAX_FILE_BYTES + 1, 97), {}],
        [415, CSV, {}, 'text/html'],
      ];
      for (const [status, file, query, type] of cases) expect((await send(file, query, type)).status).toBe(status);
      expect(await mentions()).toEqual([]);
      const runs = (await api.ask('GET', `/api/sources/${source}/runs`)).body.items;
      expect(new Set(runs.map((run: { status: string }) => run.status))).toEqual(new Set(['failed']));
      expect((await api.ask('GET', `/api/imports/${nobody}/rejects`)).status).toBe(404);
    });

    it('keep hostile cells as text, and what no column can hold out of the records', async () => {
      const hostile = `text,author\n"=cmd|' /C calc'!A0","<script>alert(1)</script>"\n"a\u0000b\ud800c",x\n"\u0001\u0002",y\n"x","bad\u0000"\n`;
      const { body } = await send(hostile);
      expect(body).toMatchObject({ rows: 4, new: 3, rejected: 1 });
      expect((await mentions()).map((item: { text: string }) => item.text).sort()).toEqual(
        ["=cmd|' /C calc'!A0", 'ab\ufffdc', 'x'].sort(),
      );
      expect((await api.ask('GET', `/api/imports/${body.run}/rejects`)).body.items).toHaveLength(1);
    });
  });
}
