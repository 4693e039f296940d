import { z } from 'zod';
import type { Collected, Crawler } from './crawler.ts';
import { apiUrl } from './support/api-answer.ts';
import { secret } from './support/secret.ts';
import { readUpdates } from './telegram/bot-updates.ts';
import { readPreview } from './telegram/preview.ts';

const settings = z
  .strictObject({
    apiUrl: apiUrl('https://api.telegram.org'),
    /** Of a bot that is a member of the groups, or an administrator of the channels. */
    token: secret()
      .refine((token) => /^\d{5,20}:[\w-]{20,100}$/.test(token), { error: 'must be the token that @BotFather gave' })
      .optional(),
    /** Of all chats that the bot is in, only these; ids or @names. */
    chats: z
      .array(z.string().regex(/^(-?\d{1,20}|@[A-Za-z]\w{3,31})$/, { error: 'must be the id of a chat or its @name' }))
      .max(100)
      .default([]),
    /** A public channel, read as its web preview shows it: no bot is needed. */
    channel: z
      .string()
      .regex(/^[A-Za-z]\w{3,31}$/, { error: 'must be the name of a public channel, without @' })
      .optional(),
    previewUrl: apiUrl('https://t.me'),
    /** Of a channel's preview, how far back it is read at first. */
    backfillDays: z.number().int().min(1).max(365).default(30),
  })
  .refine(({ token, channel }) => (token === undefined) !== (channel === undefined), {
    error: 'give either the token of a bot or a public channel',
    path: ['token'],
  });
type Settings = z.output<typeof settings>;

export const crawler: Crawler<Settings> = {
  kind: 'telegram',
  summary: 'Telegram: groups and channels that your bot is in, or a public channel without one.',
  settings,
  example: { token: '123456789:AAExample-Token-From-BotFather-0000' },

  async *collect({ token, channel, ...given }, context): AsyncIterable<Collected> {
    context.signal.throwIfAborted();
    if (token !== undefined) yield* readUpdates({ ...given, token }, context);
    if (channel !== undefined) yield* readPreview({ ...given, channel }, context);
  },
};
