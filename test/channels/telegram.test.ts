import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../src/channels/channel.ts';
import { channel } from '../../src/channels/telegram.ts';
import { openGate } from '../../src/crawlers/support/host-gate.ts';
import { createFetch } from '../../src/crawlers/support/safe-fetch.ts';
import { type ApiCall, type ApiReply, type StandIn, startJsonApi } from '../../src/demo/stand-ins/json-api.ts';
import { GiveUp } from '../../src/errors.ts';
import { channelContract } from '../contracts/channel.contract.ts';
import { botError } from '../support/stand-ins/telegram.ts';

const NOW = new Date('2026-03-05T02:00:00Z');
const example = channel.example as { token: string; webhookSecret: string };
const second = (at: Date) => Math.floor(at.getTime() / 1000);

const request = (update: object): WebhookRequest => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': example.webhookSecret },
  query: {},
  body: Buffer.from(JSON.stringify(update)),
  address: '127.0.0.1',
});
const messageOf = (id: number, from: number, text: string, at: Date, more: object = {}) => ({
  message_id: id,
  date: second(at),
  chat: { id: from, type: 'private' },
  from: { id: from, is_bot: false, first_name: 'Lan', last_name: 'Nguyễn' },
  text,
  ...more,
});

/** `sendMessage` of the Bot API, for private chats with one bot. */
function sendMessage(call: ApiCall, sent: { to: string; text: string }[]): ApiReply {
  if (call.path !== `/bot${example.token}/sendMessage`) return botError(401, 'Unauthorized');
  const { chat_id: to, text } = JSON.parse(call.body);
  if (text.length > 4096) return botError(400, 'Bad Request: message is too long');
  sent.push({ to, text });
  return { json: { ok: true, result: { message_id: 1000 + sent.length, date: second(NOW) } } };
}

channelContract(channel as never, async () => {
  const sent: { to: string; text: string }[] = [];
  let instead: ((call: ApiCall) => ApiReply | undefined) | undefined;
  const api = await startJsonApi((call) => instead?.(call) ?? sendMessage(call, sent), {});
  return {
    settings: { ...example, apiUrl: api.origin },
    customer: '4001',
    allow: [api.host],
    sent: () => sent,
    answerWith(reply) {
      instead = reply;
    },
    limited: (retry_after) => botError(429, `Too Many Requests: retry after ${retry_after}`, { retry_after }),
    unauthorised: botError(401, 'Unauthorized'),
    refused: botError(403, 'Forbidden: bot was blocked by the user'),

    webhook: ([first]) => {
      if (first === undefined) throw new Error('nothing to tell');
      const { id, from, text, at } = first;
      return request({ update_id: Number(id), message: messageOf(Number(id), Number(from), text, at) });
    },
    close: api.close,
  };
});

