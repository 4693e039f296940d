import { accountsOf, type SelfcareIdentity, selfcareId } from '../care/selfcare.ts';
import type { InboundFile } from '../channels/channel.ts';
import { tidyLine, tidyText } from '../crawlers/support/html.ts';
import { InvalidInput } from '../errors.ts';
import type { ChannelRow } from '../storage/channels.ts';
import type { Database } from '../storage/database.ts';
import { unreadOf } from '../storage/selfcare-tickets.ts';
import { takeInbound } from './inbound.ts';

/** What customers write on their website, and that they have read what was answered. */

export const LONGEST_COMPLAINT = 5000;

export interface SelfcareMessage {
  identity: SelfcareIdentity;
  /** How they want to be called. */
  name: string | null;
  text: string;
  /** Made with the form: the same form sent twice is one message. */
  once: string;
  /** The ticket that it answers; none: a new complaint. */
  ticket?: number;
  files: readonly { name: string; bytes: Uint8Array }[];
}

/** Takes in what a customer wrote; gives whether it is new. Throws InvalidInput for no words or too many. */
export async function takeSelfcareMessage(
  db: Database,
  channel: ChannelRow,
  { identity, name, text, once, ticket, files }: SelfcareMessage,
  now: Date,
): Promise<boolean> {
  const words = tidyText(text.normalize('NFC'));
  if (words === '') throw new InvalidInput('The message has no words.', [{ path: 'text', message: 'is empty' }]);
  if (words.length > LONGEST_COMPLAINT)
    throw new InvalidInput('The message is too long.', [
      { path: 'text', message: `is longer than ${LONGEST_COMPLAINT}` },
    ]);
  const externalId = `${channel.id}/${once}`;
  const author = { id: selfcareId(identity), name: tidyLine(name, 200) || identity.value };
  const post = { externalId, kind: 'message' as const, author, text: words, publishedAt: now.toISOString() };
  const sent: InboundFile[] = files.map(({ name: file, bytes }) => ({ name: file, bytes }));
  const inbound = {
    posts: [{ ...post, threadId: externalId }],
    ...(ticket === undefined ? {} : { tickets: { [externalId]: ticket } }),
    ...(sent.length === 0 ? {} : { files: { [externalId]: sent } }),
  };
  return (await takeInbound(db, channel, inbound, now)) > 0;
}

/** Notes that a customer has seen what was answered on a ticket. */
export async function noteRead(
  db: Database,
  channel: ChannelRow,
  { identity, ticket }: { identity: SelfcareIdentity; ticket: number },
  now: Date,
): Promise<void> {
  const unread = await unreadOf(db, accountsOf(identity), ticket);
  if (unread.length === 0) return;
  const receipts = unread.map(({ externalId }) => ({ externalId, state: 'read' as const, at: now.toISOString() }));
  await takeInbound(db, channel, { posts: [], receipts }, now);
}
