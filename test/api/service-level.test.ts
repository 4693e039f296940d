import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepClocks } from '../../src/pipeline/due.ts';
import { createTeam } from '../../src/storage/teams.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, silent, type TestRecords } from '../support/databases.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('service level settings', () => {
  let records: TestRecords;
  let api: TestApi;
  let [above, below] = ['', ''];

  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records);
    above = (await createTeam(records.db, { name: 'Miền Nam', parent: null })).id;
    below = (await createTeam(records.db, { name: 'Cần Thơ', parent: above })).id;
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  const put = (body: object) => api.ask('PUT', '/api/settings/sla', { body });
  const hours = (team: string) => api.ask('GET', `/api/teams/${team}/business-hours`);

  it('promise by priority until somebody sets them, and are set as a whole', async () => {
    const { body } = await api.ask('GET', '/api/settings/sla', { as: 'manager' });
    expect(body.policies.map(({ priorities }: { priorities: string[] }) => priorities)).toEqual([
      ...[['urgent'], ['high'], ['normal'], ['low']],
    ]);
    expect(body.legal).toEqual({ acceptanceWorkingDays: null, settlementWorkingDays: 20 });
    const policy = { name: 'Zalo', channels: ['zalo'], targets: { firstResponse: { minutes: 30 } } };
    const set = await put({ policies: [policy], legal: { acceptanceWorkingDays: 2 } });
    expect(set.body.policies[0]).toMatchObject({ warnAt: [0.75], targets: { resolution: null } });
    expect((await api.ask('GET', '/api/settings/sla')).body).toEqual(set.body);
    const { items } = (await api.ask('GET', '/api/audit?act=settings.changed')).body;
    expect(items[0].subject).toEqual({ kind: 'settings', id: 'sla' });
    expect((await put({})).body.policies).toHaveLength(4);
  });

  it.each([
    [{ policies: [{ name: 'A', targets: {}, teams: [UNKNOWN] }] }, 'policies.0.teams'],
    [
      {
        policies: [
          { name: 'A', targets: {} },
          { name: 'A', targets: {} },
        ],
      },
      'policies',
    ],
    [{ policies: [{ name: 'A', targets: { resolution: { minutes: 0 } } }] }, 'policies.0.targets.resolution.minutes'],
    [{ policies: [{ name: 'A', targets: {}, warnAt: [1] }] }, 'policies.0.warnAt.0'],
    [{ businessHours: { week: {} } }, 'businessHours.week'],
    [{ businessHours: { timeZone: 'Asia/Sài Gòn' } }, undefined],
  ])('refuse %j', async (body, path) => {
    const answer = await put(body);
    expect(answer.status).toBe(422);
    if (path !== undefined) expect(answer.body.errors.map((each: { path: string }) => each.path)).toContain(path);
  });

  it('hand a team’s hours to those below it, until they are taken away', async () => {
    expect((await hours(below)).body).toMatchObject({ from: null, businessHours: { holidays: 'vietnam' } });
    const own = { timeZone: 'Europe/Berlin', holidays: 'none' };
    const set = await api.ask('PUT', `/api/teams/${above}/business-hours`, { body: own });
    expect(set.body).toMatchObject({ from: above, businessHours: own });
    expect((await hours(below)).body).toEqual(set.body);
    expect((await api.ask('DELETE', `/api/teams/${above}/business-hours`)).body.from).toBeNull();
    expect((await hours(below)).body.from).toBeNull();
    expect((await hours(UNKNOWN)).status).toBe(404);
    expect((await api.ask('PUT', `/api/teams/${UNKNOWN}/business-hours`, { body: {} })).status).toBe(404);
    const manager = await api.person('manager', 'manager', below);
    const asked = await api.ask('GET', `/api/teams/${above}/business-hours`, { as: manager.session });
    expect(asked.status).toBe(404);
  });

  it('are tried on a ticket that might be, before anybody saves them', async () => {
    const settings = { policies: [{ name: 'Nhanh', targets: { firstResponse: { minutes: 5, time: 'calendar' } } }] };
    const sample = { channel: 'zalo', priority: 'low', openedAt: '2026-03-06T10:00:00+07:00' };
    const preview = (team: string) =>
      api.ask('POST', '/api/settings/sla/preview', { body: { settings, team, ...sample } });
    expect((await preview(below)).body).toMatchObject({
      policy: 'Nhanh',
      firstResponseDueAt: '2026-03-06T03:05:00.000Z',
      resolutionDueAt: null,
    });
    expect((await preview(UNKNOWN)).status).toBe(404);
    expect((await api.ask('GET', '/api/settings/sla')).body.policies).not.toContainEqual(
      expect.objectContaining({ name: 'Nhanh' }),
    );
  });

  it('count for tickets that are open already', async () => {
    const source = (await api.ask('POST', '/api/sources', { body: { kind: 'import', name: 'Import', team: below } }))
      .body.id;
    await api.ask('POST', '/api/mentions', { body: { source, externalId: 'a', text: 'Mạng chậm' } });
    const [mention] = (await api.ask('GET', `/api/mentions?source=${source}`)).body.items;
    const { number } = (await api.ask('POST', `/api/mentions/${mention.id}/ticket`)).body;
    const read = async () => (await api.ask('GET', `/api/tickets/${number}`)).body;
    const minutes = (instant: string) => (Date.parse(instant) - API_NOW.getTime()) / 60_000;
    expect(minutes((await read()).firstResponseDueAt)).toBe(240);
    const targets = { firstResponse: { minutes: 60 } };
    await put({ policies: [{ name: 'Cả vùng', teams: [above], targets }] });
    await stepClocks({ db: records.db, clock: { now: () => API_NOW }, logger: silent }, new AbortController().signal);
    expect(await read()).toMatchObject({ slaPolicy: 'Cả vùng', resolutionDueAt: null });
    expect(minutes((await read()).firstResponseDueAt)).toBe(60);
    await put({});
  });
});
