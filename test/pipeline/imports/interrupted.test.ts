import { afterAll, beforeAll, expect, it } from 'vitest';
import { importFile } from '../../../src/pipeline/imports/import-file.ts';
import { listRuns } from '../../../src/storage/runs.ts';
import { createSource } from '../../../src/storage/sources.ts';
import { embeddedRecords, type TestRecords } from '../../support/databases.ts';

const ROWS = 3000;
let records: TestRecords;
beforeAll(async () => {
  records = await embeddedRecords();
});
afterAll(() => records.close());

it('keeps what was stored when it is broken off, and the same file again brings the rest', async () => {
  const { db } = records;
  const now = new Date('2026-11-23T00:00:00Z');
  const source = { kind: 'import', name: 'Khảo sát', settings: {}, everyMinutes: 15, enabled: false };
  const { id: sourceId } = await createSource(db, { ...source, queries: [], team: null }, now);
  const lines = Array.from({ length: ROWS }, (_, at) => `${at},Mạng chậm ở khu ${at}\n`);
  const file = Buffer.from(`id,text\n${lines.join('')}`);
  const stop = new AbortController();
  let looks = 0;
  const clock = {
    now: () => {
      looks += 1;
      if (looks === 5) stop.abort(new Error('stopped'));
      return now;
    },
  };
  const woken: true[] = [];
  const deps = { db, clock, wake: async () => void woken.push(true) };
  const reading = { mapping: {}, dayOrder: 'dmy', timeZone: 'Asia/Ho_Chi_Minh', dryRun: false, format: 'csv' } as const;
  const request = { sourceId, file, ...reading };
  await expect(importFile(deps, { ...request, signal: stop.signal })).rejects.toThrow('stopped');
  const [first] = (await listRuns(db, sourceId, { limit: 1 })).items;
  expect(first).toMatchObject({ status: 'interrupted' });
  expect(first?.new).toBeGreaterThan(0);
  expect(first?.new).toBeLessThan(ROWS);
  expect(woken).toHaveLength(1);
  const rest = await importFile(deps, { ...request, signal: new AbortController().signal });
  expect(rest).toMatchObject({ rows: ROWS, known: first?.new, new: ROWS - (first?.new ?? 0) });
});
