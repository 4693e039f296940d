import { GiveUp } from '../../errors.ts';
import { ChannelDown, Unsent } from '../channel.ts';

/** What everything that talks to a mail server shares. */

export const SMTP_TIMEOUTS = {
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  socketTimeout: 30_000,
  dnsTimeout: 10_000,
};
/** The steps of SMTP before the text of the mail goes out. */
const BEFORE_TEXT = /^(CONN|EHLO|HELO|STARTTLS|AUTH.*|MAIL FROM|RCPT TO|API)$/;

/** What the server's refusal says of the mail; after the text went out nobody knows. */
export function judgeSmtp(error: unknown): unknown {
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
