import type { Channel } from './channel.ts';
import { codePoints } from './support/split-text.ts';
import { type WebChatSettings, webChatSettings } from './web-chat/settings.ts';

/**
 * The chat of our own widget. Nothing is sent anywhere: what is noted as sent is in the visitor's history at once, and
 * whoever has the chat open is told (see migration 0022).
 */
export const channel: Channel<WebChatSettings> = {
  kind: 'web-chat',
  summary: 'A chat box on your own web pages, by one script tag.',
  settings: webChatSettings,
  example: {
    origins: ['https://www.example.vn'],
    title: { vi: 'CSKH Viettel', en: 'Viettel customer care' },
    form: { name: 'required', phone: 'optional' },
    identitySecret: 'a secret that only your server and this one know',
  },
  limits: () => ({
    maxLength: 4000,
    count: codePoints,
    idempotencyKey: true,
    deliveryReceipts: true,
    attachments: null,
    pace: { perSecond: 1000, burst: 1000 },
  }),
  send: async (_settings, _message, { idempotencyKey }) => ({ externalId: idempotencyKey }),
};
