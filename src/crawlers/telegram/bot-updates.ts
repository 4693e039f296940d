import { z } from 'zod';
import type { RawPostInput } from '../../domain/raw-post.ts';
import type { CollectContext, Collected } from '../crawler.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { tidyLine, tidyText } from '../support/html.ts';
import { MOST_UPDATES, TelegramBot, type TelegramMessage, type TelegramUpdate } from './bot-api.ts';

const cursorShape = z.object({
  /** The id after the last update that was stored. */
  offset: z.number().int().nonnegative().optional(),
  /** Seconds since 1970: of the last update, the last reading and the last look at the bot's rights. */
  updateAt: z.number(),
  readAt: z.number(),
  rightsAt: z.number(),
});
type Cursor = z.output<typeof cursorShape>;

const DAY = 86_400;
/** After a week without updates their ids start at a random number ("Getting updates"). */
const OFFSET_HOLDS = 6 * DAY;
const MAX_PAGES = 50;

export interface BotSettings {
  apiUrl: string;
  token: string;
  /** Ids or @names; none: every group and channel that the bot is in. */
  chats: readonly string[];
}

/**
 * What was written where the bot is. Telegram forgets updates once the next ones are asked for, which happens only after
 * the checkpoint of those before.
 */
export async function* readUpdates(given: BotSettings, context: CollectContext): AsyncIterable<Collected> {
  const { signal } = context;
  const now = Math.floor(context.now().getTime() / 1000);
  const bot = new TelegramBot(given, context.fetch, signal);
  const saved = cursorShape.safeParse(context.cursor).data;
  const cursor: Cursor = saved ?? { updateAt: now, readAt: now, rightsAt: 0 };
  if (now - cursor.updateAt > OFFSET_HOLDS) delete cursor.offset;
  if (now - cursor.readAt > DAY) yield warning(given, GAP);
  if (now - cursor.rightsAt >= DAY) {
    if (!(await bot.readsGroups())) yield warning(given, PRIVACY);
    cursor.rightsAt = now;
  }
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, unread, count } = await bot.updates(cursor.offset);
    if (count > 0 && items.length === 0) throw new FetchFailed('Telegram sent only updates that can’t be read.');
    for (const update of items) {
      signal.throwIfAborted();
      const post = toPost(update, given.chats);
      if (post) yield { post };
    }
    signal.throwIfAborted();
    if (unread > 0) yield warning(given, `${unread} updates were not as documented and were passed over.`);
    const last = Math.max(...items.map(({ update_id: id }) => id));
    const moved = items.length > 0 && last + 1 > (cursor.offset ?? 0);
    if (moved) Object.assign(cursor, { offset: last + 1, updateAt: now });
    yield { checkpoint: { ...cursor, readAt: now } satisfies Cursor };
    if (count < MOST_UPDATES || !moved) return;
  }
}

const GAP =
  'The last reading is more than a day ago, and Telegram keeps updates for 24 hours: messages between may be lost.';
const PRIVACY =
  'The bot’s privacy mode is on: in groups it sees commands only. Switch it off with @BotFather (/setprivacy), ' +
  'or make the bot an administrator of the group.';

const warning = ({ apiUrl }: BotSettings, message: string): Collected => ({ warning: { url: apiUrl, message } });

function toPost(update: TelegramUpdate, chats: readonly string[]): RawPostInput | undefined {
  const message = update.message ?? update.edited_message ?? update.channel_post ?? update.edited_channel_post;
  if (!message || !isListenedTo(message, chats)) return undefined;
  const text = tidyText(message.text ?? message.caption ?? '');
  if (text === '') return undefined;
  const { chat, message_id: id, date } = message;
  return {
    externalId: `${chat.id}/${id}`,
    kind: chat.type === 'channel' ? 'post' : 'message',
    url: linkTo(message),
    author: authorOf(message),
    text,
    publishedAt: date < 1e11 ? new Date(date * 1000).toISOString() : null,
    threadId: message.is_topic_message ? `${chat.id}/${message.message_thread_id ?? 0}` : `${chat.id}`,
  };
}

/** Groups and channels only: what is written to the bot alone is for a channel that can answer. */
function isListenedTo(
  { chat, from, sender_chat: as, is_automatic_forward: copied }: TelegramMessage,
  chats: readonly string[],
) {
  if (!['group', 'supergroup', 'channel'].includes(chat.type) || copied) return false;
  if (from?.is_bot && !as) return false;
  const name = `@${chat.username ?? ''}`.toLowerCase();
  return chats.length === 0 || chats.some((each) => each === `${chat.id}` || each.toLowerCase() === name);
}

function authorOf({ from, sender_chat: as, author_signature: signature }: TelegramMessage) {
  const name = as
    ? [as.title, signature].filter(Boolean).join(', ')
    : [from?.first_name, from?.last_name].filter(Boolean).join(' ');
  const id = as?.id ?? from?.id;
  return { id: id === undefined ? null : `${id}`, name: tidyLine(name, 200) };
}

/** Public chats have names; in private supergroups only members can follow the link; groups have none. */
function linkTo({ chat, message_id: id }: TelegramMessage): string | null {
  if (/^\w{3,40}$/.test(chat.username ?? '')) return `https://t.me/${chat.username}/${id}`;
  const number = /^-100(\d+)$/.exec(`${chat.id}`)?.[1];
  return number === undefined ? null : `https://t.me/c/${number}/${id}`;
}
