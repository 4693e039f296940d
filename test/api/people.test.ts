import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const PASSWORD = 'correct horse battery';

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`people, settings and operations on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;

    beforeAll(async () => {
      records = await open();
      api = await openApi(records);
    });
    afterAll(async () => {
      await api.close();
      await records.close();
    });

    const makeTeam = (team: string, parent: string | null = null) =>
      api.ask('POST', '/api/teams', { body: { name: team, parent } });

    it('tells what each role may do, and how the program is', async () => {
      const { roles, permissions } = (await api.ask('GET', '/api/roles')).body;
      expect(roles).toEqual(['administrator', 'manager', 'agent', 'marketing']);
      expect(permissions).toContainEqual({ permission: 'queries:write', roles: ['administrator', 'marketing'] });
      const { body } = await api.ask('GET', '/api/operations/system');
      expect(body).toMatchObject({ nodeVersion: process.version, mentions: 0, tickets: 0, lag: { analyse: 0 } });
      expect(body.records.bytes).toBeGreaterThan(1_000_000);
    });

    it('teams form a tree without circles', async () => {
      const top = (await makeTeam('Top')).body.id;
      const middle = (await makeTeam('Middle', top)).body.id;
      const low = (await makeTeam('Low', middle)).body.id;
      expect((await makeTeam('Top')).status).toBe(409);
      expect((await makeTeam('Orphan', UNKNOWN)).body.errors).toEqual([{ path: 'parent', message: 'is no team' }]);
      const move = (id: string, parent: string | null) => api.ask('PATCH', `/api/teams/${id}`, { body: { parent } });
      expect((await move(top, low)).status).toBe(409);
      expect((await move(top, top)).status).toBe(409);
      expect((await move(low, top)).body.parent).toBe(top);
      expect((await move(UNKNOWN, top)).status).toBe(404);
      expect((await api.ask('PATCH', `/api/teams/${low}`, { body: { name: 'Top' } })).status).toBe(409);
      const { items } = (await api.ask('GET', '/api/teams', { as: 'agent' })).body;
      expect(items).toContainEqual({ id: low, name: 'Low', parent: top });
    });

    it('teams moved below each other at once still make no circle', async () => {
      const [a, b] = [(await makeTeam('A')).body.id, (await makeTeam('B')).body.id];
      const answers = await Promise.all([
        api.ask('PATCH', `/api/teams/${a}`, { body: { parent: b } }),
        api.ask('PATCH', `/api/teams/${b}`, { body: { parent: a } }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('users are made and changed, and a new password ends their sessions', async () => {
      const body = { email: 'Lan@Example.vn', name: 'Lan', role: 'agent', password: PASSWORD };
      const made = await api.ask('POST', '/api/agents', { body });
      expect([made.status, made.body.email, made.text.includes('assword')]).toEqual([201, 'lan@example.vn', false]);
      expect((await api.ask('POST', '/api/agents', { body })).status).toBe(409);
      expect((await api.ask('POST', '/api/agents', { body: { ...body, team: UNKNOWN } })).status).toBe(422);

      const signIn = (password: string) =>
        api.ask('POST', '/api/session', { as: 'nobody', body: { email: 'lan@example.vn', password } });
      const cookie = /langnghe=([^;]+)/.exec((await signIn(PASSWORD)).headers.get('set-cookie') ?? '')?.[1] ?? '';
      const change = (wanted: object) => api.ask('PATCH', `/api/agents/${made.body.id}`, { body: wanted });
      expect((await change({ role: 'manager' })).body.role).toBe('manager');
      expect((await api.ask('GET', '/api/session', { as: cookie })).body.role).toBe('manager');
      await change({ password: `${PASSWORD} 2` });
      expect((await api.ask('GET', '/api/session', { as: cookie })).status).toBe(401);
      expect((await signIn(PASSWORD)).status).toBe(401);
      await change({ disabled: true });
      expect((await signIn(`${PASSWORD} 2`)).status).toBe(401);
      expect((await api.ask('PATCH', `/api/agents/${UNKNOWN}`, { body: { name: 'x' } })).status).toBe(404);
      const { items } = (await api.ask('GET', '/api/agents', { as: 'agent' })).body;
      expect(items).toContainEqual({ ...made.body, role: 'manager', disabled: true });
    });

    it('the last administrator stays, also when the last two remove each other at once', async () => {
      const [one, other] = [await api.person('one', 'administrator'), await api.person('other', 'administrator')];
      const answers = await Promise.all(
        [one, other].map(({ id }) => api.ask('PATCH', `/api/agents/${id}`, { body: { role: 'agent' } })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { items } = (await api.ask('GET', '/api/agents')).body;
      const left = items.filter(
        (user: { role: string; disabled: boolean }) => user.role === 'administrator' && !user.disabled,
      );
      expect(left).toHaveLength(1);
      const last = `/api/agents/${left[0].id}`;
      expect((await api.ask('PATCH', last, { body: { disabled: true } })).status).toBe(409);
      expect((await api.ask('PATCH', last, { body: { name: 'Chị Lan', role: 'administrator' } })).status).toBe(200);
    });

    it('the desk’s settings are read and set', async () => {
      const before = (await api.ask('GET', '/api/settings/desk', { as: 'manager' })).body;
      expect(before).toMatchObject({
        complaintThreshold: null,
        brandAuthors: [],
      });
      const wanted = { ...before, complaintThreshold: 0.7, brandAuthors: ['CSKH'] };
      expect((await api.ask('PUT', '/api/settings/desk', { body: wanted })).body).toEqual(wanted);
      expect((await api.ask('GET', '/api/settings/desk')).body).toEqual(wanted);
    });

    it('failed jobs are shown and tried again', async () => {
      const failure = {
        id: '7',
        job: 'collect',
        data: {},
        error: 'HTTP 500',
        failedAt: '2026-03-05T02:00:00.000Z',
        attempts: 5,
      };
      api.collectQueue.failures.set('7', failure);
      const { items } = (await api.ask('GET', '/api/operations/failed-jobs')).body;
      expect(items).toEqual([
        { queue: 'collect', id: '7', name: 'collect', error: 'HTTP 500', failedAt: failure.failedAt, attempts: 5 },
      ]);
      const retry = (queue: string) => api.ask('POST', `/api/operations/failed-jobs/${queue}/7/retry`);
      expect((await retry('collect')).status).toBe(202);
      expect((await retry('collect')).status).toBe(404);
      expect((await retry('none')).status).toBe(404);
    });
  });
}
