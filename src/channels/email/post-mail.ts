import { createTransport } from 'nodemailer';
import type { Outgoing, SendContext } from '../channel.ts';
import { ticketTag } from './read-mail.ts';
import { type EmailSettings, serverOf } from './settings.ts';
import { judgeSmtp, SMTP_TIMEOUTS } from './smtp.ts';

/** Sends one mail as an answer in its thread; gives its id, by which a report that it failed will name it. */
export async function postMail(
  settings: EmailSettings,
  { text, recipient, files = [] }: Outgoing,
  { addressOf, idempotencyKey }: SendContext,
): Promise<{ externalId: string }> {
  const { host, port, secure } = serverOf(settings.smtpUrl);
  const messageId = `${idempotencyKey}@${settings.address.split('@')[1]}`;
  const transport = createTransport({
    host: await addressOf(host, port),
    port,
    secure,
    requireTLS: !secure && !settings.unencrypted,
    ignoreTLS: settings.unencrypted && !secure,
    tls: { servername: host },
    auth: { user: settings.user ?? settings.address, pass: settings.password },
    disableFileAccess: true,
    disableUrlAccess: true,
    ...SMTP_TIMEOUTS,
  });
  try {
    await transport.sendMail({
      from: { name: settings.name, address: settings.address },
      to: { name: recipient.name === recipient.id ? '' : (recipient.name ?? ''), address: recipient.id },
      subject: subjectOf(recipient),
      text,
      attachments: files.map(({ name, mediaType, bytes }) => ({
        filename: name,
        contentType: mediaType,
        content: Buffer.from(bytes),
      })),
      messageId: `<${messageId}>`,
      ...threadOf(recipient),
    });
  } catch (error) {
    throw judgeSmtp(error);
  } finally {
    transport.close();
  }
  return { externalId: messageId };
}

/** The mails that it answers; the first mail to somebody answers none. */
function threadOf({ lastPostId, threadId }: Outgoing['recipient']) {
  if (lastPostId === '') return {};
  const ids = [...new Set([threadId ?? lastPostId, lastPostId])];
  return { inReplyTo: `<${lastPostId}>`, references: ids.map((id) => `<${id}>`) };
}

function subjectOf({ title, ticket, lastPostId }: Outgoing['recipient']): string {
  if (lastPostId === '') return title ?? '';
  const plain = (title ?? '').replace(/^((re|fwd?|tr|trả lời)\s*:\s*)+/iu, '').trim();
  const tag = ticket === undefined || plain.includes(ticketTag(ticket)) ? '' : ` ${ticketTag(ticket)}`;
  return `Re: ${plain}${tag}`.trim();
}
