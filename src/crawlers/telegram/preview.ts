import type { Element } from 'domhandler';
import { httpUrl } from '../../domain/raw-post.ts';
import { GiveUp } from '../../errors.ts';
import type { CollectContext, Collected } from '../crawler.ts';
import { apiAddress } from '../support/api-answer.ts';
import { collectGone, collectList, type ListItem, type ListPage } from '../support/api-list.ts';
import { ApiProgress } from '../support/api-progress.ts';
import { parseInstant } from '../support/dates.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { elementToText, tidyLine } from '../support/html.ts';
import { parseDocument } from '../support/html-document.ts';
import { redactUrl } from '../support/redact-url.ts';

export interface PreviewSettings {
  previewUrl: string;
  channel: string;
  backfillDays: number;
}

/** Pages of some 20 posts. */
const MAX_PAGES = 25;
const MAX_GONE = 50;

/** The posts of a public channel as `t.me/s/<name>` shows them to everybody. */
export async function* readPreview(given: PreviewSettings, context: CollectContext): AsyncIterable<Collected> {
  const { channel, previewUrl, backfillDays } = given;
  const { fetch, signal } = context;
  const now = context.now();
  const progress = new ApiProgress(context.cursor, { now, backfillDays });
  const load = async (before: string | undefined): Promise<ListPage> => {
    const address = apiAddress(previewUrl, `s/${channel}`, { before });
    const page = await fetch(address, { accept: 'text/html, */*;q=0.5', signal });
    const read = readPage(page.text(), channel, now);
    if (read === undefined) throw noPreview(page.url, progress.isEmpty);
    // An empty answer now and then must not look as if everything was deleted.
    const emptied = before === undefined && read.items.length === 0 && !progress.isEmpty;
    if (emptied) throw new FetchFailed(`${redactUrl(page.url)} shows no posts now, but did before.`);
    return read;
  };
  const cursor = () => progress.toCursor();
  const walk = { list: 'preview', progress, load, signal, maxPages: MAX_PAGES, cursor };
  yield* collectList(walk);
  // The pages show all that there is: what is missing between two posts was deleted.
  yield* collectGone(walk, MAX_GONE, async (ids) => ids);
}

/** What never was a preview is the administrator's to mend; what was one may be one again. */
function noPreview(url: string, never: boolean): Error {
  const message =
    `${redactUrl(url)} shows no posts: is the name right, and the channel public with its preview switched on? ` +
    'Groups have none: add a bot to them.';
  return never ? new GiveUp(message) : new FetchFailed(message);
}

/** The posts of a page and the token of the one before it; undefined if it is no preview of the channel. */
export function readPage(html: string, channel: string, now: Date): ListPage | undefined {
  const page = parseDocument(html);
  const messages = page('.tgme_widget_message[data-post]').toArray().slice(0, 200);
  if (messages.length === 0 && page('.tgme_channel_info, .tgme_channel_history').length === 0) return undefined;
  const inReply = (each: Element) => page(each).closest('.tgme_widget_message_reply').length > 0;
  const items = messages.flatMap((message): ListItem[] => {
    const [name = '', number = ''] = (page(message).attr('data-post') ?? '').split('/');
    // A post of another channel is an advertisement or a copy.
    if (name.toLowerCase() !== channel.toLowerCase() || !/^\d{1,15}$/.test(number)) return [];
    const words = page(message)
      .find('.tgme_widget_message_text')
      .toArray()
      .find((each) => !inReply(each));
    const text = words ? elementToText(words) : '';
    const time = page(message).find('.tgme_widget_message_date time[datetime]').first().attr('datetime');
    const publishedAt = parseInstant(time, now);
    const author = page(message).find('.tgme_widget_message_owner_name').first().text();
    const externalId = `${name.toLowerCase()}/${number}`;
    const post = {
      externalId,
      kind: 'post' as const,
      url: httpUrl.parse(`https://t.me/${name}/${number}`),
      author: { id: name.toLowerCase(), name: tidyLine(author, 200) },
      text,
      publishedAt,
      threadId: name.toLowerCase(),
    };
    const at = publishedAt === null ? null : Math.floor(Date.parse(publishedAt) / 1000);
    return [{ id: externalId, at, post: text === '' ? null : post }];
  });
  const before = page('.tme_messages_more[data-before]').first().attr('data-before') ?? '';
  return { items, next: /^\d{1,15}$/.test(before) ? before : undefined };
}
