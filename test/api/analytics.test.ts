import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/analysis.ts';
import { analysePending } from '../../src/storage/mention-steps.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';
import { analysisOf } from '../support/samples.ts';

const praise: Partial<Analysis> = {
  sentiment: { label: 'positive', score: 0.9 },
  complaint: { label: false, score: 0.1 },
  intent: 'praise',
};
const place = { name: 'Huế', province: 'Huế', formerProvince: 'Thừa Thiên Huế' };
const opinion = (brand: string, sentiment: 'positive' | 'negative') => ({ brand, isCompetitor: false, sentiment });

/** When each was published, and what the language stage made of it. */
const POSTS: readonly { at: string; source: 0 | 1; analysis: Partial<Analysis> }[] = [
  { at: '2026-03-02T16:59:59Z', source: 0, analysis: { places: [place, { ...place, name: 'Phú Vang' }] } },
  { at: '2026-03-02T17:00:00Z', source: 0, analysis: { ...praise, brands: [opinion('viettel', 'positive')] } },
  {
    at: '2026-03-04T03:00:00Z',
    source: 1,
    analysis: {
      topics: ['network', 'billing'],
      intent: 'leaving',
      products: ['ST120K'],
      brands: [opinion('viettel', 'negative'), opinion('mobifone', 'positive')],
    },
  },
  { at: '2026-03-04T03:00:00Z', source: 1, analysis: { spam: true } },
  { at: '2026-03-04T03:00:00Z', source: 1, analysis: { language: 'other' } },
  { at: '2026-01-04T03:00:00Z', source: 1, analysis: {} },
];

