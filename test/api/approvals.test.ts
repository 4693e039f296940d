import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTeam } from '../../src/storage/teams.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`answering with care, on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;
    let now = API_NOW;
    const teams = { north: '', hanoi: '', south: '' };
    const people: Record<string, { id: string; session: string }> = {};
    let ticket: number;
    const as = (who: string) => ({ as: people[who]?.session ?? '' });

    beforeAll(async () => {
      records = await open();
      api = await openApi(records, { now: () => now });
      teams.north = (await createTeam(records.db, { name: 'North', parent: null })).id;
      teams.hanoi = (await createTeam(records.db, { name: 'Hà Nội', parent: teams.north })).id;
      teams.south = (await createTeam(records.db, { name: 'South', parent: null })).id;
      people.lan = await api.person('lan', 'agent', teams.hanoi);
      people.mai = await api.person('mai', 'agent', teams.hanoi);
      people.lead = await api.person('lead', 'manager', teams.hanoi);
      people.head = await api.person('head', 'manager', teams.north);
      people.south = await api.person('south', 'manager', teams.south);
      const source = (await api.ask('POST', '/api/sources', { body: { kind: 'import', name: 'I', team: teams.hanoi } }))
        .body.id;
      await api.ask('POST', '/api/mentions', { body: { source, externalId: '1', text: 'Mạng chậm' } });
      const { items } = (await api.ask('GET', `/api/mentions?source=${source}`)).body;
      ticket = (await api.ask('POST', `/api/mentions/${items[0].id}/ticket`)).body.number;
    });
    afterAll(async () => {
      await api.close();
      await records.close();
    });

    const levels = (count: number, who = 'administrator') =>
      api.ask('PUT', `/api/teams/${teams.hanoi}/approval`, { as: who, body: { levels: count } });
    const say = (text: string, who = 'lan', kind = 'reply') => {
      now = new Date(now.getTime() + 1000);
      return api.ask('POST', `/api/tickets/${ticket}/messages`, { ...as(who), body: { kind, text } });
    };
    const decide = (id: string, what: string, who: string, body?: object) =>
      api.ask('POST', `/api/approvals/${id}/${what}`, { ...as(who), ...(body === undefined ? {} : { body }) });
    const texts = async () =>
      (await api.ask('GET', `/api/tickets/${ticket}`)).body.messages.map(({ text }: { text: string }) => text);
    const waiting = async (who: string) => (await api.ask('GET', '/api/approvals', as(who))).body.items;

    it('lets replies out at once where nobody wants to approve them, and notes always', async () => {
      expect((await say('Chào chị')).status).toBe(201);
      expect((await levels(2, 'manager')).status).toBe(403);
      expect((await levels(2)).body).toEqual({ levels: 2 });
      expect((await say('ghi chú', 'lan', 'note')).status).toBe(201);
      expect(await texts()).toEqual(['Chào chị', 'ghi chú']);
    });

    it('keeps a reply back until two of different teams said yes, then sends it as its author’s', async () => {
      const held = await say('Bên em xin lỗi');
      expect(held.status).toBe(202);
      const { id } = held.body.heldReplies[0];
      expect(held.body.heldReplies).toMatchObject([{ status: 'pending', levels: 2, author: { name: 'lan' } }]);
      expect(await texts()).not.toContain('Bên em xin lỗi');
      expect(await waiting('lead')).toMatchObject([{ id }]);
      expect(await waiting('south')).toEqual([]);
      expect((await decide(id, 'approve', 'lan')).status).toBe(403);
      expect((await decide(id, 'approve', 'south')).status).toBe(404);
      expect((await decide(id, 'approve', 'lead')).body.status).toBe('pending');
      expect((await decide(id, 'approve', 'lead')).status).toBe(403);
      const both = await Promise.all([decide(id, 'approve', 'head'), decide(id, 'approve', 'head')]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect((await texts()).filter((text: string) => text === 'Bên em xin lỗi')).toHaveLength(1);
      const { messages, firstRespondedAt } = (await api.ask('GET', `/api/tickets/${ticket}`)).body;
      expect(messages.at(-1).author).toEqual({ id: people.lan?.id, name: 'lan' });
      expect(firstRespondedAt).not.toBeNull();
      const noted = (await api.ask('GET', '/api/audit?act=reply.approved')).body.items;
      expect(noted.map(({ details }: { details: { level: number } }) => details.level)).toEqual([2, 1]);
    });

    it('refuses with a reason, which is final; authors take back their own only', async () => {
      const refused = (await say('Thôi kệ')).body.heldReplies.at(-1).id;
      expect((await decide(refused, 'refuse', 'lead', {})).status).toBe(422);
      const { body } = await decide(refused, 'refuse', 'lead', { reason: 'Thiếu lời xin lỗi' });
      expect([body.status, body.decisions[0].reason]).toEqual(['refused', 'Thiếu lời xin lỗi']);
      expect((await decide(refused, 'approve', 'head')).status).toBe(409);
      const second = (await say('Để em xem')).body.heldReplies.at(-1).id;
      expect((await decide(second, 'withdraw', 'mai')).status).toBe(403);
      expect((await decide(second, 'withdraw', 'lan')).body.status).toBe('withdrawn');
      expect((await decide(second, 'withdraw', 'lan')).status).toBe(409);
      expect(await waiting('head')).toEqual([]);
      expect(await texts()).not.toContain('Thôi kệ');
    });

    it('says who else is at the ticket, until they leave or are not heard of', async () => {
      const path = `/api/tickets/${ticket}/onlookers`;
      const look = (who: string, doing: string) => api.ask('PUT', path, { ...as(who), body: { doing } });
      expect((await look('lan', 'viewing')).body).toEqual({ items: [] });
      const since = now.toISOString();
      now = new Date(now.getTime() + 30_000);
      const lan = { id: people.lan?.id, name: 'lan' };
      expect((await look('mai', 'answering')).body.items).toEqual([{ user: lan, doing: 'viewing', since }]);
      await look('lan', 'viewing');
      expect((await api.ask('GET', path, as('lead'))).body.items).toMatchObject([
        { user: lan, since },
        { user: { name: 'mai' }, doing: 'answering' },
      ]);
      now = new Date(now.getTime() + 45_001);
      expect((await look('lan', 'answering')).body).toEqual({ items: [] });
      expect((await look('lan', 'nothing')).body).toEqual({ items: [] });
      expect((await api.ask('GET', path, as('lead'))).body).toEqual({ items: [] });
      expect((await look('south', 'viewing')).status).toBe(404);
    });
  });
}
