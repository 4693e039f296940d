import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

describe('behind proxies', () => {
  let records: TestRecords;
  const apis: TestApi[] = [];
  beforeAll(async () => {
    records = await embeddedRecords();
  });
  afterAll(async () => {
    for (const api of apis) await api.close();
    await records.close();
  });

  /** The address that the trail has of a refused sign-in with this header. */
  async function noted(api: TestApi, forwarded: string): Promise<string> {
    const body = { email: 'lan@example.vn', password: 'wrong wrong wrong' };
    await api.ask('POST', '/api/session', { as: 'nobody', body, headers: { 'x-forwarded-for': forwarded } });
    return (await api.ask('GET', '/api/audit?act=session.refused&limit=1')).body.items[0].ip;
  }

  it('no header is believed of who is not trusted', async () => {
    const api = await openApi(records);
    apis.push(api);
    expect(await noted(api, '203.0.113.9')).toBe('127.0.0.1');
  });

  it('a trusted one tells who asks, and nobody can forge more than what lies before it', async () => {
    const api = await openApi(records, { services: { trustedProxies: ['127.0.0.0/8', '::1', '10.0.0.0/8'] } });
    apis.push(api);
    expect(await noted(api, '203.0.113.9')).toBe('203.0.113.9');
    expect(await noted(api, '1.2.3.4, 203.0.113.9, 10.1.2.3')).toBe('203.0.113.9');
    expect(await noted(api, '2001:db8::7')).toBe('2001:db8::7');
    expect(await noted(api, '1.2.3.4, not-an-address')).toBe('127.0.0.1');
  });

  it('only addresses and networks can be trusted', () => {
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.5, 172.16.0.0/12,fd00::/8' }).TRUSTED_PROXIES).toHaveLength(3);
    expect(() => readConfig({ TRUSTED_PROXIES: 'proxy.internal' })).toThrow(/TRUSTED_PROXIES/);
  });
});
