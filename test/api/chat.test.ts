import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedForm } from '../../src/channels/web-chat/identity.ts';
import { askCustomers } from '../../src/pipeline/csat.ts';
import { forgetSilentVisitors } from '../../src/storage/chat-visitors.ts';
import { readQualitySettings, writeQualitySettings } from '../../src/storage/quality-settings.ts';
import type { Answer } from '../support/api.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { embeddedRecords, silent, type TestRecords } from '../support/databases.ts';
import { EventClient } from '../support/sse.ts';

const SECRET = 'a secret that only the shop and the desk know';
const ORIGIN = 'https://shop.example.vn';

describe('a web chat', () => {
  let records: TestRecords;
  let desk: ChannelDesk;
  let channel: string;
  let serial = 0;

  beforeAll(async () => {
    records = await embeddedRecords();
    desk = await openChannelDesk(records, []);
    const settings = { origins: [ORIGIN], hours: 'always', identitySecret: SECRET };
    channel = await desk.open('web-chat', 'Chat của trang', settings);
  });
  afterAll(async () => {
    await desk.close();
    await records.close();
  });
  beforeEach(() => desk.pass(120_000));

  const ask = (method: string, path: string, token?: string, body?: unknown, headers: Record<string, string> = {}) =>
    desk.api.ask(method, `/chat/${channel}${path}`, {
      as: 'nobody',
      headers: { ...(token === undefined ? {} : { 'x-chat-visitor': token }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
  const begin = async (more: object = {}, token?: string): Promise<string> => {
    const begun = await ask('POST', '/conversation', token, { keep: 'token', ...more });
    expect(begun.status, begun.text).toBe(200);
    return begun.body.token;
  };
  const say = (token: string, text: string, id = `message-${++serial}`) =>
    ask('POST', '/messages', token, { id, text });
  const said = async (token: string) => (await ask('GET', '/conversation', token)).body;
  /** The ticket in which somebody wrote this. */
  const ticketWith = async (words: string) => {
    await desk.work();
    const isIn = ({ text }: { text: string }) => text.startsWith(words);
    return (await desk.tickets()).find(({ mentions }) => mentions.some(isIn));
  };
  const reply = async (ticket: number, text: string) => {
    const answered = await desk.reply(ticket, text);
    expect(answered.status, answered.text).toBe(201);
    await desk.deliver(channel);
  };
  const identity = (more: object = {}) => {
    const expires = Math.floor(desk.now().getTime() / 1000) + 3600;
    const who = {
      id: 'khach-7',
      name: 'Nguyễn Thị Lan',
      email: 'lan@example.vn',
      phone: '0912345678',
      expires,
      ...more,
    };
    return { ...who, hash: createHmac('sha256', SECRET).update(signedForm(who)).digest('hex') };
  };
  const follow = (token: string, more: Record<string, string> = {}) =>
    EventClient.open(`${desk.api.url}/chat/${channel}/live`, { 'x-chat-visitor': token, ...more });
  const events = async (client: EventClient, wanted: string) =>
    (await client.until(({ event }) => event === wanted)).at(-1)?.data;

  it('is a conversation: a message becomes a ticket, the answer comes to the page, and tells how far it has come', async () => {
    const token = await begin({ details: { name: 'Lan', phone: '0912 345 678' } });
    const client = await follow(token, { 'last-event-id': '0' });
    expect(await events(client, 'ready')).toEqual({ seen: 0 });
    expect((await say(token, 'Mạng nhà mình mất từ sáng')).body).toEqual({ number: 1 });
    expect(await events(client, 'message')).toMatchObject({
      number: 1,
      from: 'visitor',
      text: 'Mạng nhà mình mất từ sáng',
    });
    const ticket = await ticketWith('Mạng nhà mình');
    expect(ticket).toMatchObject({ channel: 'web-chat', customer: { name: 'Lan' } });
    // The desk is told how to reach the visitor, who is not shown it.
    const text = (await desk.api.ask('POST', `/api/tickets/${ticket.number}/reveal`)).text;
    expect(text).toContain('[Liên hệ: Lan · 0912 345 678]');
    await reply(ticket.number, 'Chào chị Lan, kỹ thuật đang tới ạ.');
    await desk.api.live.poll();
    expect(await events(client, 'message')).toMatchObject({ number: 2, from: 'desk', rating: null });
    const state = async () =>
      (await desk.api.ask('GET', `/api/tickets/${ticket.number}`)).body.messages.at(-1).delivery;
    await expect.poll(state).toBe('delivered');
    expect((await ask('POST', '/seen', token, { upTo: 2 })).status).toBe(204);
    expect(await state()).toBe('read');
    desk.pass(1000);
    await say(token, 'Cảm ơn');
    // What it was told once it is not told again.
    const { number, mentions } = await ticketWith('Cảm ơn');
    expect([number, mentions.at(-1).text]).toEqual([ticket.number, 'Cảm ơn']);
    client.close();
  });

  it('takes a message that is sent again for the same, and refuses what is none', async () => {
    const token = await begin();
    const answers = await Promise.all([1, 2, 3].map(() => say(token, 'một lần thôi', 'the-same-id')));
    expect(answers.map(({ body }) => body.number)).toEqual([1, 1, 1]);
    expect((await say(token, '  \u0000\u202e ')).status).toBe(422);
    expect((await say(token, 'x'.repeat(4001))).status).toBe(422);
    expect((await say(token, 'x', 'no')).status).toBe(422);
    expect((await ask('POST', '/messages', token, { id: 'another-one', text: 'x', html: 'y' })).status).toBe(422);
    expect((await say(token, '<img src=x onerror=alert(1)>\u0000')).body).toEqual({ number: 2 });
    expect((await said(token)).items.map(({ text }: { text: string }) => text)).toEqual([
      'một lần thôi',
      '<img src=x onerror=alert(1)>',
    ]);
  });

  it('loses nothing between connections, and hands out what was before in pages', async () => {
    const token = await begin();
    for (const text of ['một', 'hai', 'ba']) await say(token, text);
    const client = await follow(token, { 'last-event-id': '1' });
    expect([(await events(client, 'message')).text, (await events(client, 'message')).text]).toEqual(['hai', 'ba']);
    expect(client.lastId).toBe('3');
    client.close();
    const page = (await ask('GET', '/messages?before=3&limit=1', token)).body;
    expect(page).toMatchObject({ items: [{ number: 2, text: 'hai' }], hasEarlier: true });
    const polled = await ask('GET', '/poll?after=2', token);
    expect(polled.body).toMatchObject({ items: [{ number: 3 }], typing: null, seen: null });
  });

  it('answers a page that polls as soon as there is something', async () => {
    const token = await begin();
    const waiting = ask('GET', '/poll?after=0', token);
    await say(token, 'từ cửa sổ khác');
    expect((await waiting).body.items).toMatchObject([{ number: 1, text: 'từ cửa sổ khác' }]);
  });

  it('shows each side that the other types, and the visitor that an agent has seen it', async () => {
    const token = await begin();
    await say(token, 'có ai không');
    const { number } = await ticketWith('có ai không');
    const client = await follow(token);
    await events(client, 'ready');
    const agent = await desk.api.person('Lan', 'administrator');
    const look = (doing: string) =>
      desk.api.ask('PUT', `/api/tickets/${number}/onlookers`, { as: agent.session, body: { doing } });
    await look('viewing');
    await desk.api.live.poll();
    expect(await events(client, 'seen')).toEqual({ upTo: 1 });
    for (const [doing, typing] of [
      ['answering', true],
      ['viewing', false],
    ] as const) {
      await look(doing);
      await desk.api.live.poll();
      expect(await events(client, 'typing')).toEqual({ typing });
    }
    const agents = await EventClient.open(`${desk.api.url}/api/live`, { cookie: `langnghe=${agent.session}` });
    await agents.until(({ event }) => event === 'ready');
    expect((await ask('POST', '/typing', token, { typing: true })).status).toBe(204);
    const told = (await agents.until(({ event }) => event === 'typing')).at(-1);
    expect(told?.data).toEqual({ kind: 'chat.typing', ticket: number, typing: true });
    agents.close();
    client.close();
  });

  it('knows whom the page vouches for on every device, and keeps what they wrote before', async () => {
    const first = await begin();
    await say(first, 'chưa đăng nhập');
    await begin({ identity: identity() }, first);
    const elsewhere = await begin({ identity: identity() });
    expect(await said(elsewhere)).toMatchObject({
      visitor: { name: 'Nguyễn Thị Lan', isVouched: true },
      items: [{ text: 'chưa đăng nhập' }],
    });
    desk.pass(1000);
    await say(elsewhere, 'máy khác');
    const { mentions } = await ticketWith('máy khác');
    expect(mentions).toMatchObject([{ author: { name: null } }, { author: { name: 'Nguyễn Thị Lan' } }]);
  });

  it.each([
    ['another name', { name: 'Kẻ khác' }, 403],
    ['no right hash', { hash: '0'.repeat(64) }, 403],
    ['a line break in a name', { name: 'a\nb' }, 422],
  ])('takes no identity with %s', async (_, more, status) => {
    const body = { keep: 'token', identity: { ...identity(), ...more } };
    expect((await ask('POST', '/conversation', undefined, body)).status).toBe(status);
  });

  it('takes no identity that has ended or lasts too long', async () => {
    const now = Math.floor(desk.now().getTime() / 1000);
    for (const expires of [now - 1, now + 31 * 86_400]) {
      const refused = await ask('POST', '/conversation', undefined, { keep: 'token', identity: identity({ expires }) });
      expect([expires, refused.status]).toEqual([expires, 403]);
    }
  });

  it('opens a chat to its own visitor alone', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    await say(theirs, 'bí mật');
    const other = await desk.open('web-chat', 'Chat khác', {});
    const [visitor, ends, proof] = theirs.split('.');
    const forged = [
      `${visitor}.${ends}.${'A'.repeat(32)}`,
      `${visitor}.9999999999.${proof}`,
      `${visitor}.${mine.split('.').slice(1).join('.')}`,
      'x',
    ];
    for (const token of forged) expect((await ask('GET', '/conversation', token)).status).toBe(401);
    const headers = { 'x-chat-visitor': theirs };
    expect((await desk.api.ask('GET', `/chat/${other}/conversation`, { as: 'nobody', headers })).status).toBe(401);
    expect((await said(mine)).items).toEqual([]);
    desk.pass(366 * 86_400_000);
    expect((await ask('GET', '/conversation', theirs)).status).toBe(401);
  });

  it('keeps the visitor in a cookie that scripts can’t read where the page is of our own site', async () => {
    const begun = await ask('POST', '/conversation', undefined, { keep: 'cookie' });
    const cookie = begun.headers.get('set-cookie') ?? '';
    expect(begun.body.token).toBeNull();
    expect(cookie).toMatch(/; Path=\/chat\/[0-9a-f-]{36}; HttpOnly; SameSite=Strict$/);
    const [pair = ''] = cookie.split(';');
    expect((await ask('GET', '/conversation', undefined, undefined, { cookie: pair })).status).toBe(200);
    const fromElsewhere = { cookie: pair, 'sec-fetch-site': 'cross-site' };
    const forged = await ask('POST', '/messages', undefined, { id: 'forged-one', text: 'x' }, fromElsewhere);
    expect(forged.status).toBe(403);
  });

  it('asks for what the form needs, and says when the desk is closed', async () => {
    const settings = { form: { name: 'required', phone: 'off', email: 'off' } };
    const strict = await desk.open('web-chat', 'Có biểu mẫu', settings);
    const start = (details: object): Promise<Answer> =>
      desk.api.ask('POST', `/chat/${strict}/conversation`, { as: 'nobody', body: { keep: 'token', details } });
    expect((await start({})).body).toMatchObject({ status: 422, errors: [{ path: 'details.name' }] });
    expect((await start({ name: 'Lan', phone: 'gọi đi' })).status).toBe(422);
    // A Sunday before Monday's opening at eight in Việt Nam.
    desk.pass(Date.parse('2027-06-06T03:00:00Z') - desk.now().getTime());
    expect((await start({ name: 'Lan' })).body).toMatchObject({ isOpen: false, opensAt: '2027-06-07T01:00:00.000Z' });
    expect((await said(await begin())).isOpen).toBe(true);
  });

  it('asks for a rating in the chat, takes it once, and shows no link', async () => {
    const token = await begin();
    await say(token, 'mất mạng');
    const { number, version } = await ticketWith('mất mạng');
    const headers = { 'if-match': `"${version}"` };
    const solved = await desk.api.ask('PATCH', `/api/tickets/${number}`, { body: { status: 'resolved' }, headers });
    expect(solved.status, solved.text).toBe(200);
    const quality = await readQualitySettings(records.db);
    const csat = { ...quality.csat, enabled: true, delayMinutes: 0, quietDays: 0 };
    await writeQualitySettings(records.db, { ...quality, csat }, desk.now());
    const clock = { now: desk.now };
    const asked = { db: records.db, clock, logger: silent, publicUrl: 'https://cskh.example.vn/' };
    expect(await askCustomers(asked, new AbortController().signal)).toBe(1);
    await desk.deliver(channel);
    const question = (await said(token)).items.at(-1);
    expect(question).toMatchObject({ number: 2, from: 'desk', author: null, rating: 'open' });
    expect(question.text).not.toContain('csat');
    const rate = (body: object) => ask('POST', '/rating', token, body);
    expect((await rate({ number: 1, rating: 5 })).status).toBe(409);
    expect((await rate({ number: 2, rating: 6 })).status).toBe(422);
    expect((await rate({ number: 2, rating: 4, comment: 'tốt\u0000' })).status).toBe(204);
    expect((await rate({ number: 2, rating: 1 })).status).toBe(409);
    expect((await said(token)).items.at(-1).rating).toBe('answered');
  });

  it('lets one visitor say so much in a minute, and no more', async () => {
    const token = await begin();
    const answers = await Promise.all(Array.from({ length: 35 }, (_, n) => say(token, `tin ${n}`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('ends with its channel, and forgets who was erased or never wrote', async () => {
    const [silentOne, erased] = [await begin(), await begin()];
    await say(erased, 'hãy quên tôi');
    const { customer } = await ticketWith('hãy quên tôi');
    const gone = await desk.api.ask('POST', `/api/customers/${customer.id}/erase`, {
      body: { reason: 'theo yêu cầu' },
    });
    expect(gone.status, gone.text).toBeLessThan(300);
    await forgetSilentVisitors(records.db, new Date(desk.now().getTime() + 1));
    for (const token of [silentOne, erased]) expect((await ask('GET', '/conversation', token)).status).toBe(401);
    const other = await begin();
    await desk.api.ask('PATCH', `/api/channels/${channel}`, { body: { enabled: false } });
    expect((await ask('GET', '/conversation', other)).status).toBe(404);
    expect((await ask('GET', '/config')).status).toBe(404);
    await desk.api.ask('PATCH', `/api/channels/${channel}`, { body: { enabled: true } });
  });

  it('tells its settings to scripts of its own pages alone, and no secret', async () => {
    const from = (origin: string) => ask('GET', '/config', undefined, undefined, { origin });
    const own = await from(ORIGIN);
    expect(own.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(own.headers.get('vary')).toBe('Origin');
    expect(own.text).not.toContain(SECRET);
    for (const origin of ['https://shop.example.vn.evil.example', 'null', `${ORIGIN}:8443`])
      expect((await from(origin)).headers.get('access-control-allow-origin')).toBeNull();
  });
});
