import { z } from 'zod';
import { MAX_FILE_BYTES, MEDIA_TYPES } from '../care/files/file-rules.ts';
import { apiAddress, apiUrl, EXPLAINED, readJson, readShape } from '../crawlers/support/api-answer.ts';
import { FetchFailed } from '../crawlers/support/fetch-failed.ts';
import { tidyLine } from '../crawlers/support/html.ts';
import { secret } from '../crawlers/support/secret.ts';
import { Forbidden, GiveUp, RetryLater } from '../errors.ts';
import { type Channel, ChannelDown, type SendContext } from './channel.ts';
import { fingerprintOf, sameSecret } from './support/signatures.ts';
import { utf16Units } from './support/split-text.ts';
import { fetchTelegramFile, sendTelegramFile } from './telegram/files.ts';
import { readUpdate } from './telegram/updates.ts';

const settings = z.strictObject({
  apiUrl: apiUrl('https://api.telegram.org'),
  token: secret().refine((token) => /^\d{5,20}:[\w-]{20,100}$/.test(token), {
    error: 'must be the token that @BotFather gave',
  }),
  /** Goes to `setWebhook` as `secret_token`; every update then carries it. */
  webhookSecret: secret().refine((word) => /^[\w-]{16,256}$/.test(word), {
    error: 'must be 16 to 256 letters, digits, _ and -',
  }),
});

/** The bot’s own number, which is no secret: ids of messages are counted anew in the chat of each bot. */
const botOf = (token: string): string => token.split(':')[0] ?? '';

const answerShape = z.object({
  ok: z.boolean(),
  result: z.object({ message_id: z.int() }).optional().catch(undefined),
  description: z.string().catch(''),
  parameters: z.object({ retry_after: z.number().positive() }).optional().catch(undefined),
});
const DAY_S = 86_400;

function refusal(status: number, answer: z.output<typeof answerShape>): Error {
  const said = tidyLine(answer.description, 300) ?? 'no reason given';
  if (status === 429) {
    const seconds = Math.min(answer.parameters?.retry_after ?? 60, DAY_S);
    return new RetryLater(`Telegram asks for a pause of ${seconds} s.`, seconds * 1000);
  }
  if (status === 401 || status === 404)
    return new ChannelDown(
      'Telegram does not know the bot: put the token from @BotFather into the channel’s settings.',
    );
  return new GiveUp(`Telegram refuses this message (${status}): ${said}.`);
}

function sendText(
  { apiUrl: base, token }: z.output<typeof settings>,
  chat: string,
  text: string,
  { fetch, signal }: SendContext,
) {
  return fetch(apiAddress(base, `bot${token}/sendMessage`), {
    api: true,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: chat, text }),
    statuses: EXPLAINED,
    signal,
  });
}

/** Private chats with a Telegram bot. */
export const channel: Channel<z.output<typeof settings>> = {
  kind: 'telegram',
  summary: 'Telegram: what people write to your bot.',
  settings,
  example: { token: '123456789:AAExample-Token-From-BotFather-0000', webhookSecret: 'a_long_word_of_ours_0123' },
  limits: () => ({
    maxLength: 4096,
    count: utf16Units,
    idempotencyKey: false,
    deliveryReceipts: false,
    attachments: { mediaTypes: MEDIA_TYPES, maxBytes: MAX_FILE_BYTES, together: false },
    pace: { perSecond: 30, burst: 10, perRecipientMs: 1000 },
  }),
  verify({ webhookSecret }, { headers, body }) {
    if (!sameSecret(headers['x-telegram-bot-api-secret-token'] ?? '', webhookSecret))
      throw new Forbidden('The secret token is not the one of this channel: call setWebhook again.');
    return { key: fingerprintOf(body) };
  },
  receive: ({ token }, request) => readUpdate(botOf(token), request),
  fetchFile: fetchTelegramFile,
  async send(settings, { text, recipient, files: [file] = [] }, context) {
    const { token } = settings;
    const page = await (file === undefined
      ? sendText(settings, recipient.id, text, context)
      : sendTelegramFile(settings, recipient.id, file, context));
    const answer = readShape(page, readJson(page), answerShape);
    if (!answer.ok || page.status >= 400) throw refusal(page.status, answer);
    if (answer.result === undefined) throw new FetchFailed('Telegram answered with something that names no message.');
    return { externalId: `${botOf(token)}/${recipient.id}/${answer.result.message_id}` };
  },
};
