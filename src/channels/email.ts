import { MAX_FILE_BYTES, MEDIA_TYPES } from '../care/files/file-rules.ts';
import type { Channel } from './channel.ts';
import { listenToMailbox } from './email/mailbox.ts';
import { postMail } from './email/post-mail.ts';
import { type EmailSettings, emailSettings } from './email/settings.ts';
import { codePoints } from './support/split-text.ts';

const shown = emailSettings.pick({ perSecond: true }).loose();

/** A mailbox: IMAP in, SMTP out. */
export const channel: Channel<EmailSettings> = {
  kind: 'email',
  summary: 'A mailbox, read over IMAP as mail comes in and answered over SMTP in the same thread.',
  settings: emailSettings,
  example: {
    address: 'cskh@example.vn',
    name: 'Chăm sóc khách hàng',
    imapUrl: 'imaps://mail.example.vn',
    smtpUrl: 'smtps://mail.example.vn',
    password: 'the password of the mailbox',
  },
  limits: (settings) => ({
    maxLength: 100_000,
    count: codePoints,
    idempotencyKey: false,
    deliveryReceipts: false,
    attachments: { mediaTypes: MEDIA_TYPES, maxBytes: MAX_FILE_BYTES, together: true },
    pace: { perSecond: shown.parse(settings).perSecond },
  }),
  listen: listenToMailbox,
  send: postMail,
};
