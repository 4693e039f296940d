import { z } from 'zod';
import { secret } from '../../crawlers/support/secret.ts';

/** An address of a mail server: `imaps://host:993`, `smtp://host:587`; no credentials, path or query in it. */
const serverUrl = (plain: 'imap:' | 'smtp:', encrypted: 'imaps:' | 'smtps:') =>
  z
    .string()
    .max(300)
    .refine((text) => {
      if (!URL.canParse(text)) return false;
      const { protocol, hostname, username, password, pathname, search } = new URL(text);
      const bare = username === '' && password === '' && search === '' && (pathname === '' || pathname === '/');
      return (protocol === plain || protocol === encrypted) && hostname !== '' && bare;
    }, `must be an address such as ${encrypted}//mail.example.vn, without a password in it`);

export const emailSettings = z.strictObject({
  /** The address that customers write to and get answers from. */
  address: z.email().max(254).toLowerCase(),
  /** The sender's name that customers see. */
  name: z.string().trim().min(1).max(100),
  imapUrl: serverUrl('imap:', 'imaps:'),
  smtpUrl: serverUrl('smtp:', 'smtps:'),
  mailbox: z.string().min(1).max(200).default('INBOX'),
  /** As whom both servers are signed in to; the address itself unless it says otherwise. */
  user: z.string().min(1).max(254).optional(),
  password: secret(),
  /** Lets the password and all mail go unencrypted: for a server on the same machine only. */
  unencrypted: z.boolean().default(false),
  /** Messages a second that the mail provider lets out. */
  perSecond: z.number().min(0.01).max(100).default(2),
});
export type EmailSettings = z.output<typeof emailSettings>;

export interface MailServer {
  host: string;
  port: number;
  /** Encrypted from the first byte; otherwise by STARTTLS, unless that is let off. */
  secure: boolean;
}

const PORTS: Readonly<Record<string, number>> = { 'imap:': 143, 'imaps:': 993, 'smtp:': 587, 'smtps:': 465 };

export function serverOf(text: string): MailServer {
  const { protocol, hostname, port } = new URL(text);
  const host = decodeURIComponent(hostname.replace(/^\[|\]$/g, ''));
  return { host, port: Number(port || PORTS[protocol]), secure: protocol.endsWith('s:') };
}
