import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../src/channels/channel.ts';
import { channel } from '../../src/channels/telegram.ts';
import { type ApiCall, type ApiReply, startJsonApi } from '../../src/demo/stand-ins/json-api.ts';
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
    const photo = [{ file_id: 'x', width: 90, height: 90 }];
    const message = { ...messageOf(6, 4001, '', NOW), text: undefined, caption: 'Hoá đơn đây', photo };
    expect(read({ update_id: 9, message })?.posts[0]?.text).toBe('Hoá đơn đây\n[photo]');
  });
});
