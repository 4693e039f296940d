import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendBroadcasts } from '../../src/pipeline/incident-work.ts';
import { createTeam } from '../../src/storage/teams.ts';
import { openTicket } from '../../src/storage/ticket-writes.ts';
import { API_NOW, openApi, type TestApi } from '../support/api.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';
import { newTicketOf } from '../support/new-tickets.ts';

describe('incidents over HTTP', () => {
  let records: TestRecords;
  let api: TestApi;
  let incident: string;
  const tickets: number[] = [];
  const people: Record<string, string> = {};

  beforeAll(async () => {
    records = await embeddedRecords();
    api = await openApi(records);
    const teams: string[] = [];
    for (const name of ['Bắc', 'Nam']) teams.push((await createTeam(records.db, { name, parent: null })).id);
    for (const [index, team] of [0, 0, 1].entries()) {
      const more = { teamId: teams[team] ?? '' };
      tickets.push(
        (await openTicket(records.db, await newTicketOf(records.db, `case-${index}`, API_NOW, more))).number,
      );
    }
    people.lan = (await api.person('lan', 'agent', teams[0])).session;
    people.lead = (await api.person('lead', 'manager', teams[0])).session;
    people.head = (await api.person('head', 'manager')).session;
    people.south = (await api.person('south', 'manager', teams[1])).session;
    await api.ask('PUT', `/api/teams/${teams[0]}/approval`, { body: { levels: 1 } });
  });
  afterAll(async () => {
    await api.close();
    await records.close();
  });

  const ask = (who: string, method: string, path: string, body?: object) =>
    api.ask(method, path, { as: people[who] ?? '', ...(body === undefined ? {} : { body }) });
  const input = (named: number[]) => ({ title: 'Mất sóng, gọi 0912345678', tickets: named });

  it('are opened by an agent with tickets that they see', async () => {
    expect((await ask('lan', 'POST', '/api/incidents', { title: 'Mất sóng', tickets: [] })).status).toBe(422);
    expect((await ask('lan', 'POST', '/api/incidents', input([tickets[2] ?? 0]))).status).toBe(404);
    const made = await ask('lan', 'POST', '/api/incidents', input(tickets.slice(0, 2)));
    expect([made.status, made.body.status, made.body.tickets]).toEqual([201, 'open', 2]);
    incident = made.body.id;
    expect(made.headers.get('location')).toBe(`/api/incidents/${incident}`);
    expect((await ask('lan', 'POST', '/api/incidents', input(tickets.slice(0, 1)))).status).toBe(409);
  });

  it('are out of sight for who sees none of their tickets, and count what each one sees', async () => {
    const path = `/api/incidents/${incident}`;
    expect((await ask('south', 'GET', path)).status).toBe(404);
    expect((await ask('south', 'GET', '/api/incidents')).body.items).toEqual([]);
    await ask('head', 'POST', `${path}/tickets`, { attach: [tickets[2]] });
    const counts = await Promise.all(
      ['lead', 'south', 'head'].map(async (who) => (await ask(who, 'GET', path)).body.tickets),
    );
    expect(counts).toEqual([2, 1, 3]);
    const listed = (await ask('south', 'GET', `${path}/tickets`)).body.items;
    expect(listed.map(({ number }: { number: number }) => number)).toEqual([tickets[2]]);
    expect((await ask('lead', 'GET', '/api/incidents?status=open')).body.items).toHaveLength(1);
    expect((await ask('lead', 'GET', '/api/incidents?status=closed')).body.items).toEqual([]);
  });

  it('hide numbers from agents', async () => {
    const [agent, manager] = [await ask('lan', 'GET', '/api/incidents'), await ask('lead', 'GET', '/api/incidents')];
    expect(agent.text).not.toContain('0912345678');
    expect(manager.text).toContain('0912345678');
  });

  it('tell how they stand', async () => {
    const { body } = await ask('lan', 'POST', `/api/incidents/${incident}/updates`, { text: 'Đang sửa' });
    expect(body.updates).toMatchObject([{ by: 'lan', text: 'Đang sửa' }]);
  });

  it('answer all tickets once a second person said yes, and note who did', async () => {
    const path = `/api/incidents/${incident}/broadcast`;
    expect((await ask('lan', 'POST', path, { text: 'x' })).status).toBe(403);
    const [held] = (await ask('lead', 'POST', path, { text: 'Đã xong' })).body.broadcasts;
    expect(held).toMatchObject({ status: 'waiting', left: 2, author: { name: 'lead' } });
    const decide = `/api/broadcasts/${held.id}`;
    expect((await ask('lead', 'POST', `${decide}/approve`)).status).toBe(403);
    expect((await ask('south', 'POST', `${decide}/approve`)).status).toBe(403);
    expect((await ask('head', 'POST', `${decide}/approve`)).body.broadcasts[0]).toMatchObject({
      status: 'sending',
      decidedBy: 'head',
    });
    expect((await ask('head', 'POST', `${decide}/refuse`, { reason: 'thôi' })).status).toBe(409);
    expect(api.processQueue.added.map(({ job }) => job)).toContain('incidents');
    await sendBroadcasts({ db: records.db, clock: { now: () => API_NOW } }, new AbortController().signal);
    const shown = (await ask('lan', 'GET', `/api/incidents/${incident}`)).body.broadcasts[0];
    expect([shown.sent, shown.left]).toEqual([2, 0]);
    const { messages } = (await ask('lan', 'GET', `/api/tickets/${tickets[0]}`)).body;
    expect(messages).toMatchObject([{ kind: 'reply', text: 'Đã xong', author: { name: 'lead' } }]);
    const noted = (await api.ask('GET', '/api/audit?act=broadcast.approved')).body.items;
    expect(noted).toMatchObject([{ actor: { name: 'head' }, subject: { kind: 'incident', id: incident } }]);
  });

  it('are closed by who sees all of them', async () => {
    const path = `/api/incidents/${incident}/close`;
    expect((await ask('lan', 'POST', path)).status).toBe(403);
    expect((await ask('lead', 'POST', path)).status).toBe(403);
    expect((await ask('head', 'POST', path)).body.status).toBe('closed');
    expect((await ask('head', 'POST', path)).status).toBe(409);
    expect((await ask('head', 'POST', `/api/incidents/${incident}/tickets`, { detach: [tickets[2]] })).status).toBe(
      409,
    );
  });
});
