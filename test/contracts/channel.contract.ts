import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Channel,
  ChannelDown,
  type Inbound,
  type Receipt,
  type Recipient,
  type WebhookRequest,
} from '../../src/channels/channel.ts';
import { channels } from '../../src/channels/channels.ts';
import { splitText } from '../../src/channels/support/split-text.ts';
import { openGate } from '../../src/crawlers/support/host-gate.ts';
import { createFetch } from '../../src/crawlers/support/safe-fetch.ts';
import { guardServers } from '../../src/crawlers/support/server-address.ts';
import type { ApiCall, ApiReply } from '../../src/demo/stand-ins/json-api.ts';
import { rawPost } from '../../src/domain/raw-post.ts';
import { Forbidden, GiveUp, InvalidInput, PublicError, RetryLater } from '../../src/errors.ts';

/** One thing that a customer writes. */
export interface Written {
  id: string;
  from: string;
  text: string;
  at: Date;
}

/** The outside system of a channel: a stand-in over local HTTP, and webhooks as the system sends them. */
export interface ChannelStage {
  /** The channel's example, its addresses turned to the stand-in. */
  settings: unknown;
  /** The id that the channel gives the customer whom the system calls 4001. */
  customer: string;
  /** Hosts that are private. */
  allow: readonly string[];
  /** The texts that the system took, in this order, and whom they are for. */
  sent(): { to: string; text: string }[];
  /** Answers the next requests instead of the system. */
  answerWith(reply: ((call: ApiCall) => ApiReply | undefined) | undefined): void;
  /** What the system answers when it limits us: for so many seconds. */
  limited(seconds: number): ApiReply;
  /** What it answers when the token or signature is no longer good. */
  unauthorised: ApiReply;
  /** What it answers when it refuses one message for good. */
  refused: ApiReply;
  /** A genuine request that tells of these messages, or of the first where one tells of one only; undefined for channels without a webhook. */
  webhook?(written: readonly Written[], now: Date): WebhookRequest;
  /** A genuine request that tells how far a message has come; the id is the one that `send` gave. */
  receipt?(externalId: string, to: string, state: 'delivered' | 'read', now: Date): WebhookRequest;
  close(): Promise<void>;
}

export type OpenChannelStage = () => Promise<ChannelStage>;

const NOW = new Date('2026-03-05T02:00:00.000Z');
const recipientOf = (id: string): Recipient => ({
  id,
  name: 'Lan',
  threadId: id,
  lastPostId: id,
  lastWroteAt: new Date(NOW.getTime() - 60_000).toISOString(),
});

/** `it` for what a channel of this kind says that it does; what it never said it would is no test of it. */
const promisedBy =
  (channel: Channel) => (flag: 'idempotencyKey' | 'deliveryReceipts') => (name: string, test: () => Promise<void>) => {
    if (channel.limits(channel.example as Record<string, unknown>)[flag]) it(name, test);
  };