describe('Telegram', () => {
  const settings = channel.settings.parse(example);
  const read = (update: object) =>
    channel.receive?.(settings, { body: request(update).body, query: {}, contentType: '', receivedAt: NOW });

  it('takes an edit as the message itself, so that its words are taken over', () => {
    const [first] = read({ update_id: 1, message: messageOf(5, 4001, 'Mạng chậm', NOW) })?.posts ?? [];
    const [edit] = read({ update_id: 2, edited_message: messageOf(5, 4001, 'Mạng rất chậm', NOW) })?.posts ?? [];
    expect(edit).toEqual({ ...first, text: 'Mạng rất chậm' });
  });

  it('tells bots apart, which count messages anew', () => {
    const other = channel.settings.parse({ ...example, token: example.token.replace('1', '2') });
    const { body } = request({ update_id: 1, message: messageOf(5, 4001, 'Alo', NOW) });
    const ids = [settings, other].map(
      (each) => channel.receive?.(each, { body, query: {}, contentType: '', receivedAt: NOW }).posts[0]?.externalId,
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('leaves out groups, bots, and the button that starts it', () => {
    for (const message of [
      messageOf(1, -100200, 'trong nhóm', NOW, { chat: { id: -100200, type: 'supergroup' } }),
      messageOf(2, 7, 'tôi là bot', NOW, { from: { id: 7, is_bot: true, first_name: 'Bot' } }),
      messageOf(3, 4001, '/start', NOW),
      messageOf(4, 4001, '/start ma_gioi_thieu', NOW),
    ])
      expect(read({ update_id: 9, message })).toEqual({ posts: [] });
    expect(read({ update_id: 9, poll: {} })).toEqual({ posts: [] });
  });

  it('says what came beside words', () => {
    const photo = [
      { file_id: 'small', width: 90, height: 90 },
      { file_id: 'large', width: 900, height: 900 },
    ];
    const message = { ...messageOf(6, 4001, '', NOW), text: undefined, caption: 'Hoá đơn đây', photo };
    const found = read({ update_id: 9, message });
    const [post] = found?.posts ?? [];
    expect(post?.text).toBe('Hoá đơn đây\n[photo]');
    expect(found?.files).toEqual({ [post?.externalId ?? '']: [{ name: null, origin: 'large' }] });
    const document = { file_id: 'doc', file_name: 'hợp đồng.pdf' };
    const filed = read({ update_id: 9, message: { ...messageOf(7, 4001, '', NOW), text: undefined, document } });
    expect(Object.values(filed?.files ?? {})).toEqual([[{ name: 'hợp đồng.pdf', origin: 'doc' }]]);
  });

  describe('files', () => {
    const calls: ApiCall[] = [];
    let api: StandIn;
    let http: ReturnType<typeof createFetch>;
    const context = () => ({ fetch: http.fetch, signal: AbortSignal.timeout(10_000) });
    const bot = () => channel.settings.parse({ ...example, apiUrl: api.origin });
    const base = `/bot${example.token}`;
    beforeAll(async () => {
      api = await startJsonApi((call) => {
        calls.push(call);
        if (call.path === `/file${base}/photos/file_7.pdf`) return { text: '%PDF-1.4 ...' };
        if (call.path === `${base}/sendDocument`) return { json: { ok: true, result: { message_id: 7 } } };
        if (call.path !== `${base}/getFile`) return botError(404, 'Not Found');
        const known = call.query.get('file_id') === 'doc';
        if (!known) return botError(400, 'Bad Request: file is too big');
        return { json: { ok: true, result: { file_id: 'doc', file_path: 'photos/file_7.pdf' } } };
      }, {});
      http = createFetch({ gate: openGate, allowPrivateHosts: [api.host] });
    });
    afterAll(async () => {
      await http.close();
      await api.close();
    });

    it('are brought by getFile, and given up when Telegram does not give them', async () => {
      const file = await channel.fetchFile?.(bot(), 'doc', context());
      expect([Buffer.from(file?.bytes ?? []).toString(), file?.name]).toEqual(['%PDF-1.4 ...', 'file_7.pdf']);
      await expect(channel.fetchFile?.(bot(), 'huge', context())).rejects.toThrow(/too big/);
      await expect(channel.fetchFile?.(bot(), 'huge', context())).rejects.toBeInstanceOf(GiveUp);
    });

    it('are sent as a message of their own', async () => {
      const files = [{ name: 'hoá đơn.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 đây') }];
      const recipient = { id: '4001', name: 'Lan', threadId: null, lastPostId: '1', lastWroteAt: NOW.toISOString() };
      const more = { addressOf: async () => '127.0.0.1', idempotencyKey: 'k', now: () => NOW };
      const sent = await channel.send(bot(), { text: '', recipient, files }, { ...context(), ...more });
      expect(sent.externalId).toMatch(/\/4001\/7$/);
      const { headers, body } = calls.at(-1) ?? {};
      expect(headers?.['content-type']).toMatch(/^multipart\/form-data; boundary=/);
      expect(body).toContain('name="chat_id"\r\n\r\n4001');
      expect(body).toContain(
        'name="document"; filename="hoá đơn.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 đây',
      );
    });
  });
});