describe('analytics', () => {
  let records: TestRecords;
  let api: TestApi;
  const sources: string[] = [];

  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records);
    for (const name of ['Khảo sát', 'Cửa hàng'])
      sources.push((await api.ask('POST', '/api/sources', { body: { kind: 'import', name } })).body.id);
    for (const [index, { at, source }] of POSTS.entries()) {
      const post = { externalId: `post-${index}`, text: `bài ${index}`, publishedAt: at };
      await api.ask('POST', '/api/mentions', { body: { source: sources[source], ...post } });
    }
    await analysePending(records.db, 100, API_NOW, (mentions) =>
      mentions.map(({ id, text }) => ({ id, analysis: analysisOf(POSTS[Number(text.split(' ')[1])]?.analysis) })),
    );
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  const get = async (path: string) => (await api.ask('GET', `/api/analytics/${path}`, { as: 'marketing' })).body;
  const rows = async (path: string): Promise<string[]> =>
    (await get(path)).items.map(
      ({ key, count, complaints, positive, negative }: Record<string, unknown>) =>
        `${key}: ${count}, ${complaints} complaints, +${positive} -${negative}`,
    );

  it('tell sentiment over time in days of the team, those without mentions too', async () => {
    expect(await rows('sentiment?from=2026-03-01T17:00:00Z&to=2026-03-04T17:00:00Z')).toEqual([
      '2026-03-01T17:00:00.000Z: 1, 1 complaints, +0 -1',
      '2026-03-02T17:00:00.000Z: 1, 0 complaints, +1 -0',
      '2026-03-03T17:00:00.000Z: 1, 1 complaints, +0 -1',
    ]);
    const hours = await rows('sentiment?from=2026-03-02T16:30:00Z&to=2026-03-02T18:10:00Z&interval=hour');
    expect(hours.map((row) => row.split(',')[0])).toEqual([
      '2026-03-02T16:00:00.000Z: 1',
      '2026-03-02T17:00:00.000Z: 1',
      '2026-03-02T18:00:00.000Z: 0',
    ]);
  });

  it('look at the last 30 days when no span is given', async () => {
    const found = await get('topics');
    expect([found.from, found.to]).toEqual(['2026-02-03T02:00:00.000Z', API_NOW.toISOString()]);
    expect(await rows('topics')).toEqual(['network: 3, 2 complaints, +1 -2', 'billing: 1, 1 complaints, +0 -1']);
  });

  it('count by source with its name, by intent, product and province, a mention once in each', async () => {
    const { items } = await get('sources');
    expect(items.map(({ key, name, count }: Record<string, unknown>) => [key, name, count])).toEqual([
      [sources[0], 'Khảo sát', 2],
      [sources[1], 'Cửa hàng', 1],
    ]);
    expect(await rows('intents')).toHaveLength(3);
    expect(await rows('products')).toEqual(['ST120K: 1, 1 complaints, +0 -1']);
    expect(await rows('provinces')).toEqual(['Huế: 1, 1 complaints, +0 -1']);
    expect(await rows('topics?intent=praise')).toEqual(['network: 1, 0 complaints, +1 -0']);
  });

  it('tell the share of voice with the sentiment towards each brand', async () => {
    const { items } = await get('share-of-voice');
    expect(items).toEqual([
      { key: 'viettel', count: 2, complaints: 1, positive: 1, neutral: 0, negative: 1, share: 2 / 3 },
      { key: 'mobifone', count: 1, complaints: 1, positive: 1, neutral: 0, negative: 0, share: 1 / 3 },
    ]);
    const before = 'from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z';
    expect((await get(`share-of-voice?${before}`)).items).toEqual([]);
  });

  it('lead from every group to its mentions', async () => {
    const list = async (query: string) => (await api.ask('GET', `/api/mentions?${query}`)).body.items.length;
    expect(await list('brand=viettel&from=2026-02-03T02:00:00Z')).toBe(2);
    // Without `counted` the mentions have advertising and other languages among them, which figures leave out.
    const shop = `source=${sources[1]}&from=2026-02-03T02:00:00Z`;
    expect([await list(shop), await list(`${shop}&counted=true`)]).toEqual([3, 1]);
    expect([await list('product=ST120K'), await list('province=Hu%E1%BA%BF'), await list('intent=leaving')]).toEqual([
      1, 1, 1,
    ]);
  });

  it('tell what the desk did: opened, answered and resolved, each on its own day, of the teams in sight', async () => {
    const { items: mentions } = (await api.ask('GET', `/api/mentions?source=${sources[0]}`)).body;
    for (const { id } of mentions) await api.ask('POST', `/api/mentions/${id}/ticket`);
    const { items } = (await api.ask('GET', '/api/tickets')).body;
    const [first] = items;
    await api.ask('POST', `/api/tickets/${first.number}/messages`, { body: { kind: 'reply', text: 'Chào anh' } });
    const found = (await get('service?from=2026-03-03T17:00:00Z&to=2026-03-06T17:00:00Z')).items;
    expect(found.map(({ opened, answered }: { opened: number; answered: number }) => [opened, answered])).toEqual([
      [0, 0],
      [2, 1],
      [0, 0],
    ]);
    expect(found[1]).toMatchObject({ answeredInTime: 1, answerMinutes: 0, resolved: 0, resolutionMinutes: null });
    const other = (await api.ask('POST', '/api/teams', { body: { name: 'Miền Nam' } })).body.id;
    const nobody = (await get(`service?from=2026-03-03T17:00:00Z&to=2026-03-06T17:00:00Z&team=${other}`)).items;
    expect(nobody[1]).toMatchObject({ opened: 0, answered: 0 });
    const stranger = await api.person('manager-of-the-south', 'manager', other);
    const seen = await api.ask('GET', '/api/analytics/service?from=2026-03-03T17:00:00Z', { as: stranger.session });
    expect(seen.body.items.every(({ opened }: { opened: number }) => opened === 0)).toBe(true);
  });

  it('refuse spans of more steps than a chart has', async () => {
    const path = '/api/analytics/sentiment?from=2020-01-01T00:00:00Z&interval=hour';
    const { status, body } = await api.ask('GET', path);
    expect([status, body.errors?.[0]?.path]).toEqual([422, 'interval']);
  });
});
