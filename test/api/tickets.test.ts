import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTeam } from '../../src/storage/teams.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`tickets on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;
    let now = API_NOW;
    const teams = { north: '', hanoi: '', south: '' };
    const people: Record<string, { id: string; session: string }> = {};
    const sources: Record<string, string> = {};

    beforeAll(async () => {
      records = await open();
      api = await openApi(records, { now: () => now });
      teams.north = (await createTeam(records.db, { name: 'North', parent: null })).id;
      teams.hanoi = (await createTeam(records.db, { name: 'Hà Nội', parent: teams.north })).id;
      teams.south = (await createTeam(records.db, { name: 'South', parent: null })).id;
      people.manager = await api.person('manager', 'manager', teams.north);
      people.hanoi = await api.person('hanoi', 'agent', teams.hanoi);
      people.south = await api.person('south', 'agent', teams.south);
      people.marketing = await api.person('marketing', 'marketing', null);
      for (const [team, id] of Object.entries(teams)) {
        const body = { kind: 'import', name: `Import ${team}`, team: id };
        sources[team] = (await api.ask('POST', '/api/sources', { body })).body.id;
      }
    });
    afterAll(async () => {
      await api.close();
      await records.close();
    });

    let posts = 0;
    /** A new ticket of a team. */
    async function ticketOf(team: keyof typeof teams, text = 'Mạng chậm quá'): Promise<number> {
      posts += 1;
      const body = { source: sources[team], externalId: `post-${posts}`, text: `${text} (${posts})` };
      expect((await api.ask('POST', '/api/mentions', { body })).body).toMatchObject({ found: 1, new: 1 });
      const { items } = (await api.ask('GET', `/api/mentions?source=${sources[team]}`)).body;
      const mention = items.find((each: { text: string }) => each.text === body.text);
      const opened = await api.ask('POST', `/api/mentions/${mention.id}/ticket`);
      expect([opened.status, opened.headers.get('location')]).toEqual([200, `/api/tickets/${opened.body.number}`]);
      return opened.body.number;
    }
    const as = (who: string) => ({ as: people[who]?.session ?? '' });
    const read = (number: number) => api.ask('GET', `/api/tickets/${number}`);
    const patch = (number: number, body: object, etag: string | null, who = {}) =>
      api.ask('PATCH', `/api/tickets/${number}`, { body, ...who, headers: etag === null ? {} : { 'if-match': etag } });

    it('are read with mentions and messages, and changed by whoever names the version', async () => {
      const number = await ticketOf('north');
      const ticket = await read(number);
      expect(ticket.body).toMatchObject({ status: 'new', channel: 'import', assignee: null, messages: [] });
      expect(ticket.body.mentions).toHaveLength(1);
      const etag = ticket.headers.get('etag');
      expect(etag).toBe(`"${ticket.body.version}"`);

      expect((await patch(number, { status: 'open' }, null)).status).toBe(428);
      for (const other of ['"999"', 'nonsense', '*', '""']) {
        expect([other, (await patch(number, { status: 'open' }, other)).status]).toEqual([other, 412]);
      }
      const changed = await patch(number, { status: 'open', priority: 'high' }, etag);
      expect([changed.status, changed.body.status, changed.body.priority]).toEqual([200, 'open', 'high']);
      expect(changed.headers.get('etag')).not.toBe(etag);
      expect((await patch(number, { status: 'pending' }, etag)).status).toBe(412);
      expect((await patch(number, { status: 'new' }, changed.headers.get('etag'))).status).toBe(409);
      expect((await patch(number, {}, changed.headers.get('etag'))).status).toBe(422);
      expect((await patch(number, { number: 5 }, changed.headers.get('etag'))).status).toBe(422);
      expect((await patch(number, { status: 'resolved' }, `W/${changed.headers.get('etag')}`)).status).toBe(200);
    });

    it('lose no update: of twenty at once that read the same version, one wins', async () => {
      const number = await ticketOf('north');
      const etag = (await read(number)).headers.get('etag');
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => patch(number, { subject: `Subject ${i}` }, etag)),
      );
      const winners = answers.filter(({ status }) => status === 200);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(412)]);
      expect((await read(number)).body.subject).toBe(winners[0]?.body.subject);
      const { items } = (await api.ask('GET', `/api/tickets/${number}/history`)).body;
      expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['opened', 'changed']);
    });

    it('never answer 304: mentions change without their ticket', async () => {
      const number = await ticketOf('north');
      const etag = (await read(number)).headers.get('etag') ?? '';
      const again = await api.ask('GET', `/api/tickets/${number}`, { headers: { 'if-none-match': etag } });
      expect(again.status).toBe(200);
    });

    it('are seen by their team and those above it, and do not exist for others', async () => {
      const [north, hanoi, south] = [await ticketOf('north'), await ticketOf('hanoi'), await ticketOf('south')];
      const seen = async (who: string) => {
        const { items } = (await api.ask('GET', '/api/tickets?limit=200', as(who))).body;
        return [north, hanoi, south].map((number) => items.some((each: { number: number }) => each.number === number));
      };
      expect(await seen('manager')).toEqual([true, true, false]);
      expect(await seen('hanoi')).toEqual([false, true, false]);
      expect(await seen('south')).toEqual([false, false, true]);
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['GET', '/history', undefined],
        ['PATCH', '', { status: 'open' }],
        ['POST', '/messages', { kind: 'note', text: 'a' }],
        ['POST', '/assign', { assignee: null }],
        ['POST', '/merge', { into: hanoi }],
      ] as const) {
        const headers = { 'if-match': '"1"' };
        const answer = await api.ask(method, `/api/tickets/${south}${path}`, { body, headers, ...as('hanoi') });
        expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
      const into = await api.ask('POST', `/api/tickets/${hanoi}/merge`, { body: { into: south }, ...as('hanoi') });
      expect(into.status).toBe(404);
      expect((await read(south)).body).toMatchObject({ version: 1, status: 'new' });
    });

    it('are assigned to active users who may see them, and to nobody else', async () => {
      const number = await ticketOf('hanoi');
      const assign = (body: object, who = {}) => api.ask('POST', `/api/tickets/${number}/assign`, { body, ...who });
      const mine = await assign({ assignee: 'me' }, as('hanoi'));
      expect(mine.body.assignee).toEqual({ id: people.hanoi?.id, name: 'hanoi' });
      const { items } = (await api.ask('GET', '/api/tickets?assignee=me', as('hanoi'))).body;
      expect(items.map((each: { number: number }) => each.number)).toEqual([number]);
      expect((await assign({ assignee: people.manager?.id })).body.assignee.name).toBe('manager');

      const gone = await api.person('gone', 'agent', teams.hanoi);
      await api.ask('PATCH', `/api/agents/${gone.id}`, { body: { disabled: true } });
      for (const assignee of [people.south?.id, people.marketing?.id, gone.id, UNKNOWN]) {
        const answer = await assign({ assignee });
        expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'assignee']);
      }
      expect((await assign({ assignee: 'me' })).status).toBe(422); // a token is nobody
      expect((await assign({ assignee: null, team: UNKNOWN })).body.errors[0].path).toBe('team');
      const etag = (await read(number)).headers.get('etag');
      expect((await patch(number, { assignee: people.south?.id }, etag)).status).toBe(422);
      expect((await patch(number, { team: teams.south }, etag)).status).toBe(422); // its assignee could not see it
      const moved = await assign({ assignee: people.south?.id, team: teams.south });
      expect([moved.body.team.name, moved.body.assignee.name]).toEqual(['South', 'south']);
      expect((await assign({ assignee: null }, as('south'))).body.assignee).toBeNull();
    });

    it('keep replies and notes, and the first reply stops the clock', async () => {
      const number = await ticketOf('north');
      const add = (body: object, headers = {}) => api.ask('POST', `/api/tickets/${number}/messages`, { body, headers });
      const noted = await add({ kind: 'note', text: 'Khách gọi lần hai' });
      expect([noted.status, noted.body.firstRespondedAt, noted.body.status]).toEqual([201, null, 'new']);
      now = new Date(API_NOW.getTime() + 60_000);
      const replied = await add({ kind: 'reply', text: 'Bên em đang kiểm tra ạ' });
      expect(replied.body).toMatchObject({ firstRespondedAt: now.toISOString(), status: 'open' });
      expect(replied.body.messages.map(({ kind }: { kind: string }) => kind)).toEqual(['note', 'reply']);
      now = API_NOW;
      expect((await add({ kind: 'reply', text: '  ' })).status).toBe(422);
      expect((await add({ kind: 'shout', text: 'a' })).status).toBe(422);
      expect((await add({ kind: 'note', text: 'a' }, { 'if-match': '"1"' })).status).toBe(412);
      const { items } = (await api.ask('GET', `/api/tickets/${number}/history`)).body;
      expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['opened', 'message', 'message']);
    });

    it('merge: mentions and messages move, the emptied one is closed', async () => {
      const [one, other] = [await ticketOf('north'), await ticketOf('north')];
      await api.ask('POST', `/api/tickets/${one}/messages`, { body: { kind: 'note', text: 'a' } });
      const merged = await api.ask('POST', `/api/tickets/${one}/merge`, { body: { into: other } });
      expect([merged.status, merged.body.number]).toEqual([200, other]);
      expect([merged.body.mentions.length, merged.body.messages.length]).toEqual([2, 1]);
      expect((await read(one)).body).toMatchObject({ status: 'closed', mergedInto: other, mentions: [] });
      for (const [from, into, status] of [
        [one, other, 409], // part of it already
        [other, one, 409], // closed
        [other, other, 409],
        [other, 999_999, 404],
      ] as const) {
        const answer = await api.ask('POST', `/api/tickets/${from}/merge`, { body: { into } });
        expect([from, into, answer.status]).toEqual([from, into, status]);
      }
    });

    it('are listed by what was asked for, page by page', async () => {
      const urgent = await ticketOf('south', 'Cáp quang đứt cả phố');
      const etag = (await read(urgent)).headers.get('etag');
      await patch(urgent, { priority: 'urgent', assignee: people.south?.id }, etag);
      const numbers = async (query: string, who = {}) => {
        const answer = await api.ask('GET', `/api/tickets?${query}`, who);
        return answer.body.items.map((each: { number: number }) => each.number) as number[];
      };
      expect(await numbers('priority=urgent,high&status=new')).toEqual([urgent]);
      expect(await numbers('q=cap%20quang')).toEqual([urgent]);
      expect(await numbers(`assignee=${people.south?.id}`)).toEqual([urgent]);
      expect(await numbers(`assignee=none&team=${teams.south}`)).not.toContain(urgent);
      expect(await numbers('due=overdue')).toEqual([]);
      const soon = new Date(now.getTime() + 16 * 60_000).toISOString();
      expect(await numbers(`due=${encodeURIComponent(soon)}`)).toEqual([urgent]);
      now = new Date(now.getTime() + 16 * 60_000);
      expect(await numbers('due=overdue')).toEqual([urgent]);
      now = API_NOW;

      const every = await numbers('limit=200');
      const paged: number[] = [];
      for (let cursor = ''; ; ) {
        const page = (await api.ask('GET', `/api/tickets?limit=3${cursor && `&cursor=${cursor}`}`)).body;
        paged.push(...page.items.map((each: { number: number }) => each.number));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(every.length).toBeGreaterThan(6);
      expect(paged).toEqual(every);
      expect(every[0]).toBe(urgent);
    });
  });
}
