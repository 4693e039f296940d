import { codePoints } from '../channels/support/split-text.ts';
import { tidyText } from '../crawlers/support/html.ts';
import type { ChatVisitor } from '../domain/chat.ts';
import { mentionId } from '../domain/mention.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import type { ChannelRow } from '../storage/channels.ts';
import { addVisitorItem, numberOfClientId, repliesBehind } from '../storage/chat-items.ts';
import { changeVisitor, lockVisitor } from '../storage/chat-visitors.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { takeInbound } from './inbound.ts';

/** What visitors of a web chat write, and what they have seen. */

/** In characters as people count them. */
export const LONGEST_CHAT_MESSAGE = 4000;

export interface ChatMessage {
  /** Made by the visitor's page: the same message again is the same. */
  clientId: string;
  text: string;
}

/** How the desk can reach a visitor, as a line of its own; empty where nothing is known. */
export function contactLine({ name, phone, email, externalId }: ChatVisitor): string {
  const parts = [name, phone, email].filter((part) => part !== null && part !== '');
  if (externalId !== null) parts.push(`đã đăng nhập: ${externalId}`);
  return parts.length === 0 ? '' : `[Liên hệ: ${parts.join(' · ')}]`;
}

/** The visitor's own words, cleaned. Throws InvalidInput for none or too many. */
export function chatWords(text: string): string {
  const words = tidyText(text.normalize('NFC'));
  const refuse = (message: string) => {
    throw new InvalidInput('The message can’t be sent.', [{ path: 'text', message }]);
  };
  if (words === '') refuse('has no words');
  if (codePoints(words) > LONGEST_CHAT_MESSAGE) refuse(`is longer than ${LONGEST_CHAT_MESSAGE} characters`);
  return words;
}

/**
 * Takes in what a visitor wrote, once however often it is sent: gives its number in the chat, and whether it is new. What
 * the visitor told of themselves since the last message goes to the desk with it. Throws NotFound for a visitor who was
 * erased meanwhile.
 */
export function takeChatMessage(
  db: Database,
  channel: ChannelRow,
  visitorId: string,
  { clientId, text }: ChatMessage,
  now: Date,
): Promise<{ number: number; fresh: boolean }> {
  const words = chatWords(text);
  return inTransaction(db, async (tx) => {
    const visitor = await lockVisitor(tx, channel.id, visitorId);
    if (visitor === undefined) throw new NotFound('This chat is over: begin a new one.');
    const known = await numberOfClientId(tx, visitor.id, clientId);
    if (known !== undefined) return { number: known, fresh: false };
    const contact = contactLine(visitor);
    const news = contact === visitor.contactTold ? '' : contact;
    const externalId = `${visitor.id}/${clientId}`;
    const post = {
      externalId,
      kind: 'message' as const,
      author: { id: visitor.id, name: visitor.name },
      text: news === '' ? words : `${words}\n\n${news}`,
      publishedAt: now.toISOString(),
      threadId: visitor.id,
    };
    await takeInbound(tx, channel, { posts: [post] }, now);
    if (news !== '') await changeVisitor(tx, visitor.id, { contactTold: news }, now);
    const mention = mentionId(channel.kind, externalId);
    const number = await addVisitorItem(tx, { visitor: visitor.id, clientId, mention, units: words.length }, now);
    return { number, fresh: true };
  });
}

/** Notes that the replies up to a number have come to the visitor's screen, or were read there. */
export async function noteChatReceipts(
  db: Database,
  channel: ChannelRow,
  { visitor, upTo, state }: { visitor: string; upTo: number; state: 'delivered' | 'read' },
  now: Date,
): Promise<void> {
  const ids = await repliesBehind(db, visitor, upTo, state);
  if (ids.length === 0) return;
  const at = now.toISOString();
  await takeInbound(db, channel, { posts: [], receipts: ids.map((externalId) => ({ externalId, state, at })) }, now);
}
