import { csatPath } from '../../care/csat.ts';
import type { WebChatSettings } from '../../channels/web-chat/settings.ts';
import type { ChatItem } from '../../domain/chat.ts';
import type { StoredItem } from '../../storage/chat-items.ts';
import { linkState } from '../../storage/csat.ts';
import type { Database } from '../../storage/database.ts';

/** A link to rate: the whole address, and its token. */
const RATING = new RegExp(`\\S*${csatPath('([\\w-]{32})')}(?![\\w-])`);

/** The token of the rating that an item of the desk asks for. */
export const ratingToken = ({ reply, text }: StoredItem): string | undefined =>
  reply === null ? undefined : RATING.exec(text)?.[1];

/** Items as their visitor sees them. */
export function showItems(
  db: Database,
  { rating, agentNames }: Pick<WebChatSettings, 'rating' | 'agentNames'>,
  items: readonly StoredItem[],
  now: Date,
): Promise<ChatItem[]> {
  const show = async (item: StoredItem): Promise<ChatItem> => {
    const { number, at, clientId, reply } = item;
    const token = rating ? ratingToken(item) : undefined;
    return {
      number,
      at,
      from: reply === null ? 'visitor' : 'desk',
      text: token === undefined ? item.text : withoutLink(item.text),
      clientId,
      author: agentNames ? (reply?.author ?? null) : null,
      rating: token === undefined ? null : await linkState(db, token, now),
    };
  };
  return Promise.all(items.map(show));
}

/** The words around the link, which a form stands in for. */
const withoutLink = (text: string) =>
  text
    .replace(RATING, '')
    .replace(/[ \t]*:\s*(?=\n|$)/u, '.')
    .trim();
