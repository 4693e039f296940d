import type { Limits } from '../channels/channel.ts';
import { findChannel } from '../channels/channels.ts';
import { splitText } from '../channels/support/split-text.ts';
import { GiveUp, InvalidInput } from '../errors.ts';
import type { ChosenAttachment } from '../storage/attachment-work.ts';
import { channelRow } from '../storage/channels.ts';
import type { Database } from '../storage/database.ts';
import { type NewDelivery, queueDelivery } from '../storage/deliveries.ts';
import type { Route } from './reply-route.ts';

/** What a channel takes: follows from what is shown of its settings, secrets are none. */
export async function limitsOf(db: Database, { id, kind }: Route['channel']): Promise<Limits> {
  const { settings } = await channelRow(db, id);
  return findChannel(kind).limits(settings);
}

/**
 * Queues a reply on its way, cut into the messages that the channel takes, in the transaction in which it is written.
 * Throws InvalidInput for files that the channel does not take.
 */
export async function queueReply(
  tx: Database,
  { id, text, files = [] }: { id: string; text: string; files?: readonly ChosenAttachment[] },
  { channel, recipient }: Route,
  now: Date,
): Promise<void> {
  const limits = await limitsOf(tx, channel);
  for (const file of files) refuseFile(file, limits, channel.name);
  const ranges = withFiles(splitText(text, limits), text.length, files, limits.attachments?.together ?? false);
  if (ranges.length === 0) throw new GiveUp('A reply without words can’t be sent.');
  await queueDelivery(tx, id, { channelId: channel.id, recipient, ranges }, now);
}

/** Throws InvalidInput for files that the channel of a route does not take; where nothing is sent, all are kept. */
export async function refuseUnsendable(
  tx: Database,
  files: readonly ChosenAttachment[],
  route: Route | null,
): Promise<void> {
  if (route === null) return;
  const limits = await limitsOf(tx, route.channel);
  for (const file of files) refuseFile(file, limits, route.channel.name);
}

/** Files go with the last words or after them. */
function withFiles(
  words: NewDelivery['ranges'],
  end: number,
  files: readonly ChosenAttachment[],
  together: boolean,
): NewDelivery['ranges'] {
  const ids = files.map(({ id }) => id);
  if (ids.length === 0) return words;
  if (!together) return [...words, ...ids.map((id) => ({ from: end, to: end, files: [id] }))];
  const last = words.at(-1) ?? { from: 0, to: end };
  return [...words.slice(0, -1), { ...last, files: ids }];
}

function refuseFile({ name, mediaType, size }: ChosenAttachment, { attachments }: Limits, channel: string): void {
  const refuse = (why: string) => new InvalidInput(why, [{ path: 'attachments', message: why }]);
  if (attachments === null) throw refuse(`${channel} takes no files: send the words alone.`);
  if (!attachments.mediaTypes.includes(mediaType)) throw refuse(`${channel} takes no files like ${name}.`);
  if (size > attachments.maxBytes)
    throw refuse(`${name} is larger than the ${attachments.maxBytes / 1e6} MB that ${channel} takes.`);
}
