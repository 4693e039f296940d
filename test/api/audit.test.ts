import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

const PASSWORD = 'correct horse battery';

describe('the audit trail over HTTP', () => {
  let records: TestRecords;
  let api: TestApi;
  let lan: string;

  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records);
    const body = { email: 'lan@example.vn', name: '=cmd|x', role: 'agent', password: PASSWORD };
    lan = (await api.ask('POST', '/api/agents', { body })).body.id;
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
  const trail = async (query: string): Promise<any[]> => (await api.ask('GET', `/api/audit?${query}`)).body.items;

  it('has sign-ins, refused ones, and the way out', async () => {
    const signIn = (email: string, password: string) =>
      api.ask('POST', '/api/session', { as: 'nobody', body: { email, password } });
    await signIn('lan@example.vn', 'wrong wrong wrong');
    await signIn('my password', 'wrong wrong wrong');
    const session = /langnghe=([^;]+)/.exec((await signIn('lan@example.vn', PASSWORD)).headers.get('set-cookie') ?? '');
    await api.ask('DELETE', '/api/session', { as: session?.[1] ?? '' });
    const entries = await trail('act=session');
    expect(entries.map(({ act, actor, details, ip }) => [act, actor.id, details, ip])).toEqual([
      ['session.ended', lan, {}, '127.0.0.1'],
      ['session.started', lan, {}, '127.0.0.1'],
      ['session.refused', null, {}, '127.0.0.1'],
      ['session.refused', null, { email: 'lan@example.vn' }, '127.0.0.1'],
    ]);
  });

  it('has every change of people, teams, settings and sources, and no secret', async () => {
    await api.ask('PATCH', `/api/agents/${lan}`, { body: { role: 'manager', password: 'another long password' } });
    const team = (await api.ask('POST', '/api/teams', { body: { name: 'Miền Trung' } })).body.id;
    await api.ask('PATCH', `/api/teams/${team}`, { body: { name: 'Trung' } });
    await api.ask('PUT', '/api/settings/desk', { body: { complaintThreshold: 0.7 } });
    const feed = { kind: 'rss', name: 'Tin', url: 'https://tin.example/rss', everyMinutes: 15 };
    const source = (await api.ask('POST', '/api/sources', { body: feed })).body.id;
    await api.ask('PATCH', `/api/sources/${source}`, { body: { everyMinutes: 5 } });
    await api.ask('DELETE', `/api/sources/${source}`);
    const [changed] = await trail(`subjectKind=user&subjectId=${lan}&act=user.changed`);
    expect(changed.details).toEqual({ role: 'manager', password: 'changed' });
    expect(changed.actor).toMatchObject({ kind: 'token', name: 'administrator' });
    const acts = (await trail('limit=200')).map(({ act }) => act);
    const expected = ['team.created', 'team.changed', 'source.created', 'source.changed', 'source.deleted'];
    for (const act of [...expected, 'user.created', 'settings.changed']) expect(acts, act).toContain(act);
    const [settings] = await trail('act=settings.changed');
    expect(settings.details).toEqual({ complaintThreshold: { from: null, to: 0.7 } });
    expect(JSON.stringify(await trail('limit=200'))).not.toContain(PASSWORD);
  });

  it('a refused change leaves no entry', async () => {
    const before = (await trail('limit=200')).length;
    expect((await api.ask('PATCH', `/api/agents/${lan}`, { body: { name: '' } })).status).toBe(422);
    const twice = { email: 'lan@example.vn', name: 'x', role: 'agent', password: PASSWORD };
    expect((await api.ask('POST', '/api/agents', { body: twice })).status).toBe(409);
    expect((await trail('limit=200')).length).toBe(before);
  });

  it('goes out as lines of JSON and as CSV without formulas, and says so in itself', async () => {
    const lines = await api.ask('GET', '/api/audit/export?act=user.created');
    expect(lines.headers.get('content-type')).toContain('ndjson');
    expect(JSON.parse(lines.text.trim()).details.name).toBe('=cmd|x');
    await api.ask('POST', '/api/session', {
      as: 'nobody',
      body: { email: 'lan@example.vn', password: 'another long password' },
    });
    const csv = await api.ask('GET', '/api/audit/export?format=csv&act=session.started');
    expect(csv.headers.get('content-disposition')).toContain('audit.csv');
    expect(csv.text).toContain(",'=cmd|x,");
    const [noted] = await trail('act=audit.exported');
    expect(noted.details).toEqual({ act: 'session.started', format: 'csv', count: 2 });
  });

  it('refuses what can’t be looked for', async () => {
    for (const query of ['actor=lan', 'act=Session', 'ip=999.1.1.1', 'from=yesterday', 'limit=201'])
      expect((await api.ask('GET', `/api/audit?${query}`)).status, query).toBe(422);
  });

  it('is checked as a whole, also against an end that was written down earlier', async () => {
    const verify = (body: object) => api.ask('POST', '/api/audit/verify', { body });
    const { head, breaks } = (await verify({})).body;
    expect([head.sequence > 0, breaks]).toEqual([true, []]);
    expect((await verify({ earlier: head })).body.breaks).toEqual([]);
    const forged = await verify({ earlier: { ...head, hash: 'f'.repeat(64) } });
    expect(forged.body.breaks).toEqual([{ sequence: head.sequence, reason: 'changed' }]);
  });
});
