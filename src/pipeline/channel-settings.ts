import type { Channel } from '../channels/channel.ts';
import { findChannel } from '../channels/channels.ts';
import { GiveUp } from '../errors.ts';
import type { ChannelRow } from '../storage/channels.ts';
import { channelSeal } from '../storage/sealed-records.ts';
import type { Vault } from '../storage/secrets.ts';
import { type OpenSettings, textsOf } from './source-secrets.ts';

/** A channel ready to work: its kind, and its settings with their secrets. */
export interface OpenChannel extends OpenSettings {
  row: ChannelRow;
  channel: Channel;
}

/** Opens the secrets of a channel. Throws GiveUp, which says what to do, when its settings are not complete. */
export function openChannel(vault: Vault, row: ChannelRow): OpenChannel {
  const channel = findChannel(row.kind);
  const opened = vault.decryptFields(row.sealed, channelSeal(row.id));
  const parsed = channel.settings.safeParse({ ...row.settings, ...opened });
  if (parsed.success) return { row, channel, settings: parsed.data, secrets: textsOf(Object.values(opened)) };
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).slice(0, 5);
  throw new GiveUp(`The settings are not complete, change the channel: ${wrong.join('; ')}.`, { cause: parsed.error });
}
