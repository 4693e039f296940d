import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gsmUnits, toGsm } from '../../src/channels/sms/gsm.ts';
import { channel } from '../../src/channels/sms.ts';
import { channelContract } from '../contracts/channel.contract.ts';
import { ottMessage, signedOtt } from '../support/ott-webhook.ts';
import { type OttState, startOtt } from '../support/stand-ins/ott.ts';

const example = channel.example as { apiSecret: string; webhookSecret: string; sender: string };
const NOW = new Date('2026-03-05T02:00:00Z');

channelContract(channel as never, async () => {
  const state: OttState = { apiSecret: example.apiSecret, contact: example.sender, messages: [] };
  const gateway = await startOtt(state);
  const error = (status: number) => ({ status, json: { error: { code: 'no', message: 'không' } } });
  return {
    settings: { ...example, apiUrl: gateway.origin },
    customer: '4001',
    allow: [new URL(gateway.origin).host],
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
        written.map(({ id, from, text, at }) => ottMessage(id, from, text, at)),
        now,
      ),
    receipt: (externalId, _to, type, at) => signedOtt([{ type, messageId: externalId.split('/')[1], at }], at),
    close: gateway.close,
  };
});

describe('text messages', () => {
  const settings = channel.settings.parse(example);
  const authors = (...from: string[]) => {
    const events = from.map((each, index) => ottMessage(`m-${index}`, each, 'Mạng chậm', NOW));
    const kept = { body: signedOtt(events, NOW).body, query: {}, contentType: '', receivedAt: NOW };
    return channel.receive?.(settings, kept).posts.map(({ author }) => author?.id);
  };

  it('are of the number, however the gateway writes it; names that advertise are no customers', () => {
    expect(authors('+84 912 345 678', '0912345678', '84912345678', '195', 'VAYNHANH', '1800')).toEqual([
      '84912345678',
      '84912345678',
      '84912345678',
      '195',
    ]);
  });

  it('are as long as the network lets them be, with marks and without', () => {
    const limits = (given: object) => {
      const { maxLength, count } = channel.limits({ ...example, ...given });
      return [maxLength, count('Đã sửa xong [ạ] €🙏')];
    };
    expect(limits({ parts: 1 })).toEqual([70, 19]);
    expect(limits({ parts: 3 })).toEqual([201, 19]);
    expect(limits({ parts: 1, marks: false })).toEqual([160, 21]);
    expect(limits({ parts: 3, marks: false })).toEqual([459, 21]);
  });

  it('lose their marks and nothing else that a phone of any age can show', () => {
    expect(toGsm('Đã sửa “xong” – cảm ơn anh/chị… 30.000₫ 🙏')).toBe('Da sua "xong" - cam on anh/chi... 30.000d ?');
    expect(toGsm('Üñ è [1] € {2}')).toBe('Un e [1] € {2}');
  });

  it('are in the alphabet of GSM after that, and stay so', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
        (text, more) => {
          const plain = toGsm(text);
          expect(toGsm(plain)).toBe(plain);
          expect(plain).not.toMatch(/[\u0300-\u036f]|[ăâđêôơư\u1ea0-\u1ef9]/u);
          expect(gsmUnits(plain)).toBe(gsmUnits(text));
          expect(gsmUnits(text + more)).toBeGreaterThanOrEqual(gsmUnits(text));
        },
      ),
    );
  });
});
