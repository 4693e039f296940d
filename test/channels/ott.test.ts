import { describe, expect, it } from 'vitest';
import { channel } from '../../src/channels/ott.ts';
import { Forbidden } from '../../src/errors.ts';
import { channelContract } from '../contracts/channel.contract.ts';
import { signedOtt } from '../support/ott-webhook.ts';
import { type OttState, startOtt } from '../support/stand-ins/ott.ts';

const example = channel.example as { apiSecret: string; webhookSecret: string; contact: string };

channelContract(channel as never, async () => {
  const state: OttState = { apiSecret: example.apiSecret, contact: example.contact, messages: [] };
  const network = await startOtt(state);
  const error = (status: number) => ({ status, json: { error: { code: 'no', message: 'không' } } });
  return {
    settings: { ...example, apiUrl: network.origin },
    customer: 'mocha/4001',
    allow: [new URL(network.origin).host],
    sent: () => state.messages.map(({ to, text }) => ({ to, text })),
    answerWith(reply) {
      if (reply === undefined) delete state.instead;
      else state.instead = reply;
    },
    limited: (seconds) => ({ status: 429, headers: { 'retry-after': String(seconds) }, json: {} }),
    unauthorised: error(401),
    refused: error(422),
    webhook: (written, now) =>
      signedOtt(
        written.map(({ id, from, text, at }) => ({ type: 'message', id, at, text, from: { id: from, name: 'Lan' } })),
        now,
      ),
    receipt: (externalId, _to, type, at) => signedOtt([{ type, messageId: externalId.split('/')[1], at }], at),
    close: network.close,
  };
});

describe('the OTT connector', () => {
  const NOW = new Date('2026-03-05T02:00:00Z');
  const settings = channel.settings.parse(example);
  const read = (events: readonly object[]) => {
    const { body } = signedOtt(events, NOW);
    return channel.receive?.(settings, { body, query: {}, contentType: '', receivedAt: NOW });
  };

  it('refuses a genuine request that was kept back for more than five minutes', () => {
    const request = signedOtt([], NOW);
    const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
    expect(channel.verify?.(settings, request, later(299))).toBeDefined();
    for (const seconds of [301, -301, 86_400])
      expect(() => channel.verify?.(settings, request, later(seconds))).toThrow(Forbidden);
  });

  it('names ids after their network, so that two networks share no customers', () => {
    const other = channel.settings.parse({ ...example, network: 'khac' });
    const { body } = signedOtt([{ type: 'message', id: 1, from: { id: 7 }, text: 'a' }], NOW);
    const kept = { body, query: {}, contentType: '', receivedAt: NOW };
    const [ours, theirs] = [settings, other].map((each) => channel.receive?.(each, kept).posts[0]);
    expect([ours?.author?.id, ours?.externalId, theirs?.author?.id]).toEqual(['mocha/7', 'mocha/1', 'khac/7']);
  });

  it('leaves out what the contact itself wrote, and events that it does not know', () => {
    const text = 'Chào chị';
    const read_ = read([
      { type: 'message', id: '1', from: { id: example.contact }, text },
      { type: 'typing', from: { id: '7' } },
      { type: 'message', id: '2', text },
      { type: 'removed', messageId: '3' },
    ]);
    expect(read_).toEqual({ posts: [], gone: ['mocha/3'], receipts: [] });
  });

  it('says what was sent beside words', () => {
    const attachments = [{ kind: 'image', name: 'bill.jpg' }, { kind: 'sticker' }];
    const posts = read([{ type: 'message', id: '1', from: { id: '7' }, text: '', attachments }])?.posts;
    expect(posts?.map(({ text }) => text)).toEqual(['[image: bill.jpg]\n[sticker]']);
  });
});
