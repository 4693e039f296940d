import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channel } from '../../src/channels/messenger.ts';
import { graphError, signWebhook } from '../../src/demo/stand-ins/graph-api.ts';
import { Forbidden } from '../../src/errors.ts';
import { channelContract } from '../contracts/channel.contract.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';
import { messengerMessage, signedMessaging } from '../support/messenger-webhook.ts';
import { GRAPH_PAGE, type GraphSending, startGraphSending } from '../support/stand-ins/graph-sending.ts';

const NOW = new Date('2026-03-05T02:00:00Z');
const example = channel.example as Record<string, string>;

channelContract(channel as never, async () => {
  const graph = await startGraphSending();
  return {
    settings: { ...example, apiUrl: graph.server.origin },
    customer: '4001',
    allow: [graph.server.host],
    sent: () => graph.sent.map(({ to, text }) => ({ to, text })),
    answerWith(reply) {
      graph.instead = reply;
    },
    limited: () => graphError(613, undefined, 'Calls to this api have exceeded the rate limit.'),
    unauthorised: graphError(190, 463, 'Session has expired', 401),
    refused: graphError(551, undefined, 'This person isn’t available right now.'),
    webhook: (written, now) =>
      signedMessaging(
        written.map(({ id, from, text, at }) => messengerMessage(id, from, text, at)),
        now,
      ),
    receipt(externalId, to, state, now) {
      const told = state === 'read' ? { read: { watermark: now.getTime() } } : { delivery: { mids: [externalId] } };
      return signedMessaging([{ sender: { id: to }, timestamp: now.getTime(), ...told }], now);
    },
    close: graph.server.close,
  };
});

describe('Messenger', () => {
  const settings = channel.settings.parse(example);
  const read = (messaging: readonly object[], page?: string) => {
    const { body } = signedMessaging(messaging, NOW, page);
    return channel.receive?.(settings, { body, query: {}, contentType: '', receivedAt: NOW });
  };

  it('answers Facebook’s question whether the address is ours', () => {
    const ask = (query: Record<string, string>) =>
      channel.verify?.(settings, { method: 'GET', headers: {}, query, body: new Uint8Array(), address: '' }, NOW);
    const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'a word of ours', 'hub.challenge': '1158201444' };
    expect(ask(query)).toEqual({ key: null, answer: { body: '1158201444' } });
    expect(() => ask({ ...query, 'hub.verify_token': 'guessed' })).toThrow(Forbidden);
    expect(() => ask({ ...query, 'hub.challenge': '<script>' })).toThrow('plain word');
  });

  it('leaves out what the page itself wrote, other pages, and what tells of no words', () => {
    const echo = {
      ...messengerMessage('m1', '1000', 'Chào chị', NOW),
      message: { mid: 'm1', text: 'a', is_echo: true },
    };
    expect(read([echo, { sender: { id: '4001' }, reaction: { mid: 'm1' } }])).toEqual({
      posts: [],
      gone: [],
      receipts: [],
    });
    expect(read([messengerMessage('m2', '4001', 'Alo', NOW)], '2000')?.posts).toEqual([]);
  });

  it('reads buttons, files, and what was taken back', () => {
    const sender = { id: '4001' };
    const shared = [
      { type: 'image', payload: { url: 'https://cdn.example/a.jpg?sig=1' } },
      { type: 'fallback', payload: { url: 'https://news.example/' } },
    ];
    const found = read([
      { sender, timestamp: NOW.getTime(), postback: { mid: 'p1', title: 'Gặp tổng đài viên' } },
      { sender, timestamp: NOW.getTime(), message: { mid: 'm3', attachments: shared } },
      { sender, timestamp: NOW.getTime(), message: { mid: 'm2', is_deleted: true } },
    ]);
    expect(found?.posts.map(({ text }) => text)).toEqual(['Gặp tổng đài viên', '[image]\n[fallback]']);
    expect(found?.files).toEqual({ m3: [{ name: null, origin: 'https://cdn.example/a.jpg?sig=1' }] });
    expect(found?.gone).toEqual(['m2']);
  });
});

