import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandIn } from '../../src/demo/stand-ins/json-api.ts';
import { greetCustomers, greetingWaits } from '../../src/pipeline/first-answer.ts';
import { createTeam } from '../../src/storage/teams.ts';
import type { Answer } from '../support/api.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { embeddedRecords, silent, type TestRecords } from '../support/databases.ts';
import { OTT_SECRETS, ottMessage, signedOtt } from '../support/ott-webhook.ts';
import { type OttState, startOtt } from '../support/stand-ins/ott.ts';

const CONTACT = 'CSKH Viettel';

describe('help for agents', () => {
  let records: TestRecords;
  let desk: ChannelDesk;
  let network: StandIn;
  let channel: string;
  const state: OttState = { apiSecret: OTT_SECRETS.apiSecret, contact: CONTACT, messages: [] };
  const people: Record<string, { id: string; session: string }> = {};
  let team = '';
  let other = '';

  beforeAll(async () => {
    records = await embeddedRecords();
    network = await startOtt(state);
    desk = await openChannelDesk(records, [network.host]);
    team = (await createTeam(records.db, { name: 'A', parent: null })).id;
    other = (await createTeam(records.db, { name: 'B', parent: null })).id;
    people.agent = await desk.api.person('Lan', 'agent', team);
    people.colleague = await desk.api.person('Minh', 'agent', team);
    people.manager = await desk.api.person('Hoa', 'manager', team);
    people.stranger = await desk.api.person('Tuấn', 'agent', other);
    const settings = { network: 'mocha', apiUrl: network.origin, contact: CONTACT, ...OTT_SECRETS };
    channel = await desk.open('ott', 'Mocha', settings, { team });
  });
  afterAll(async () => {
    await desk?.close();
    await network?.close();
    await records?.close();
  });

  const as = (who: string) => ({ as: people[who]?.session ?? 'administrator' });
  const post = (path: string, body: object, who = 'administrator') => desk.api.ask('POST', path, { body, ...as(who) });
  const get = async (path: string, who = 'agent') => (await desk.api.ask('GET', path, as(who))).body;
  let messages = 0;
  const write = async (who: string, text: string) => {
    messages += 1;
    await desk.tell('ott', channel, signedOtt([ottMessage(`m-${messages}`, who, text, desk.now())], desk.now()));
    await desk.work();
    const found = (await desk.tickets()).filter((each) => each.customer?.name === `Khách ${who}`).at(-1);
    return found.number as number;
  };
  const fieldOf = (answer: Answer) => answer.body.errors?.[0]?.path ?? answer.text;

  it('keeps texts for replies, whose variables there must be, and fills them in for a ticket', async () => {
    const number = await write('1', 'Mạng chậm quá {{agent.name}}');
    const text = 'Chào {{customer.name|anh/chị}}, em là {{agent.name}} ({{ ticket.code }}) {{team.name|}}';
    const wrong = { title: 'Sai', shortcut: 'sai', text: '{{customer.nam}}' };
    expect(fieldOf(await post('/api/canned-replies', wrong))).toBe('text');
    expect((await post('/api/canned-replies', { ...wrong, text: 'a }} b' })).status).toBe(422);
    const made = await post('/api/canned-replies', {
      title: 'Chào',
      shortcut: 'chao',
      text,
      variants: { ussd: 'Chao' },
    });
    expect(made.status, made.text).toBe(201);
    expect((await post('/api/canned-replies', { title: 'Khác', shortcut: 'chao', text: 'x' })).status).toBe(409);
    const filled = await post(`/api/canned-replies/${made.body.id}/render`, { ticket: number }, 'agent');
    expect(filled.body).toMatchObject({ text: `Chào Khách 1, em là Lan (#${number}) A`, channel: 'ott', parts: 1 });
    expect(filled.body.length).toBeLessThan(filled.body.maxLength);
    expect((await get('/api/canned-replies?q=chao')).items).toMatchObject([{ shortcut: 'chao', uses: 1 }]);
  });

  it('lets managers write for the teams that they see, and shows to each what is for them', async () => {
    const of = (where: string | null) => ({ title: 'T', shortcut: `t-${where?.slice(0, 4)}`, text: 'x', team: where });
    expect((await post('/api/canned-replies', of(null), 'manager')).status).toBe(403);
    expect((await post('/api/canned-replies', of(other), 'manager')).status).toBe(403);
    const own = await post('/api/canned-replies', of(team), 'manager');
    expect(own.status).toBe(201);
    const ids = async (who: string) =>
      (await get('/api/canned-replies', who)).items.map(({ id }: { id: string }) => id);
    expect(await ids('agent')).toContain(own.body.id);
    expect(await ids('stranger')).not.toContain(own.body.id);
    expect((await desk.api.ask('DELETE', `/api/canned-replies/${own.body.id}`, as('manager'))).status).toBe(204);
  });

  it('does the acts of a macro together or not at all', async () => {
    const number = await write('2', 'Mạng rớt liên tục');
    const { id: cannedReply } = (await get('/api/canned-replies?q=chao')).items[0];
    const acts = [
      { do: 'assign', assignee: 'me' },
      { do: 'tag', tag: 'mạng chậm' },
      { do: 'reply', cannedReply },
      { do: 'status', status: 'pending' },
    ];
    const macro = (await post('/api/macros', { name: 'Chào và chờ', acts })).body;
    const run = await post(`/api/macros/${macro.id}/run`, { ticket: number }, 'agent');
    expect(run.status, run.text).toBe(200);
    expect(run.body).toMatchObject({ status: 'pending', tags: ['mạng chậm'], assignee: { name: 'Lan' } });
    expect(run.body.messages.at(-1).text).toContain('Chào Khách 2');
    const history = (await get(`/api/tickets/${number}/history`)).items;
    expect(history.filter(({ changes }: { changes: object }) => 'macro' in changes)).toHaveLength(1);
    const stray = {
      name: 'Giao lạ',
      acts: [
        { do: 'tag', tag: 'lạ' },
        { do: 'assign', assignee: people.stranger?.id },
      ],
    };
    const refused = (await post('/api/macros', stray)).body;
    expect((await post(`/api/macros/${refused.id}/run`, { ticket: number }, 'agent')).status).toBe(422);
    expect((await get(`/api/tickets/${number}`)).tags).toEqual(['mạng chậm']);
    const unknown = { name: 'x', acts: [{ do: 'reply', cannedReply: macro.id }] };
    expect(fieldOf(await post('/api/macros', unknown))).toBe('acts.0.cannedReply');
  });

  it('tells colleagues who are named in a note, and who was given a ticket', async () => {
    const number = await write('3', 'Bị trừ tiền oan');
    const note = (who: string[]) =>
      post(`/api/tickets/${number}/messages`, { kind: 'note', text: 'Xem giúp', mentions: who }, 'agent');
    expect(fieldOf(await note([people.stranger?.id ?? '']))).toBe('mentions.0');
    expect((await note([people.colleague?.id ?? '', people.agent?.id ?? ''])).status).toBe(201);
    desk.pass(1000);
    await post(`/api/tickets/${number}/assign`, { assignee: people.colleague?.id }, 'manager');
    const told = await get('/api/notifications', 'colleague');
    expect(told).toMatchObject({
      unread: 2,
      items: [
        { kind: 'assigned', by: 'Hoa' },
        { kind: 'mentioned', by: 'Lan', ticket: number },
      ],
    });
    expect(await get('/api/notifications', 'agent')).toMatchObject({ items: [], unread: 0 });
    await post('/api/notifications/read', { ids: [told.items[0].id] }, 'colleague');
    expect(await get('/api/notifications', 'colleague')).toMatchObject({ unread: 1 });
    await post('/api/notifications/read', {}, 'colleague');
    expect(await get('/api/notifications', 'colleague')).toMatchObject({ unread: 0 });
  });

  it('keeps answers that are used once approved, finds them without marks, and asks again when they change', async () => {
    const asked = {
      question: 'Làm sao kiểm tra dung lượng data còn lại?',
      answer: 'Soạn KTTK gửi 191.',
      topics: ['data'],
      team,
    };
    const made = (await post('/api/articles', asked, 'agent')).body;
    expect(made).toMatchObject({ status: 'draft', version: 1 });
    expect((await post(`/api/articles/${made.id}/use`, {}, 'agent')).status).toBe(409);
    expect((await post(`/api/articles/${made.id}/approve`, { version: 1 }, 'agent')).status).toBe(403);
    expect((await post(`/api/articles/${made.id}/approve`, { version: 1 }, 'manager')).body.status).toBe('approved');
    expect((await get('/api/articles?q=kiem%20tra%20dung%20luong&status=approved')).items).toMatchObject([
      { id: made.id },
    ]);
    expect((await get('/api/articles?q=kiem%20tra', 'stranger')).items).toEqual([]);
    // Words that say nothing bring no article up, let alone in an answer that customers get by itself.
    expect((await get('/api/articles?q=em%20%C6%A1i%20cho%20em')).items).toEqual([]);
    expect((await get('/api/canned-replies?q=em%20%C6%A1i%20cho%20em')).items).toEqual([]);
    expect((await post(`/api/articles/${made.id}/use`, {}, 'agent')).status).toBe(204);
    expect((await post(`/api/articles/${made.id}/vote`, { helpful: false }, 'agent')).body).toMatchObject({
      unhelpful: 1,
    });
    expect((await post(`/api/articles/${made.id}/vote`, { helpful: true }, 'agent')).body).toMatchObject({
      helpful: 1,
      unhelpful: 0,
      uses: 1,
    });
    const put = { body: { ...asked, answer: 'Soạn KT gửi 191.' }, ...as('manager') };
    expect((await desk.api.ask('PUT', `/api/articles/${made.id}`, put)).body).toMatchObject({
      status: 'draft',
      version: 2,
    });
    expect((await post(`/api/articles/${made.id}/approve`, { version: 1 }, 'manager')).status).toBe(409);
    expect((await post(`/api/articles/${made.id}/approve`, { version: 2 }, 'manager')).body.approvedBy).toBe('Hoa');
  });

  it('suggests what fits the words and the topic, solved tickets with their answer included', async () => {
    const solved = await write('4', 'Data tốc độ cao hết nhanh bất thường, kiểm tra dung lượng giúp em');
    await post(
      `/api/tickets/${solved}/messages`,
      { kind: 'reply', text: 'Em đã cộng bù data, số 0912345678.' },
      'agent',
    );
    await desk.api.ask('PATCH', `/api/tickets/${solved}`, {
      body: { status: 'resolved', topic: 'data' },
      headers: { 'if-match': `"${(await get(`/api/tickets/${solved}`)).version}"` },
    });
    const number = await write('5', 'Dung lượng data tốc độ cao của em hết nhanh bất thường');
    await desk.api.ask('PATCH', `/api/tickets/${number}`, {
      body: { topic: 'data' },
      headers: { 'if-match': `"${(await get(`/api/tickets/${number}`)).version}"` },
    });
    const found = await get(`/api/tickets/${number}/suggestions`);
    expect(found.tickets).toMatchObject([{ number: solved, answer: 'Em đã cộng bù data, số •••.' }]);
    expect(found.articles).toMatchObject([{ question: 'Làm sao kiểm tra dung lượng data còn lại?' }]);
  });

  it('answers a customer once by itself, with what may help, and marks who wants a person', async () => {
    const deps = { db: records.db, clock: { now: desk.now }, logger: silent };
    const never = new AbortController().signal;
    await write('6', 'Kiểm tra dung lượng data còn lại thế nào ạ');
    expect([await greetingWaits(deps), await greetCustomers(deps, never)]).toEqual([false, 0]);
    const settings = {
      enabled: true,
      channels: ['ott'],
      acknowledgement: 'Mã {{ticket.code}} của {{customer.name|bạn}}.',
    };
    const put = (body: object) => desk.api.ask('PUT', '/api/settings/first-answer', { body });
    expect((await put({ ...settings, person: '{{x}}' })).status).toBe(422);
    expect((await put(settings)).status).toBe(200);
    desk.pass(3_700_000);
    const number = await write('7', 'Kiểm tra dung lượng data còn lại thế nào ạ');
    expect([await greetCustomers(deps, never), await greetCustomers(deps, never)]).toEqual([1, 0]);
    await desk.deliver(channel);
    const [answer] = state.messages.filter(({ to }) => to === '7');
    expect(answer?.text).toContain(`Mã #${number} của Khách 7.`);
    expect(answer?.text).toContain('Soạn KT gửi 191.');
    expect(answer?.text).toContain('gặp nhân viên');
    const ticket = await get(`/api/tickets/${number}`, 'administrator');
    expect(ticket).toMatchObject({ status: 'new', firstRespondedAt: null, tags: [] });
    await write('7', 'Cho em gặp nhân viên');
    expect(await get(`/api/tickets/${number}`, 'administrator')).toMatchObject({ tags: ['gặp nhân viên'] });
    expect(await greetCustomers(deps, never)).toBe(0);
  });

  it('reads chat spellings out', async () => {
    const text = 'mạng lag wá, ko vào đc';
    const { items } = (await post('/api/reading', { text })).body;
    const read = items.map(({ start, end, plain }: { start: number; end: number; plain: string }) => [
      text.slice(start, end),
      plain,
    ]);
    expect(read).toEqual(
      expect.arrayContaining([
        ['wá', 'quá'],
        ['ko', 'không'],
        ['đc', 'được'],
      ]),
    );
    expect((await post('/api/reading', { text: 'The network is slow' })).body.items).toEqual([]);
  });
});
