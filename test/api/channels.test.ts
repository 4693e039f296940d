import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channels } from '../../src/channels/channels.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';
import { OTT_SECRETS } from '../support/ott-webhook.ts';

const settings = { network: 'mocha', apiUrl: 'https://ott.example.vn', contact: 'CSKH Viettel', ...OTT_SECRETS };

describe('channels over HTTP', () => {
  let records: TestRecords;
  let api: TestApi;
  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records, { services: { publicUrl: 'https://nghe.example.vn/' } });
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  const create = (name: string, more: object = {}) =>
    api.ask('POST', '/api/channels', { body: { kind: 'ott', name, settings, ...more } });

  it('lists every kind with its settings and limits', async () => {
    const { items } = (await api.ask('GET', '/api/channel-kinds')).body;
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(channels.map(({ kind }) => kind));
  });

  it('keeps secrets to itself, and tells the address of the webhook', async () => {
    const made = await create('Mocha');
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      health: 'healthy',
      secretsSet: ['apiSecret', 'webhookSecret'],
      webhook: `https://nghe.example.vn/webhooks/ott/${made.body.id}`,
    });
    expect(made.text).not.toContain('a secret for');
    expect(made.headers.get('location')).toBe(`/api/channels/${made.body.id}`);
    expect((await api.ask('GET', '/api/channels')).body.items).toEqual([made.body]);
  });

  it('keeps secrets that a change leaves out, but sends them to no other server', async () => {
    const { id, settings: shown } = (await create('Thay')).body;
    const change = (body: object) => api.ask('PATCH', `/api/channels/${id}`, { body });
    expect((await change({ settings: { ...shown, perSecond: 5 } })).body).toMatchObject({
      settings: { perSecond: 5 },
      secretsSet: ['apiSecret', 'webhookSecret'],
    });
    const moved = { ...shown, apiUrl: 'https://evil.example' };
    expect((await change({ settings: moved })).status).toBe(422);
    expect((await change({ settings: { ...moved, ...OTT_SECRETS } })).status).toBe(200);
    expect((await change({ settings: { ...shown, webhookSecret: null } })).status).toBe(422);
  });

  it('refuses what its kind does not take, unknown teams and taken names', async () => {
    const refused = await create('Sai', { settings: { ...settings, network: 'Không được', apiUrl: 'ftp://x' } });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'settings.apiUrl',
      'settings.network',
    ]);
    expect((await create('Lạ', { kind: 'pigeon' })).status).toBe(422);
    expect((await create('Đội', { team: '00000000-0000-4000-8000-000000000000' })).status).toBe(422);
    expect((await create('Nguồn', { source: '00000000-0000-4000-8000-000000000000' })).status).toBe(422);
    expect((await create('Mocha')).status).toBe(409);
  });

  it('has a source that only the channel changes, and frees its name when it goes', async () => {
    const { id, source } = (await create('Đi rồi')).body;
    expect((await api.ask('GET', `/api/sources/${source}`)).body).toMatchObject({ kind: 'ott', enabled: false });
    expect((await api.ask('PATCH', `/api/sources/${source}`, { body: { enabled: true } })).status).toBe(409);
    expect((await api.ask('DELETE', `/api/sources/${source}`)).status).toBe(409);
    expect((await api.ask('POST', `/api/sources/${source}/collect`)).status).toBe(409);
    await api.ask('PATCH', `/api/channels/${id}`, { body: { name: 'Đổi tên' } });
    expect((await api.ask('GET', `/api/sources/${source}`)).body.name).toBe('Đổi tên');
    expect((await api.ask('DELETE', `/api/channels/${id}`)).status).toBe(204);
    expect((await api.ask('GET', `/api/channels/${id}`)).status).toBe(404);
    expect((await create('Đổi tên')).status).toBe(201);
  });

  it('notes down who made, changed and took away a channel, without their settings', async () => {
    const acts = (await api.ask('GET', '/api/audit?limit=200')).body.items.filter((entry: { act: string }) =>
      entry.act.startsWith('channel.'),
    );
    expect(new Set(acts.map(({ act }: { act: string }) => act))).toEqual(
      new Set(['channel.created', 'channel.changed', 'channel.deleted']),
    );
    expect(JSON.stringify(acts)).not.toContain('a secret for');
  });
});