describe('Messenger’s windows, and comments, at the desk', () => {
  let records: TestRecords;
  let desk: ChannelDesk;
  let graph: GraphSending;
  let messenger: string;
  const HOUR = 3_600_000;

  beforeAll(async () => {
    records = await embeddedRecords();
    graph = await startGraphSending();
    desk = await openChannelDesk(records, [graph.server.host]);
    messenger = await desk.open('messenger', 'Messenger', { ...example, apiUrl: graph.server.origin });
  });
  afterAll(async () => {
    await desk.close();
    await graph.server.close();
    await records.close();
  });

  it('answers freely for a day, as a person for six more, and then no more', async () => {
    await desk.tell(
      'messenger',
      messenger,
      signedMessaging([messengerMessage('a', '4001', 'Mạng chậm', desk.now())], NOW),
    );
    await desk.work();
    const ticket = (await desk.tickets())[0].number;
    for (const text of ['một', 'hai', 'ba']) {
      const { status } = await desk.reply(ticket, text);
      expect(status).toBe(text === 'ba' ? 409 : 201);
      await desk.deliver(messenger);
      desk.pass(text === 'một' ? 30 * HOUR : 150 * HOUR);
    }
    expect(graph.sent.map(({ text, tag }) => ({ text, tag }))).toEqual([
      { text: 'một', tag: undefined },
      { text: 'hai', tag: 'HUMAN_AGENT' },
    ]);
  });

  it('answers a comment below it, in the name of the page that was listened to', async () => {
    const { token, appSecret, pageId } = GRAPH_PAGE;
    const page = { pageId, token, appSecret, apiUrl: graph.server.origin };
    const source = { kind: 'facebook-page', name: 'Trang', settings: page };
    const { id } = (await desk.api.ask('POST', '/api/sources', { body: source })).body;
    const settings = { pageId, token, appSecret, apiUrl: graph.server.origin };
    const refused = { kind: 'facebook-comment', name: 'Bình luận', settings };
    expect((await desk.api.ask('POST', '/api/channels', { body: refused })).status).toBe(422);
    const comments = await desk.open('facebook-comment', 'Bình luận', settings, { source: id });
    const change = {
      field: 'feed',
      value: {
        from: { id: '2001', name: 'Trần An' },
        item: 'comment',
        verb: 'add',
        post_id: '1000_501',
        comment_id: '501_11',
        message: 'Mạng chậm quá, gọi tổng đài mãi không ai nghe máy, quá thất vọng',
        created_time: desk.now().getTime() / 1000,
      },
    };
    const body = JSON.stringify({ object: 'page', entry: [{ id: pageId, time: 1, changes: [change] }] });
    const headers = { 'x-hub-signature-256': signWebhook(body, appSecret), 'content-type': 'application/json' };
    const told = await desk.api.ask('POST', `/webhooks/facebook-page/${id}`, { as: 'nobody', body, headers });
    expect(told.body).toEqual({ taken: 1 });
    await desk.work();
    const ticket = (await desk.tickets()).at(-1);
    expect(ticket.channel).toBe('facebook-page');
    await desk.reply(ticket.number, 'Bên em xin lỗi anh ạ.');
    await desk.deliver(comments);
    expect(graph.sent.at(-1)).toMatchObject({ edge: 'comments', to: '501_11', text: 'Bên em xin lỗi anh ạ.' });
  });

  it('takes messages that come to the address of the page, as Facebook knows one address an app', async () => {
    const source = (await desk.api.ask('GET', '/api/sources')).body.items.find(
      ({ kind }: { kind: string }) => kind === 'facebook-page',
    );
    const { body, headers } = signedMessaging([messengerMessage('b', '4002', 'Alo shop', desk.now())], desk.now());
    const asking = { as: 'nobody', body, headers: headers as Record<string, string> };
    expect((await desk.api.ask('POST', `/webhooks/facebook-page/${source.id}`, asking)).status).toBe(200);
    await desk.api.ask('POST', `/webhooks/facebook-page/${source.id}`, asking);
    await desk.work();
    const texts = (await desk.tickets()).flatMap(({ mentions }) => mentions.map(({ text }: { text: string }) => text));
    expect(texts.filter((text) => text === 'Alo shop')).toEqual(['Alo shop']);
  });
});