/** What every channel promises, shown on its example and a stand-in over local HTTP. */
export function channelContract(channel: Channel, openStage: OpenChannelStage): void {
  describe(`channel ${channel.kind}`, () => {
    let stage: ChannelStage;
    let http: ReturnType<typeof createFetch>;
    beforeAll(async () => {
      stage = await openStage();
      http = createFetch({ gate: openGate, allowPrivateHosts: [...stage.allow] });
    });
    afterAll(async () => {
      await http.close();
      await stage.close();
    });

    const settings = () => channel.settings.parse(stage.settings);
    const send = (text: string, key: string = crypto.randomUUID()) =>
      channel.send(
        settings(),
        { text, recipient: recipientOf(stage.customer) },
        {
          fetch: http.fetch,
          addressOf: guardServers([...stage.allow]),
          idempotencyKey: key,
          signal: AbortSignal.timeout(10_000),
          now: () => NOW,
        },
      );
    const thrownBy = (work: () => unknown): Promise<unknown> =>
      Promise.resolve()
        .then(work)
        .then(
          () => undefined,
          (error: unknown) => error,
        );
    const answering = async (reply: ApiReply, work: () => Promise<unknown>): Promise<unknown> => {
      stage.answerWith(() => reply);
      const error = await thrownBy(work);
      stage.answerWith(undefined);
      return error;
    };

    it('is listed, has settings that its example fits, and refuses unknown fields', () => {
      expect(channels).toContain(channel);
      expect(channel.settings.safeParse(channel.example).success).toBe(true);
      expect(channel.settings.safeParse({ ...(channel.example as object), surely: 'unknown' }).success).toBe(false);
    });

    it('has limits that hold for what it sends, whatever the text', () => {
      const limits = channel.limits(channel.example as Record<string, unknown>);
      expect(limits.pace.perSecond).toBeGreaterThan(0);
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (base) => {
          const text = base.repeat(5);
          const parts = splitText(text, limits).map(({ from, to }) => text.slice(from, to));
          for (const part of parts) expect(limits.count(part)).toBeLessThanOrEqual(limits.maxLength);
          expect(parts.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        }),
        { numRuns: 30, seed: 5 },
      );
    });

    it('sends a text as it is, to whom it is for', async () => {
      const before = stage.sent().length;
      const text = 'Chào chị, bên em đang kiểm tra ạ 🙏\n"Trích" <b>không đậm</b> & 100%';
      await send(text);
      expect(stage.sent().slice(before)).toEqual([{ to: '4001', text }]);
    });

    it('says what happens next: a pause, an end for one message, an end for all', async () => {
      const limited = await answering(stage.limited(7), () => send('một'));
      expect(limited).toBeInstanceOf(RetryLater);
      expect((limited as RetryLater).delayMs).toBeGreaterThanOrEqual(7000);
      expect(await answering(stage.unauthorised, () => send('hai'))).toBeInstanceOf(ChannelDown);
      const refused = await answering(stage.refused, () => send('ba'));
      expect(refused).toBeInstanceOf(GiveUp);
      expect(refused).not.toBeInstanceOf(ChannelDown);
    });

    it('calls no answer that it does not understand a success', async () => {
      for (const reply of [
        { status: 500, json: {} },
        { status: 502, text: '<html>Bad Gateway</html>' },
        { status: 200, text: '<html>proxy</html>' },
        { status: 200, json: { unexpected: true } },
      ]) {
        const error = await answering(reply, () => send('bốn'));
        expect(error, JSON.stringify(reply)).toBeInstanceOf(PublicError);
        expect(error).not.toBeInstanceOf(GiveUp);
      }
    });

    promisedBy(channel)('idempotencyKey')(
      'sends a message once whose key is repeated, and gives the same id',
      async () => {
        const key = crypto.randomUUID();
        const before = stage.sent().length;
        const first = await send('lặp lại', key);
        expect(await send('lặp lại', key)).toEqual(first);
        expect(stage.sent().length).toBe(before + 1);
      },
    );

    if (channel.verify !== undefined) webhookContract(channel, () => stage, settings, send);
  });
}

