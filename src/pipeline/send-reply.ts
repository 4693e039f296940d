import { findChannel } from '../channels/channels.ts';
import { splitText } from '../channels/support/split-text.ts';
import { GiveUp } from '../errors.ts';
import { channelRow } from '../storage/channels.ts';
import type { Database } from '../storage/database.ts';
import { queueDelivery } from '../storage/deliveries.ts';
import type { Route } from './reply-route.ts';

/** Queues a reply on its way, cut into the messages that the channel takes, in the transaction in which it is written. */
export async function queueReply(
  tx: Database,
  message: { id: string; text: string },
  { channel: { id }, recipient }: Route,
  now: Date,
): Promise<void> {
  const row = await channelRow(tx, id);
  const channel = findChannel(row.kind);
  // Limits follow from what is shown of the settings: secrets are none.
  const limits = channel.limits(row.settings);
  const ranges = splitText(message.text, limits);
  if (ranges.length === 0) throw new GiveUp('A reply without words can’t be sent.');
  await queueDelivery(tx, message.id, { channelId: id, recipient, ranges }, now);
}
