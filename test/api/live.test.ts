import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { changeUser, revokeTokens } from '../../src/storage/people.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { RECORDS, type TestRecords } from '../support/databases.ts';
import { EventClient, type SentEvent } from '../support/sse.ts';
import { type TwoTeams, twoTeams } from '../support/two-teams.ts';

/** The feed is looked at when a test says so. */
const BY_HAND = { pollMs: 2 ** 30, countMs: 2 ** 30 };

for (const { name, skip, open } of RECORDS) {
  describe.skipIf(skip !== null)(`live events on ${skip ?? name}`, () => {
    let records: TestRecords;
    let api: TestApi;
    let world: TwoTeams;
    let theirSession: string;
    let now = API_NOW;
    const clients: EventClient[] = [];

    beforeAll(async () => {
      records = await open();
      api = await openApi(records, { live: { ...BY_HAND, perPerson: 3, recent: 500 }, now: () => now });
      world = await twoTeams(records, api);
      theirSession = (await api.person('theirs', 'agent', world.theirs.team)).session;
    });
    afterEach(() => {
      for (const client of clients.splice(0)) client.close();
    });
    afterAll(async () => {
      await api.close();
      await records.close();
    });

    const follow = async (session: string, lastId?: string, at = api) => {
      const place = lastId === undefined ? {} : { 'last-event-id': lastId };
      const client = await EventClient.open(`${at.url}/api/live`, { cookie: `langnghe=${session}`, ...place });
      clients.push(client);
      return client;
    };
    /** Follows from here on. */
    const followReady = async (session: string) => {
      await api.live.poll();
      const client = await follow(session);
      expect((await client.next())?.event).toBe('ready');
      return client;
    };
    const must = async (method: string, path: string, body?: unknown, as = 'administrator') => {
      const answer = await api.ask(method, path, { as, body });
      expect(answer.status, answer.text).toBeLessThan(300);
      return answer.body;
    };
    const viewer = (who: string) => world.viewers[who]?.session ?? '';
    const ours = () => Number(world.ours.byCollection.tickets);
    const theirs = () => Number(world.theirs.byCollection.tickets);
    const patch = async (ticket: number, body: object) => {
      const { headers } = await api.ask('GET', `/api/tickets/${ticket}`);
      const sent = { body, headers: { 'if-match': headers.get('etag') ?? '' } };
      const answer = await api.ask('PATCH', `/api/tickets/${ticket}`, sent);
      expect(answer.status, answer.text).toBe(200);
      return answer.body;
    };
    let serial = 0;
    /** Changes a ticket; what everybody who may learn of it is told by then lies before the end of `poll`. */
    const touch = (ticket: number) => {
      serial += 1;
      return patch(ticket, { tags: [`t${serial}`] });
    };
    const about = (ticket: number) => (event: SentEvent) => event.data.ticket === ticket;

    it('reaches whoever sees the ticket and nobody of the team beside, who are told of their own', async () => {
      const [agent, manager, other] = await Promise.all(
        [viewer('agent'), viewer('manager'), theirSession].map(followReady),
      );
      const before = await must('GET', `/api/tickets/${ours()}`);
      await touch(ours());
      await touch(theirs());
      await api.live.poll();
      for (const client of [agent, manager]) {
        const event = await client?.next();
        expect(event).toMatchObject({
          event: 'ticket',
          data: { kind: 'ticket.changed', ticket: ours(), team: world.ours.team, fields: ['tags'] },
        });
        expect(event?.data.version).toBe(before.version + 1);
      }
      expect(await other?.next()).toMatchObject({ data: { ticket: theirs() } });
    });

    it('carries no word of a customer, no name and no subject', async () => {
      const all = await followReady((await api.person('root', 'administrator')).session);
      await must('POST', `/api/tickets/${ours()}/messages`, { kind: 'note', text: 'Khách alpha 0912345678' });
      await patch(ours(), { subject: 'Chị Hoa 0912345678' });
      await touch(theirs());
      await api.live.poll();
      const told = JSON.stringify(await all.until(about(theirs())));
      expect(told).toContain('ticket.message');
      expect(told).not.toMatch(/alpha|0912|Hoa|Khách|administrator/);
    });

    it('keeps who sees only their own to what is theirs, and tells them when it goes', async () => {
      const own = await followReady(viewer('own'));
      const { id } = (await must('GET', '/api/session', undefined, viewer('own'))) as { id: string };
      await touch(ours());
      await patch(ours(), { assignee: id });
      await patch(ours(), { assignee: null });
      await touch(ours());
      await api.live.poll();
      expect(await own.next()).toMatchObject({ data: { kind: 'notification.assigned', ticket: ours() } });
      expect(await own.next()).toMatchObject({ data: { kind: 'ticket.assigned', ticket: ours(), assignee: id } });
      expect(await own.next()).toMatchObject({ data: { kind: 'ticket.left', ticket: ours(), assignee: id } });
      await patch(ours(), { assignee: id });
      await api.live.poll();
      expect(await own.next()).toMatchObject({ data: { kind: 'notification.assigned' } });
      expect(await own.next()).toMatchObject({ data: { kind: 'ticket.assigned' } });
      await patch(ours(), { assignee: null });
    });

    it('tells the team that a ticket left, and the other that it came', async () => {
      const [agent, other] = await Promise.all([viewer('agent'), theirSession].map(followReady));
      await patch(ours(), { team: world.theirs.team });
      await patch(ours(), { tags: ['there'] });
      await patch(ours(), { team: world.ours.team });
      await api.live.poll();
      const left = (await agent?.next())?.data;
      expect(left).toMatchObject({ kind: 'ticket.left', ticket: ours(), team: world.ours.team });
      // Nothing of what was done to it over there.
      expect((await agent?.next())?.data).toMatchObject({ kind: 'ticket.assigned', team: world.ours.team });
      const seen = (await other?.until(({ data }) => data.kind === 'ticket.left')) ?? [];
      expect(seen.map(({ data }) => data.kind)).toEqual(['ticket.assigned', 'ticket.changed', 'ticket.left']);
    });

    it('loses nothing and repeats nothing when a client comes back, here or at another process', async () => {
      const other = await openApi(records, { live: { ...BY_HAND } });
      try {
        const first = await followReady(viewer('agent'));
        await touch(ours());
        await api.live.poll();
        await first.next();
        first.close();
        const versions: number[] = [];
        for (let each = 0; each < 3; each += 1) versions.push((await touch(ours())).version);
        await touch(theirs());
        for (const at of [api, other]) {
          const again = await follow(viewer('agent'), first.lastId, at);
          expect(await again.next()).toMatchObject({ event: 'ready', id: first.lastId });
          versions.push((await touch(ours())).version);
          await at.live.poll();
          for (const version of versions) expect((await again.next())?.data).toMatchObject({ ticket: ours(), version });
        }
        // The first process has not looked since; it catches up when somebody names a later place.
        await touch(ours());
        await other.live.poll();
        const here = await followReady(viewer('agent'));
        const { lastId } = here;
        await touch(ours());
        await api.live.poll();
        expect(Number((await here.next())?.id)).toBeGreaterThan(Number(lastId));
      } finally {
        await other.close();
      }
    });

    it('says so when it can’t tell what is missing: after too long, and after a restore', async () => {
      const short = await openApi(records, { live: { ...BY_HAND, recent: 2 } });
      try {
        const before = (await followReady(viewer('agent'))).lastId;
        for (let each = 0; each < 4; each += 1) await touch(ours());
        for (const lost of [before, String(Number.MAX_SAFE_INTEGER)]) {
          const client = await follow(viewer('agent'), lost, short);
          expect((await client.next())?.event).toBe('reset');
          await touch(ours());
          await short.live.poll();
          expect((await client.next())?.data.ticket).toBe(ours());
        }
      } finally {
        await short.close();
      }
    });

    it('is closed to whoever has no tickets to see, and to places that are none', async () => {
      expect((await api.ask('GET', '/api/live', { as: 'marketing' })).status).toBe(403);
      expect((await api.ask('GET', '/api/live', { as: 'nobody' })).status).toBe(401);
      expect((await api.ask('GET', '/api/live?after=-1')).status).toBe(422);
      expect((await api.ask('GET', '/api/live', { headers: { 'last-event-id': 'x' } })).status).toBe(422);
      expect((await api.ask('HEAD', '/api/live')).status).toBe(200);
    });

    it('ends with the session, and when the person’s rights or teams change', async () => {
      const ends = async (session: string, act: (id: string) => Promise<unknown>, id: string) => {
        const client = await followReady(session);
        await act(id);
        await api.live.poll();
        expect(await client.next()).toMatchObject({ event: 'closing', data: { reason: 'rights-changed' } });
        expect(await client.next()).toBeNull();
        expect(client.retryMs).toBeLessThanOrEqual(5000);
        return follow(session, client.lastId);
      };
      const person = () => api.person('leaver', 'agent', world.ours.team);
      const signsOut = await person();
      const gone = await ends(signsOut.session, () => must('DELETE', '/api/session', undefined, signsOut.session), '');
      expect(gone.response.status).toBe(401);
      const change = (set: Parameters<typeof changeUser>[2]) => (id: string) => changeUser(records.db, id, set, now);
      const disabled = await person();
      expect((await ends(disabled.session, change({ disabled: true }), disabled.id)).response.status).toBe(401);
      const demoted = await person();
      expect((await ends(demoted.session, change({ role: 'marketing' }), demoted.id)).response.status).toBe(403);
      const moved = await person();
      const back = await ends(moved.session, change({ team: world.theirs.team }), moved.id);
      expect((await back.next())?.event).toBe('ready');
      await touch(ours());
      await touch(theirs());
      await api.live.poll();
      expect(await back.next()).toMatchObject({ data: { ticket: theirs() } });
      const manager = await followReady(viewer('manager'));
      await must('POST', '/api/teams', { name: 'Đội mới', parent: world.ours.team });
      await api.live.poll();
      expect(await manager.next()).toMatchObject({ event: 'closing', data: { reason: 'rights-changed' } });
    });

    it('ends with a token that is revoked', async () => {
      const short = await openApi(records, { live: { ...BY_HAND } });
      try {
        const { headers } = await short.ask('GET', '/api/live', { as: 'agent' });
        expect(headers.get('content-type')).toMatch('text/event-stream');
        await revokeTokens(records.db, 'agent', now);
        expect((await short.ask('GET', '/api/live', { as: 'agent' })).status).toBe(401);
      } finally {
        await short.close();
      }
    });

    it('lets nobody slip in whose rights changed between the question and the answer', async () => {
      const place = await api.live.place(undefined);
      const late = await api.person('late', 'agent', world.ours.team);
      const sent: string[] = [];
      const stream = {
        send: () => sent.push('sent') > 0,
        end: (reason: string) => void sent.push(reason),
        onClose: () => undefined,
      };
      await changeUser(records.db, late.id, { team: world.theirs.team }, now);
      await api.live.poll();
      api.live.join({ id: late.id, scope: [world.ours.team], until: null, stream: stream as never }, place);
      expect(sent).toEqual(['rights-changed']);
    });

    it('sends everybody away when the program stops, for a while', async () => {
      const stopping = await openApi(records, { live: BY_HAND });
      const client = await follow(viewer('agent'), undefined, stopping);
      expect((await client.next())?.event).toBe('ready');
      await stopping.close();
      expect(await client.next()).toMatchObject({ event: 'closing', data: { reason: 'stopping' } });
      expect(await client.next()).toBeNull();
      expect(client.retryMs).toBeGreaterThanOrEqual(1000);
    });

    it('keeps a person to so many connections: the oldest goes', async () => {
      const { session } = await api.person('tabs', 'agent', world.ours.team);
      const tabs = [];
      for (let each = 0; each < 4; each += 1) tabs.push(await followReady(session));
      expect(await tabs[0]?.next()).toMatchObject({ event: 'closing', data: { reason: 'too-many-connections' } });
      expect(tabs[0]?.retryMs).toBe(60_000);
      await touch(ours());
      await api.live.poll();
      for (const tab of tabs.slice(1)) expect((await tab.next())?.data.ticket).toBe(ours());
    });

    it('tells who is at a ticket, and them alone, that somebody else came, does something else, and went', async () => {
      const [agent, manager] = await Promise.all([viewer('agent'), viewer('manager')].map(followReady));
      const look = (who: string, doing: string) =>
        must('PUT', `/api/tickets/${ours()}/onlookers`, { doing }, viewer(who));
      await look('agent', 'viewing');
      for (const doing of ['viewing', 'viewing', 'answering', 'nothing']) await look('manager', doing);
      await look('agent', 'nothing');
      await touch(ours());
      await api.live.poll();
      const seen = (await agent?.until(({ event }) => event === 'ticket')) ?? [];
      expect(seen.map(({ data }) => data.kind)).toEqual([...Array(3).fill('onlookers.changed'), 'ticket.changed']);
      expect((await manager?.next())?.event).toBe('ticket');
    });

    it('tells of replies that wait, of proposed incidents, and how long the queues are', async () => {
      const agent = await followReady(viewer('agent'));
      const other = await followReady(theirSession);
      await must('PUT', `/api/teams/${world.ours.team}/approval`, { levels: 1 });
      const shown = await must(
        'POST',
        `/api/tickets/${ours()}/messages`,
        { kind: 'reply', text: 'Chào' },
        viewer('agent'),
      );
      const approval = shown.heldReplies.at(-1).id;
      await must('POST', `/api/approvals/${approval}/refuse`, { reason: 'Không' }, viewer('manager'));
      await must('PUT', `/api/teams/${world.ours.team}/approval`, { levels: 0 });
      const incident = world.ours.byCollection.incidents ?? '';
      await must('POST', `/api/incidents/${incident}/close`, {});
      await touch(ours());
      await touch(theirs());
      await api.live.poll();
      await api.live.count();
      const seen = await agent.until(({ data }) => data.kind === 'queue.waiting');
      const kinds = seen.map(({ data }) => data.kind);
      expect(kinds).toEqual(expect.arrayContaining(['approval.waiting', 'approval.refused', 'incident.closed']));
      expect(seen.find(({ event }) => event === 'incident')?.data.incident).toBe(incident);
      const { items } = await must('GET', '/api/tickets?assignee=none&status=new,open', undefined, viewer('agent'));
      expect(seen.at(-1)?.data).toEqual({ kind: 'queue.waiting', team: world.ours.team, waiting: items.length });
      const elsewhere = await other.until(({ event }) => event === 'queue');
      expect(elsewhere.every(({ data }) => data.ticket === theirs() || data.team === world.theirs.team)).toBe(true);
    });

    it('keeps a quiet connection’s place up to date, and ends it when the session’s time is over', async () => {
      const { session } = await api.person('quiet', 'agent', world.ours.team);
      const client = await followReady(session);
      const { lastId } = client;
      await touch(theirs());
      await api.live.poll();
      api.live.beat();
      await touch(ours());
      await api.live.poll();
      await client.next();
      expect(Number(client.lastId)).toBeGreaterThan(Number(lastId));
      now = new Date(API_NOW.getTime() + 2 * 3_600_000);
      api.live.beat();
      expect(await client.next()).toMatchObject({ event: 'closing', data: { reason: 'session-over' } });
      now = API_NOW;
    });
  });
}
