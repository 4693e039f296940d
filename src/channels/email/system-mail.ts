import { createTransport } from 'nodemailer';
import type { OutgoingFile } from '../channel.ts';
import { serverOf } from './settings.ts';
import { judgeSmtp, SMTP_TIMEOUTS } from './smtp.ts';

/** A mail of the program itself to the team's own people. */
export interface SystemMail {
  from: { name: string; address: string };
  to: readonly string[];
  subject: string;
  html: string;
  /** The same in few words, for who reads no HTML. */
  text: string;
  files: readonly OutgoingFile[];
  /** The same at every try, so that a mailbox which gets it twice can tell. */
  messageId: string;
}

/**
 * Throws ChannelDown (the server refuses us), GiveUp (it refuses this mail) or Unsent (surely not sent, worth another
 * try); after any other error nobody knows whether it was sent.
 */
export type SendSystemMail = (mail: SystemMail) => Promise<void>;

const LOOPBACK = /^(localhost|127\.[\d.]+|::1)$/;

/** Sends over `SMTP_URL`, which the one who runs the program has given: it may be private. Never with a password in the open. */
export function createSystemMailer(smtpUrl: string): SendSystemMail {
  const { username, password } = new URL(smtpUrl);
  const { host, port, secure } = serverOf(smtpUrl);
  const auth =
    username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
  return async ({ messageId, files, to, ...mail }) => {
    const transport = createTransport({
      host,
      port,
      secure,
      requireTLS: !secure && username !== '' && !LOOPBACK.test(host),
      ...auth,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...SMTP_TIMEOUTS,
    });
    try {
      await transport.sendMail({
        ...mail,
        to: [...to],
        messageId: `<${messageId}>`,
        // No holiday notice shall answer it.
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: files.map(({ name, mediaType, bytes }) => ({
          filename: name,
          contentType: mediaType,
          content: Buffer.from(bytes),
        })),
      });
    } catch (error) {
      throw judgeSmtp(error);
    } finally {
      transport.close();
    }
  };
}
