import { createTransport } from 'nodemailer';
import { GiveUp } from '../../errors.ts';
import { ChannelDown, type Outgoing, type SendContext, Unsent } from '../channel.ts';
import { ticketTag } from './read-mail.ts';
import { type EmailSettings, serverOf } from './settings.ts';

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000, dnsTimeout: 10_000 };
/** The steps of SMTP before the text of the mail goes out. */
const BEFORE_TEXT = /^(CONN|EHLO|HELO|STARTTLS|AUTH.*|MAIL FROM|RCPT TO|API)$/;

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
    ...TIMEOUTS,
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
    throw judged(error);
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

/** What the server's refusal says of the mail; after the text went out nobody knows. */
function judged(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number };
  if (code === 'EAUTH')
    return new ChannelDown('The mail server refuses user and password (SMTP): check them.', { cause: error });
  if (code === 'ETLS')
    return new ChannelDown('The mail server offers no encryption (STARTTLS): use smtps://, or a server that does.', {
      cause: error,
    });
  if (responseCode !== undefined && responseCode >= 500)
    return new GiveUp(`The mail server refuses this mail (${responseCode}).`, { cause: error });
  if (responseCode !== undefined && responseCode >= 400)
    return new Unsent(`The mail server takes no mail at the moment (${responseCode}).`, { cause: error });
  const before = code === 'EDNS' || (command !== undefined && BEFORE_TEXT.test(command));
  return before ? new Unsent(`The mail server can't be reached (${code ?? command}).`, { cause: error }) : error;
}
