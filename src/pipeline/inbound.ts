import type { Inbound, Receipt } from '../channels/channel.ts';
import { mentionId } from '../domain/mention.ts';
import type { ChannelRow } from '../storage/channels.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { noteReceipt, noteReceiptUpTo } from '../storage/delivery-outcomes.ts';
import { markGone } from '../storage/mention-steps.ts';
import { threadIn } from '../storage/reply-routes.ts';
import { takeFiles } from './attachments.ts';
import { takeIn } from './intake.ts';

/**
 * Stores what a channel brought, all of it or nothing: customers' messages as mentions of the channel's source, which the
 * language stage and triage then take to their tickets, and how far messages of ours have come. Gives how many messages
 * are new; handing the same in again changes nothing.
 */
export function takeInbound(db: Database, channel: ChannelRow, inbound: Inbound, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const source = { id: channel.sourceId, kind: channel.kind, name: channel.name, queries: [], direct: true };
    const collectedAt = now.toISOString();
    const posts = [];
    for (const post of inbound.posts) posts.push({ post: await inItsThread(tx, channel, inbound, post), collectedAt });
    const { new: fresh } = await takeIn(tx, source, posts, now);
    await takeFiles(tx, channel, inbound, now);
    await markGone(
      tx,
      (inbound.gone ?? []).map((id) => mentionId(channel.kind, id)),
      now,
    );
    for (const receipt of inOrder(inbound.receipts ?? [])) await takeReceipt(tx, channel.id, receipt, now);
    return fresh;
  });
}

/** Only to a ticket of the very author: a number is easily guessed. */
async function inItsThread(
  tx: Database,
  { kind }: ChannelRow,
  { tickets }: Inbound,
  post: Inbound['posts'][number],
): Promise<Inbound['posts'][number]> {
  const ticket = tickets?.[post.externalId];
  const author = post.author?.id;
  if (ticket === undefined || !author) return post;
  return { ...post, threadId: (await threadIn(tx, ticket, kind, author)) ?? post.threadId ?? null };
}

/** By id, so that two workers lock in the same order, and what comes first first. */
const STATES = ['delivered', 'read', 'failed'];
function inOrder(receipts: readonly Receipt[]): Receipt[] {
  const key = (receipt: Receipt) =>
    `${'externalId' in receipt ? receipt.externalId : ''} ${STATES.indexOf(receipt.state)}`;
  return [...receipts].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function takeReceipt(tx: Database, channelId: string, receipt: Receipt, now: Date): Promise<void> {
  // A clock ahead of ours must not date what happened after now.
  const at = receipt.at === null ? now : new Date(Math.min(Date.parse(receipt.at), now.getTime()));
  const told = { state: receipt.state, reason: receipt.reason ?? null, at };
  if ('externalId' in receipt) return noteReceipt(tx, channelId, receipt.externalId, told, now);
  return noteReceiptUpTo(tx, channelId, receipt.recipient, new Date(receipt.upTo), told, now);
}
