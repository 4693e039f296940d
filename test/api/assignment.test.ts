import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTeam } from '../../src/storage/teams.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';

describe('assignment over HTTP', () => {
  let records: TestRecords;
  let api: TestApi;
  let now = API_NOW;
  let team: string;
  let source: string;
  const people: Record<string, { id: string; session: string }> = {};
  const as = (who: string) => ({ as: people[who]?.session ?? '' });

  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records, { now: () => now });
    team = (await createTeam(records.db, { name: 'Bắc', parent: null })).id;
    const other = (await createTeam(records.db, { name: 'Nam', parent: null })).id;
    people.manager = await api.person('manager', 'manager', team);
    people.lan = await api.person('lan', 'agent', team);
    people.mai = await api.person('mai', 'agent', team);
    people.stranger = await api.person('stranger', 'agent', other);
    source = (await api.ask('POST', '/api/sources', { body: { kind: 'import', name: 'Import', team } })).body.id;
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  let posts = 0;
  async function ticket(): Promise<number> {
    posts += 1;
    await api.ask('POST', '/api/mentions', { body: { source, externalId: `${posts}`, text: `Mạng chậm ${posts}` } });
    const { items } = (await api.ask('GET', `/api/mentions?source=${source}&limit=200`)).body;
    const mention = items.find(({ text }: { text: string }) => text === `Mạng chậm ${posts}`);
    return (await api.ask('POST', `/api/mentions/${mention.id}/ticket`)).body.number;
  }
  const next = (who: string) => api.ask('POST', '/api/tickets/next', as(who));

  it('tells who is there, until nothing is heard of them', async () => {
    const there = await api.ask('PUT', '/api/presence', { ...as('lan'), body: { status: 'online' } });
    expect(there.body).toMatchObject({ user: { id: people.lan?.id }, team, status: 'online', capacity: 10, load: 0 });
    expect(api.processQueue.added.map(({ job }) => job)).toContain('assign');
    const list = async (who: string) => (await api.ask('GET', '/api/presence', as(who))).body.items;
    expect(await list('manager')).toMatchObject([{ status: 'online', since: API_NOW.toISOString() }]);
    expect(await list('stranger')).toEqual([]);
    now = new Date(API_NOW.getTime() + 100_000);
    expect(await list('lan')).toMatchObject([{ status: 'away' }]);
    expect((await api.ask('PUT', '/api/presence', { body: { status: 'online' } })).status).toBe(409);
  });

  it('lets an agent take what is due first, one after the other, up to their capacity', async () => {
    const [first, second] = [await ticket(), await ticket()];
    const profile = { capacity: 2, topics: [], languages: [], channels: [] };
    const path = `/api/agents/${people.lan?.id}/profile`;
    expect((await api.ask('PUT', path, { ...as('lan'), body: profile })).status).toBe(403);
    expect((await api.ask('PUT', path, { ...as('manager'), body: profile })).body).toEqual(profile);
    expect((await api.ask('GET', path, as('stranger'))).status).toBe(404);
    expect((await next('stranger')).body).toEqual({ ticket: null });
    expect((await next('lan')).body.ticket).toMatchObject({ number: first, assignee: { id: people.lan?.id } });
    expect((await next('lan')).body.ticket.number).toBe(second);
    expect((await next('lan')).status).toBe(409);
    expect((await next('mai')).body).toEqual({ ticket: null });
    expect((await api.ask('POST', '/api/tickets/next')).status).toBe(409);
    const { items } = (await api.ask('GET', `/api/tickets/${first}/history`)).body;
    expect(items.at(-1)).toMatchObject({
      kind: 'assigned',
      actor: 'lan',
      changes: { assignee: { to: people.lan?.id } },
    });
  });

  it('is set by who answers for the team, and for no other', async () => {
    const rules = { strategy: 'round-robin', sticky: true, skills: false };
    const path = `/api/teams/${team}/assignment`;
    expect((await api.ask('GET', path, as('lan'))).body.strategy).toBe('manual');
    expect((await api.ask('PUT', path, { ...as('lan'), body: rules })).status).toBe(403);
    expect((await api.ask('PUT', path, { ...as('manager'), body: rules })).body).toEqual(rules);
    expect((await api.ask('GET', path, as('stranger'))).status).toBe(404);
    const [noted] = (await api.ask('GET', '/api/audit?act=team.assignment-changed')).body.items;
    expect(noted).toMatchObject({ actor: { name: 'manager' }, subject: { id: team }, details: rules });
  });

  it('hands shifts over, one’s own or one’s team’s', async () => {
    const path = `/api/agents/${people.lan?.id}/hand-over`;
    const mai = people.mai?.id;
    const hand = (who: string, to: string | null) => api.ask('POST', path, { ...as(who), body: { to, note: 'Chờ' } });
    expect((await hand('mai', mai ?? null)).status).toBe(403);
    expect((await hand('stranger', null)).status).toBe(404);
    expect((await hand('lan', people.stranger?.id ?? null)).status).toBe(422);
    expect((await hand('lan', mai ?? null)).body).toEqual({ tickets: 2 });
    expect((await hand('manager', null)).body).toEqual({ tickets: 0 });
    const { items } = (await api.ask('GET', `/api/tickets?assignee=${mai}`)).body;
    expect(items).toHaveLength(2);
    const shown = (await api.ask('GET', `/api/tickets/${items[0].number}`)).body;
    expect(shown.messages).toMatchObject([{ kind: 'note', text: 'Chờ', author: { name: 'lan' } }]);
  });
});
