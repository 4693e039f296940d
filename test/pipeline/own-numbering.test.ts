import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

describe('posts that are handed in', () => {
  let records: TestRecords;
  let api: TestApi;
  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records);
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  const sourceOf = async (name: string): Promise<string> =>
    (await api.ask('POST', '/api/sources', { body: { kind: 'import', name } })).body.id;
  const handIn = (body: object) => api.ask('POST', '/api/mentions', { body });

  it('keeps apart what two sources of handed-in posts number alike', async () => {
    const [source, other] = [await sourceOf('Khảo sát'), await sourceOf('Khảo sát khác')];
    const post = { externalId: '1', threadId: 'Q1', author: { name: 'Khách hàng' } };
    expect((await handIn({ source, ...post, text: 'Mạng chậm' })).body.new).toBe(1);
    expect((await handIn({ source: other, ...post, text: 'Cước cao' })).body.new).toBe(1);
    expect((await handIn({ source: other, ...post, text: 'Cước quá cao' })).body.new).toBe(0);
    const textsOf = async (id: string) =>
      (await api.ask('GET', `/api/mentions?source=${id}`)).body.items.map((item: { text: string }) => item.text);
    expect([await textsOf(source), await textsOf(other)]).toEqual([['Mạng chậm'], ['Cước quá cao']]);
  });
});
