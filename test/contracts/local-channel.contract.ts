import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { channels } from '../../src/channels/channels.ts';
import { splitText } from '../../src/channels/support/split-text.ts';

/** What every channel promises whose other side is a page of ours: nothing leaves the program, and nothing is sent twice. */
export function localChannelContract(channel: Channel): void {
  describe(`channel ${channel.kind}`, () => {
    const settings = channel.settings.parse(channel.example);
    const limits = channel.limits(channel.example as Record<string, unknown>);

    it('is listed, has settings that its example fits, and refuses unknown fields', () => {
      expect(channels).toContain(channel);
      expect(channel.settings.safeParse({ ...(channel.example as object), surely: 'unknown' }).success).toBe(false);
    });

    it('has limits that hold for what it sends, whatever the text', () => {
      expect(limits).toMatchObject({ idempotencyKey: true, deliveryReceipts: true });
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (base) => {
          const text = base.repeat(60);
          const parts = splitText(text, limits).map(({ from, to }) => text.slice(from, to));
          for (const part of parts) expect(limits.count(part)).toBeLessThanOrEqual(limits.maxLength);
          expect(parts.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        }),
        { numRuns: 20, seed: 5 },
      );
    });

    it('sends without asking anybody, under the same id however often it is tried', async () => {
      const nobody = () => Promise.reject(new Error('Nothing may leave the program.'));
      const recipient = {
        id: 'a',
        name: null,
        threadId: 'a',
        lastPostId: 'a',
        lastWroteAt: '2026-03-05T02:00:00.000Z',
      };
      const signal = AbortSignal.timeout(1000);
      const context = { fetch: nobody, addressOf: nobody, idempotencyKey: 'key', signal, now: () => new Date(0) };
      for (let tried = 0; tried < 2; tried += 1)
        expect(await channel.send(settings, { text: 'Chào chị', recipient }, context)).toEqual({ externalId: 'key' });
      expect([channel.verify, channel.receive, channel.listen]).toEqual([undefined, undefined, undefined]);
    });
  });
}
