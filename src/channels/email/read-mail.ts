import { createHash } from 'node:crypto';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { elementToText, MAX_TEXT, tidyLine, tidyText } from '../../crawlers/support/html.ts';
import { parseDocument } from '../../crawlers/support/html-document.ts';
import type { Inbound } from '../channel.ts';
import { newText } from './new-text.ts';

/** What a mail is to the desk. `ignored`: nobody wrote it to be answered; the reason is for the log. */
export type ReadMail = { inbound: Inbound } | { ignored: string };

/** Where the usual programs put the mail that is answered. */
const QUOTED = '.gmail_quote, .gmail_attr, blockquote[type="cite"], .moz-cite-prefix, .yahoo_quoted, .gmail_signature';
/** Outlook puts it behind a mark instead of into an element. */
const QUOTE_MARKS = '#appendonsend, #divRplyFwdMsg';
const MAX_HTML = 2_000_000;
const MOST_FILES = 20;
/** Bytes. */
const SMALLEST_PICTURE = 20_000;

/** The tag that answers carry in their subject, so that one whose program forgets the thread still finds the ticket. */
const TICKET_TAG = /\[#(\d{1,9})\]/;
export const ticketTag = (ticket: number): string => `[#${ticket}]`;

/** Reads a mail as it lies in the mailbox. `own`: the channel's address. Never rejects for what a mail holds. */
export async function readMail(own: string, source: Buffer): Promise<ReadMail> {
  const mail = await simpleParser(source, { skipTextToHtml: true, skipImageLinks: true, skipHtmlToText: true });
  const failed = failedDelivery(own, mail, source);
  if (failed !== undefined) return failed;
  const sender = mail.from?.value[0];
  const from = sender?.address?.toLowerCase() ?? '';
  if (from === '') return { ignored: 'no sender' };
  if (from === own) return { ignored: 'our own' };
  const machine = byMachine(mail);
  if (machine !== undefined) return { ignored: machine };
  const id = idOf(mail.messageId) ?? `sha256-${createHash('sha256').update(source).digest('hex')}`;
  const ticket = Number(TICKET_TAG.exec(mail.subject ?? '')?.[1] ?? Number.NaN);
  const thread = references(mail)[0];
  const post = {
    externalId: id,
    kind: 'message' as const,
    author: { id: from, name: tidyLine(sender?.name, 200) ?? from },
    title: tidyLine(mail.subject, 500),
    text: textOf(mail),
    publishedAt: mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date.toISOString() : null,
    threadId: thread ?? id,
  };
  const tagged = thread === undefined && Number.isSafeInteger(ticket) ? { tickets: { [id]: ticket } } : {};
  const files = filesOf(mail).map(({ filename, content }) => ({
    name: filename ?? null,
    bytes: new Uint8Array(content),
  }));
  return { inbound: { posts: [post], ...tagged, ...(files.length === 0 ? {} : { files: { [id]: files } }) } };
}

/** The ids of the mails that it answers, the first of the thread first. */
function references({ references: given, inReplyTo }: ParsedMail): string[] {
  const all = [...(typeof given === 'string' ? given.split(/\s+/) : (given ?? [])), inReplyTo];
  return all.flatMap((each) => idOf(each) ?? []);
}

/** A message id without its brackets; a longer one than is kept is named by its hash. */
function idOf(given: string | undefined): string | undefined {
  const id = given?.trim().replace(/^<|>$/g, '') ?? '';
  if (id === '') return undefined;
  return id.length <= 300 ? id : `sha256-${createHash('sha256').update(id).digest('hex')}`;
}

function textOf(mail: ParsedMail): string {
  const plain = mail.text === undefined || mail.text.trim() === '' ? undefined : newText(mail.text);
  const words = plain ?? (mail.html ? newText(withoutQuotes(mail.html.slice(0, MAX_HTML))) : '');
  const files = filesOf(mail).map(({ filename, contentType }) => `[file: ${tidyLine(filename, 100) ?? contentType}]`);
  return tidyText([words, ...files].filter((part) => part !== '').join('\n'), MAX_TEXT);
}

/** Files, and pictures that stand in the text; smaller ones are the logos of signatures. */
const filesOf = ({ attachments }: ParsedMail) =>
  attachments.filter(({ related, size }) => !related || size >= SMALLEST_PICTURE).slice(0, MOST_FILES);

function withoutQuotes(html: string): string {
  const page = parseDocument(html);
  page(QUOTE_MARKS).nextAll().remove();
  page(QUOTED).remove();
  const [root] = page.root().get();
  return root === undefined ? '' : elementToText(root);
}

const header = (mail: ParsedMail, name: string): string => {
  const value = mail.headers.get(name);
  if (typeof value === 'string') return value.toLowerCase();
  // Structured ones hold their first part apart.
  return typeof value === 'object' && value !== null && 'value' in value ? String(value.value).toLowerCase() : '';
};

/** Why a mail was sent by a program, undefined if by a person (RFC 3834). Answering it could go on for ever. */
function byMachine(mail: ParsedMail): string | undefined {
  const automatic = header(mail, 'auto-submitted');
  if (automatic !== '' && automatic !== 'no') return 'automatic answer';
  if (/^(bulk|junk|list|auto_reply)$/.test(header(mail, 'precedence'))) return 'sent in bulk';
  if (mail.headers.has('x-autoreply') || mail.headers.has('x-autorespond')) return 'automatic answer';
  if (mail.headers.has('list')) return 'mailing list';
  if (fromDaemon(mail)) return 'a mail server';
  return undefined;
}

const addresses = (given: AddressObject | undefined) => (given?.value ?? []).map(({ address }) => address ?? '');
const fromDaemon = (mail: ParsedMail) =>
  addresses(mail.from).some((address) => /^(mailer-daemon|postmaster)@/i.test(address));

const OURS = /<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@[^<>\s]{1,255})>/g;

/** A mail server's word that one of ours did not arrive (RFC 3464); a mere delay is nothing yet. */
function failedDelivery(own: string, mail: ParsedMail, source: Buffer): ReadMail | undefined {
  const type: unknown = mail.headers.get('content-type');
  const report = typeof type === 'object' && /"report-type":"delivery-status"/i.test(JSON.stringify(type));
  if (!report && !fromDaemon(mail)) return undefined;
  const raw = source.toString('latin1');
  if (/^action:\s*(delayed|relayed|expanded|delivered)\s*$/im.test(raw)) return { ignored: 'a delay' };
  const domain = `@${own.split('@')[1] ?? ''}`;
  const ids = new Set([...raw.matchAll(OURS)].map(([, id = '']) => id).filter((id) => id.endsWith(domain)));
  const reason = tidyLine(/^diagnostic-code:\s*(.{1,300})/im.exec(raw)?.[1], 300) ?? 'The mail came back.';
  const receipts = [...ids].map((externalId) => ({ externalId, state: 'failed' as const, at: null, reason }));
  return receipts.length === 0 ? { ignored: 'a mail server' } : { inbound: { posts: [], receipts } };
}