function webhookContract(
  channel: Channel,
  stage: () => ChannelStage,
  settings: () => unknown,
  send: (text: string) => Promise<{ externalId: string | null }>,
): void {
  const verify = (request: WebhookRequest, now = NOW) => {
    if (channel.verify === undefined) throw new Error('The channel has no webhook.');
    return channel.verify(settings(), request, now);
  };
  const receive = ({ body, query, headers }: WebhookRequest): Inbound => {
    const kept = { body, query, contentType: headers['content-type'] ?? '', receivedAt: NOW };
    if (channel.receive === undefined) throw new Error('The channel receives nothing.');
    return channel.receive(settings(), kept);
  };
  const written = (id: string, text: string, minutesAgo = 1): Written => ({
    id,
    from: '4001',
    text,
    at: new Date(NOW.getTime() - minutesAgo * 60_000),
  });
  const genuine = (messages: readonly Written[] = [written('1', 'Mạng chậm quá')], now = NOW): WebhookRequest => {
    const request = stage().webhook?.(messages, now);
    if (request === undefined) throw new Error('The stage makes no webhooks.');
    return request;
  };

  it('takes a genuine request, and reads what the customer wrote', () => {
    const requests = [genuine([written('1', 'Mạng chậm quá', 3)]), genuine([written('2', 'Alo? 😡')])];
    for (const request of requests) expect(verify(request).key).toBeTypeOf('string');
    const posts = requests.flatMap((request) => receive(request).posts).map((post) => rawPost.parse(post));
    expect(posts.map(({ text }) => text)).toEqual(['Mạng chậm quá', 'Alo? 😡']);
    expect(new Set(posts.map(({ externalId }) => externalId)).size).toBe(2);
    expect(posts[0]).toMatchObject({ kind: 'message', publishedAt: expect.stringContaining('2026-03-05T01:57:00') });
    expect(posts[0]?.author.id).toBe(stage().customer);
    expect(posts[0]?.threadId).not.toBeNull();
  });

  it('gives a repeated request the same key, and others another', () => {
    const [a, b] = [genuine(), genuine([written('9', 'Khác')])];
    expect(verify(genuine()).key).toBe(verify(a).key);
    // Repeated later, with whatever the system says of the time of the repetition.
    expect(verify(genuine(undefined, new Date(NOW.getTime() + 60_000))).key).toBe(verify(a).key);
    expect(verify(b).key).not.toBe(verify(a).key);
  });

  it('refuses what is forged: no signature, another body, one bit of any header that it checks', () => {
    const request = genuine();
    expect(() => verify({ ...request, headers: { 'content-type': 'application/json' }, query: {} })).toThrow(Forbidden);
    const body = new Uint8Array(request.body);
    body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
    const isOfBody = (() => {
      try {
        verify({ ...request, body });
        return false;
      } catch (error) {
        return error instanceof Forbidden;
      }
    })();
    const signed = Object.entries(request.headers).filter(([name]) => /sign|secret|token|mac/i.test(name));
    // A system that signs nothing sends a secret word; its body can't be checked.
    expect(isOfBody || signed.some(([name]) => /secret|token/.test(name))).toBe(true);
    expect(signed.length).toBeGreaterThan(0);
    for (const [name, value = ''] of signed) {
      for (const forged of ['', 'x', value.slice(0, -1), `${value}0`, value.replace(/[0-9a-z](?=[^0-9a-z]*$)/i, '_')])
        expect(() => verify({ ...request, headers: { ...request.headers, [name]: forged } })).toThrow(Forbidden);
    }
  });

  it('reads reordered requests alike', () => {
    const [first, second] = [genuine([written('1', 'một', 5)]), genuine([written('2', 'hai', 4)])];
    const ids = (requests: WebhookRequest[]) =>
      requests.flatMap((request) => receive(request).posts.map((post) => `${post.externalId} ${post.publishedAt}`));
    expect(ids([second, first]).sort()).toEqual(ids([first, second]).sort());
  });

  it('answers garbled bodies with what can be read of them or InvalidInput, and never hangs', () => {
    const whole = Buffer.from(genuine([written('1', 'Mạng chậm quá')]).body).toString();
    fc.assert(
      fc.property(fc.nat(whole.length), fc.string({ maxLength: 20 }), fc.nat(20), (at, put, cut) => {
        const body = Buffer.from(whole.slice(0, at) + put + whole.slice(at + cut));
        try {
          for (const post of receive({ ...genuine(), body }).posts) rawPost.parse(post);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInput);
        }
      }),
      { numRuns: 300, seed: 11 },
    );
    for (const body of ['', '[]', 'null', '7', '{}', '"x"', `${'['.repeat(50_000)}`])
      expect([undefined, InvalidInput]).toContain(
        (() => {
          try {
            receive({ ...genuine(), body: Buffer.from(body) });
            return undefined;
          } catch (error) {
            return (error as Error).constructor;
          }
        })(),
      );
  });

  promisedBy(channel)('deliveryReceipts')(
    'reads how far a message has come, under the id that sending it gave or up to its time',
    async () => {
      const { externalId } = await send('Chào chị');
      for (const state of ['delivered', 'read'] as const) {
        const request = stage().receipt?.(externalId ?? '', '4001', state, NOW);
        if (request === undefined) throw new Error('The stage makes no receipts.');
        expect(verify(request).key).not.toBeNull();
        const [receipt] = (receive(request).receipts ?? []) as Receipt[];
        expect(receipt).toMatchObject({ state });
        if (receipt && 'externalId' in receipt) expect(receipt.externalId).toBe(externalId);
        else expect(receipt).toMatchObject({ recipient: stage().customer, upTo: expect.any(String) });
      }
    },
  );
}
