import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../src/channels/channel.ts';
import { channel, zaloSignature } from '../../src/channels/zalo.ts';
import type { ApiCall, ApiReply } from '../../src/demo/stand-ins/json-api.ts';
import { channelContract } from '../contracts/channel.contract.ts';
import { type ChannelDesk, openChannelDesk } from '../support/channel-desk.ts';
import { embeddedRecords, type TestRecords } from '../support/databases.ts';
import { startZalo, type ZaloStandIn, zaloError } from '../support/stand-ins/zalo.ts';

const NOW = new Date('2026-03-05T02:00:00Z');
const example = channel.example as Record<'oaId' | 'appId' | 'oaSecret' | 'appSecret', string>;

/** A request as Zalo signs it. */
function signed(event: object, at: Date, prefix = ''): WebhookRequest {
  const body = Buffer.from(JSON.stringify({ app_id: example.appId, ...event, timestamp: String(at.getTime()) }));
  const headers = { 'content-type': 'application/json', 'x-zevent-signature': prefix + zaloSignature(example, body) };
  return { method: 'POST', headers, query: {}, body, address: '127.0.0.1' };
}
const written = (msg_id: string, from: string, text: string) => ({
  event_name: 'user_send_text',
  sender: { id: from },
  recipient: { id: example.oaId },
  message: { msg_id, text },
});

channelContract(channel as never, async () => {
  const zalo = await startZalo(example);
  return {
    settings: { ...example, ...zalo.addresses, accessToken: zalo.tokens.access, refreshToken: zalo.tokens.refresh },
    customer: '4001',
    allow: [zalo.server.host],
    sent: () => zalo.sent,
    answerWith(reply: ((call: ApiCall) => ApiReply | undefined) | undefined) {
      zalo.instead = reply;
    },
    limited: () => zaloError(-32, 'Vượt quá giới hạn request/phút'),
    unauthorised: zaloError(-224, 'The official account has not upgraded its package'),
    refused: zaloError(-230, 'User has not interacted with the OA in the past 7 days'),
    webhook: ([first]) => {
      if (first === undefined) throw new Error('nothing to tell');
      return signed(written(first.id, first.from, first.text), first.at, 'mac=');
    },
    receipt: (externalId, to, state, now) =>
      signed(
        state === 'read'
          ? { event_name: 'user_seen_message', sender: { id: to }, message: { msg_ids: [externalId] } }
          : { event_name: 'user_received_message', sender: { id: to }, message: { msg_id: externalId } },
        now,
      ),
    close: zalo.server.close,
  };
});

describe('Zalo', () => {
  const settings = channel.settings.parse(channel.example);
  const read = (body: string | Buffer) =>
    channel.receive?.(settings, { body: Buffer.from(body), query: {}, contentType: '', receivedAt: NOW });

  it('keeps ids exact that are numbers beyond 2^53, and texts that look like one', () => {
    const json = JSON.stringify(written('m', 'SENDER', 'mã: 12345678901234567890, "id": 9876543210987654321'));
    const found = read(json.replace('"SENDER"', '9007199254740993123'));
    expect(found?.posts).toMatchObject([
      { author: { id: '9007199254740993123' }, text: 'mã: 12345678901234567890, "id": 9876543210987654321' },
    ]);
  });

  it('says what was sent beside words, and leaves out what the account itself sent', () => {
    const attachments = [
      { type: 'image', payload: { url: 'https://x.example/a.jpg' } },
      { type: 'file', payload: { name: 'hop-dong.pdf' } },
    ];
    const image = { ...written('m', '4001', ''), event_name: 'user_send_file', message: { msg_id: 'm', attachments } };
    expect(read(JSON.stringify(image))?.posts[0]?.text).toBe('[image]\n[file: hop-dong.pdf]');
    expect(read(JSON.stringify(image))?.files).toEqual({ m: [{ name: null, origin: 'https://x.example/a.jpg' }] });
    const own = { ...written('m', example.oaId, 'Chào chị'), event_name: 'oa_send_text' };
    expect(read(JSON.stringify(own))?.posts).toEqual([]);
    expect(read(JSON.stringify({ event_name: 'follow', follower: { id: '4001' } }))?.posts).toEqual([]);
  });
});

describe('Zalo’s tokens', () => {
  let records: TestRecords;
  let desk: ChannelDesk;
  let zalo: ZaloStandIn;
  let id: string;
  let ticket: number;
  const HOUR = 3_600_000;

  beforeAll(async () => {
    records = await embeddedRecords();
    zalo = await startZalo(example);
    desk = await openChannelDesk(records, [zalo.server.host]);
    const tokens = { accessToken: zalo.tokens.access, refreshToken: zalo.tokens.refresh };
    id = await desk.open('zalo', 'Zalo', { ...example, ...zalo.addresses, ...tokens });
    await desk.tell('zalo', id, signed(written('hello', '4001', 'Mạng chậm'), desk.now()));
    await desk.work();
    ticket = (await desk.tickets())[0].number;
  });
  afterAll(async () => {
    await desk.close();
    await zalo.server.close();
    await records.close();
  });
  const health = async () => (await desk.api.ask('GET', `/api/channels/${id}`)).body;

  it('renews a token that has ended, and sends what waited, once', async () => {
    zalo.end();
    await desk.reply(ticket, 'một');
    await desk.deliver(id);
    expect(zalo.sent).toEqual([]);
    desk.pass(2000);
    await desk.deliver(id);
    expect(zalo.sent.map(({ text }) => text)).toEqual(['một']);
    expect(zalo.renewals).toBe(1);
    expect(await health()).toMatchObject({
      health: 'healthy',
      settings: expect.not.objectContaining({ accessToken: expect.anything() }),
    });
  });

  it('renews before the end, one process at a time, however many send', async () => {
    desk.pass(24.7 * HOUR);
    await desk.reply(ticket, 'hai');
    await Promise.all([desk.deliver(id), desk.deliver(id), desk.deliver(id)]);
    desk.pass(6000);
    await desk.deliver(id);
    expect(zalo.sent.map(({ text }) => text)).toEqual(['một', 'hai']);
    expect(zalo.renewals).toBe(2);
  });

  it('says what to do when its refresh token is no longer good', async () => {
    zalo.forget();
    desk.pass(24.7 * HOUR);
    await desk.reply(ticket, 'ba');
    await desk.deliver(id);
    expect(await health()).toMatchObject({ health: 'down', problem: expect.stringContaining('Get new tokens') });
    const { settings } = await health();
    const tokens = { accessToken: zalo.tokens.access, refreshToken: zalo.tokens.refresh, tokenEndsAt: null };
    const given = await desk.api.ask('PATCH', `/api/channels/${id}`, {
      body: { settings: { ...settings, ...tokens } },
    });
    expect(given.status, given.text).toBe(200);
    await desk.deliver(id);
    expect(zalo.sent.map(({ text }) => text)).toEqual(['một', 'hai', 'ba']);
  });
});
