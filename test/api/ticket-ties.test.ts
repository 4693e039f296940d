import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTeam } from '../../src/storage/teams.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';

interface HistoryItem {
  kind: string;
  changes: Record<string, { from: unknown; to: unknown }>;
}

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`what ties tickets on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;
    const sources: Record<string, string> = {};
    let agent = '';
    let posts = 0;

    beforeAll(async () => {
      records = await open();
      api = await openApi(records);
      for (const team of ['A', 'B']) {
        const { id } = await createTeam(records.db, { name: team, parent: null });
        if (team === 'A') agent = (await api.person('agent', 'agent', id)).session;
        const body = { kind: 'import', name: `Import ${team}`, team: id };
        sources[team] = (await api.ask('POST', '/api/sources', { body })).body.id;
      }
    });
    afterAll(async () => {
      await api?.close();
      await records?.close();
    });

    /** A mention of an author in a thread, and the ticket that it gets. */
    async function complain(
      who: string,
      text = 'Mạng chậm quá',
      team = 'A',
    ): Promise<{ mention: string; number: number }> {
      posts += 1;
      const said = `${text} (${posts})`;
      const body = {
        source: sources[team],
        externalId: `p${posts}`,
        text: said,
        author: { id: who, name: who },
        threadId: `t-${who}`,
      };
      await api.ask('POST', '/api/mentions', { body });
      const { items } = (await api.ask('GET', `/api/mentions?source=${sources[team]}&limit=200`)).body;
      const mention = items.find((each: { text: string }) => each.text === said).id;
      return { mention, number: (await api.ask('POST', `/api/mentions/${mention}/ticket`)).body.number };
    }
    const read = async (number: number) => (await api.ask('GET', `/api/tickets/${number}`)).body;
    const post = (number: number, what: string, body?: object, as?: string) =>
      api.ask('POST', `/api/tickets/${number}/${what}`, { body, ...(as === undefined ? {} : { as }) });
    const patch = async (number: number, body: object) => {
      const etag = (await api.ask('GET', `/api/tickets/${number}`)).headers.get('etag') ?? '';
      return api.ask('PATCH', `/api/tickets/${number}`, { body, headers: { 'if-match': etag } });
    };
    const history = async (number: number): Promise<HistoryItem[]> =>
      (await api.ask('GET', `/api/tickets/${number}/history`)).body.items;
    const found = async (q: string) =>
      (await api.ask('GET', `/api/tickets?q=${q}`)).body.items.map((each: { number: number }) => each.number);
    const mentionsOf = async (number: number) =>
      (await read(number)).mentions.map(({ id }: { id: string }) => id).sort();

    describe('merging', () => {
      it('is taken back whole: contents, state, words, and what was owed', async () => {
        const [one, other] = [await complain('hoa', 'zircon'), await complain('lan', 'topaz')];
        await post(one.number, 'messages', { kind: 'note', text: 'Gọi lại sau' });
        await patch(one.number, { status: 'pending', pendingOn: 'third-party' });
        await post(other.number, 'messages', { kind: 'reply', text: 'Xin lỗi chị' });
        expect((await read(other.number)).unansweredSince).toBeNull();
        const before = await read(one.number);

        const merged = await post(one.number, 'merge', { into: other.number });
        expect([merged.body.mentions.length, merged.body.messages.length]).toEqual([2, 2]);
        expect(merged.body.unansweredSince).not.toBeNull();
        expect(await found('zircon')).toContain(other.number);
        const later = await complain('lan', 'beryl');
        expect(later.number).toBe(other.number);

        const { status, body } = await post(one.number, 'unmerge');
        expect(status).toBe(200);
        for (const field of [
          'status',
          'pendingOn',
          'mergedInto',
          'resolvedAt',
          'unansweredSince',
          'mentions',
          'messages',
        ])
          expect([field, body[field]]).toEqual([field, before[field]]);
        expect(await mentionsOf(other.number)).toEqual([other.mention, later.mention].sort());
        expect([await found('zircon'), await found('topaz')]).toEqual([[one.number], [other.number]]);
        expect((await history(one.number)).map(({ kind }) => kind)).toEqual([
          ...['opened', 'message', 'changed', 'merged', 'unmerged'],
        ]);
        expect((await history(other.number)).at(-1)).toMatchObject({
          kind: 'unmerged',
          changes: { absorbed: { from: one.number, to: null } },
        });
        expect((await post(one.number, 'unmerge')).status).toBe(409);
        expect((await post(999_999, 'unmerge')).status).toBe(404);
      });

      it('takes what its customer writes later to where the case goes on', async () => {
        const [one, other, third] = [await complain('an'), await complain('bình'), await complain('chi')];
        await post(one.number, 'merge', { into: other.number });
        await post(other.number, 'merge', { into: third.number });
        expect((await complain('an')).number).toBe(third.number);
        expect((await post(one.number, 'unmerge')).status).toBe(409); // what it is part of is part of another
        await post(other.number, 'unmerge');
        expect((await complain('an')).number).toBe(other.number);
      });

      it('is not taken back into a case that has a newer ticket', async () => {
        const [one, other] = [await complain('dũng'), await complain('em')];
        await post(one.number, 'merge', { into: other.number });
        await patch(other.number, { status: 'closed' });
        const newer = await complain('dũng');
        expect([one.number, other.number]).not.toContain(newer.number);
        const refused = await post(one.number, 'unmerge');
        expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('newer ticket')]);
        expect((await read(one.number)).mergedInto).toBe(other.number);
      });

      it('opens a solved ticket again when somebody in it waits for an answer', async () => {
        const [one, other] = [await complain('giang'), await complain('hải')];
        await patch(other.number, { status: 'resolved' });
        expect((await post(one.number, 'merge', { into: other.number })).body).toMatchObject({
          status: 'open',
          resolvedAt: null,
        });
      });
    });

    describe('splitting', () => {
      it('makes a case of its own, linked, with clocks of its own; merging takes it back', async () => {
        const [one, again] = [await complain('khoa', 'mica'), await complain('khoa', 'agate')];
        expect(again.number).toBe(one.number);
        const made = await post(one.number, 'split', { mentions: [again.mention] });
        expect([made.status, made.headers.get('location')]).toEqual([201, `/api/tickets/${made.body.number}`]);
        expect(made.body).toMatchObject({ status: 'new', customer: { name: 'khoa' }, priority: 'normal' });
        expect(made.body.subject).toContain('agate');
        expect([made.body.firstResponseDueAt, made.body.unansweredSince]).not.toContain(null);
        expect([await mentionsOf(one.number), await mentionsOf(made.body.number)]).toEqual([
          [one.mention],
          [again.mention],
        ]);
        expect([await found('mica'), await found('agate')]).toEqual([[one.number], [made.body.number]]);
        const links = (await api.ask('GET', `/api/tickets/${made.body.number}/links`)).body.items;
        expect(links).toMatchObject([{ kind: 'related', ticket: { number: one.number } }]);
        expect((await history(one.number)).at(-1)).toMatchObject({
          kind: 'split',
          changes: { splitInto: { to: made.body.number } },
        });
        expect((await history(made.body.number))[0]?.changes.splitFrom?.to).toBe(one.number);
        await post(made.body.number, 'merge', { into: one.number });
        expect(await mentionsOf(one.number)).toEqual([one.mention, again.mention].sort());
      });

      it('leaves something behind, and takes nothing that is not there', async () => {
        const [one, other] = [await complain('linh'), await complain('minh')];
        for (const [body, path] of [
          [{ mentions: [one.mention] }, 'mentions'],
          [{ mentions: [other.mention] }, 'mentions'],
          [{ messages: ['00000000-0000-4000-8000-000000000000'] }, 'messages'],
          [{}, ''],
        ] as const) {
          const answer = await post(one.number, 'split', body);
          expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
        }
        await patch(one.number, { status: 'closed' });
        expect((await post(one.number, 'split', { mentions: [one.mention] })).status).toBe(409);
      });
    });

    it('links are seen from both sides, once each, and only by who sees the other', async () => {
      const [one, other, foreign] = [
        await complain('nga'),
        await complain('oanh'),
        await complain('phúc', 'Mạng chậm', 'B'),
      ];
      const links = async (number: number, as = 'administrator') =>
        (await api.ask('GET', `/api/tickets/${number}/links`, { as })).body.items.map(
          (each: { kind: string; ticket: { number: number } }) => [each.kind, each.ticket.number],
        );
      expect((await post(one.number, 'links', { to: other.number, kind: 'caused-by' })).status).toBe(200);
      expect((await post(one.number, 'links', { to: other.number, kind: 'caused-by' })).status).toBe(409);
      expect((await post(other.number, 'links', { to: one.number, kind: 'related' })).status).toBe(200);
      expect((await post(one.number, 'links', { to: other.number, kind: 'related' })).status).toBe(409);
      expect((await post(one.number, 'links', { to: one.number, kind: 'related' })).status).toBe(409);
      await post(one.number, 'links', { to: foreign.number, kind: 'duplicate-of' });
      expect(await links(one.number)).toEqual([
        ['caused-by', other.number],
        ['related', other.number],
        ['duplicate-of', foreign.number],
      ]);
      expect(await links(other.number)).toEqual([
        ['causes', one.number],
        ['related', one.number],
      ]);
      expect(await links(foreign.number)).toEqual([['duplicated-by', one.number]]);
      expect(await links(one.number, agent)).toEqual([
        ['caused-by', other.number],
        ['related', other.number],
      ]);
      expect((await post(other.number, 'links', { to: foreign.number, kind: 'related' }, agent)).status).toBe(404);
      const drop = (number: number, to: number, kind: string) => post(number, 'unlink', { to, kind });
      expect((await drop(one.number, other.number, 'related')).status).toBe(200);
      expect((await drop(one.number, other.number, 'related')).status).toBe(404);
      expect((await history(one.number)).at(-1)).toMatchObject({
        kind: 'unlinked',
        changes: { link: { from: 'related', to: null }, ticket: { to: other.number } },
      });
    });

    it('tags sort tickets, and snoozed ones can be left out', async () => {
      const [one, other] = [await complain('quân'), await complain('sơn')];
      expect((await patch(one.number, { tags: ['Hoàn Tiền', 'vip '] })).body.tags).toEqual(['hoàn tiền', 'vip']);
      const numbers = async (query: string) =>
        (await api.ask('GET', `/api/tickets?limit=200&${query}`)).body.items.map(
          (each: { number: number }) => each.number,
        );
      expect(await numbers(`tag=${encodeURIComponent('HOÀN tiền')}`)).toEqual([one.number]);
      const until = '2026-03-06T09:00:00+07:00';
      expect((await patch(other.number, { snoozedUntil: until })).body.snoozedUntil).toBe('2026-03-06T02:00:00.000Z');
      expect(await numbers('snoozed=true')).toEqual([other.number]);
      expect(await numbers('snoozed=false')).not.toContain(other.number);
      expect((await patch(one.number, { snoozedUntil: '2020-01-01T00:00:00Z' })).body.errors[0].path).toBe(
        'snoozedUntil',
      );
    });

    it('causes are a tree that the administrator keeps, counted up to its branches', async () => {
      const cause = async (code: string, parent: string | null = null) =>
        (await api.ask('POST', '/api/causes', { body: { code, name: code, parent } })).body.id;
      const network = await cause('NET');
      const [cell, core] = [await cause('NET-CELL', network), await cause('NET-CORE', network)];
      const change = (id: string, body: object) => api.ask('PATCH', `/api/causes/${id}`, { body });
      expect((await api.ask('POST', '/api/causes', { body: { code: 'NET', name: 'a' } })).status).toBe(409);
      expect((await change(network, { parent: cell })).status).toBe(409);
      expect((await change(cell, { parent: '00000000-0000-4000-8000-000000000000' })).status).toBe(422);
      for (const [who, id] of [
        ['tú', cell],
        ['uyên', cell],
        ['vân', core],
        ['xuân', network],
      ] as const) {
        const { number } = await complain(who);
        expect((await patch(number, { cause: id })).body.cause.id).toBe(id);
      }
      const counted = await api.ask('GET', '/api/analytics/causes?to=2026-03-06T00:00:00Z', { as: 'manager' });
      const rows = counted.body.items.map((each: { code: string; tickets: number; ticketsBelow: number }) => [
        each.code,
        each.tickets,
        each.ticketsBelow,
      ]);
      expect(rows).toEqual([
        ['NET', 1, 4],
        ['NET-CELL', 2, 2],
        ['NET-CORE', 1, 1],
      ]);
      expect(counted.body.unknown).toBeGreaterThan(0);
      expect((await change(core, { retired: true })).body.retired).toBe(true);
      const { number } = await complain('yến');
      for (const id of [core, '00000000-0000-4000-8000-000000000000']) {
        const refused = await patch(number, { cause: id });
        expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'cause']);
      }
    });
  });
}
