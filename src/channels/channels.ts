import { InvalidInput } from '../errors.ts';
import type { Channel } from './channel.ts';
import { channel as email } from './email.ts';
import { channel as facebookComment } from './facebook-comment.ts';
import { channel as messenger } from './messenger.ts';
import { channel as ott } from './ott.ts';
import { channel as selfcare } from './selfcare.ts';
import { channel as sms } from './sms.ts';
import { channel as telegram } from './telegram.ts';
import { channel as webChat } from './web-chat.ts';
import { channel as zalo } from './zalo.ts';

/** Every kind of channel there is; a new one is its file and a line here. */
export const channels: readonly Channel[] = [
  email,
  ott,
  facebookComment,
  messenger,
  selfcare,
  sms,
  telegram,
  webChat,
  zalo,
];

/** The channel of a kind; throws InvalidInput that names the kinds there are. */
export function findChannel(kind: string): Channel {
  const found = channels.find((channel) => channel.kind === kind);
  if (found) return found;
  const kinds = channels.map((channel) => channel.kind).join(', ');
  throw new InvalidInput(`There is no channel kind “${kind.slice(0, 40)}”. Kinds: ${kinds}.`, [
    { path: 'kind', message: `must be one of ${kinds}` },
  ]);
}
