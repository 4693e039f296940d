import { z } from 'zod';
import { parseInstant } from '../../crawlers/support/dates.ts';
import { tidyText } from '../../crawlers/support/html.ts';
import { httpUrl, type RawPostInput } from '../../domain/raw-post.ts';
import { InvalidInput } from '../../errors.ts';
import type { Inbound, KeptRequest, Receipt } from '../channel.ts';
import { filesOfPosts } from '../support/inbound-files.ts';

const id = z.string().min(1).max(400);
const milliseconds = z.number().positive().max(8.64e15).optional().catch(undefined);

/** One event of the Messenger Platform; those that tell of nothing else are left out. */
const event = z.object({
  sender: z.object({ id }),
  timestamp: milliseconds,
  message: z
    .object({
      mid: id,
      text: z.string().catch(''),
      is_echo: z.boolean().optional().catch(undefined),
      is_deleted: z.boolean().optional().catch(undefined),
      attachments: z
        .array(
          z.object({
            type: z.string().max(50).catch('file'),
            payload: z
              .object({ url: httpUrl.optional().catch(undefined) })
              .optional()
              .catch(undefined),
          }),
        )
        .max(50)
        .catch([]),
    })
    .optional()
    .catch(undefined),
  postback: z
    .object({ mid: id, title: z.string().max(1000) })
    .optional()
    .catch(undefined),
  delivery: z
    .object({ mids: z.array(id).max(1000).catch([]), watermark: milliseconds })
    .optional()
    .catch(undefined),
  read: z.object({ watermark: milliseconds }).optional().catch(undefined),
});
type MessagingEvent = z.output<typeof event>;

const body = z.object({
  object: z.literal('page'),
  entry: z.array(z.object({ id: z.string().max(100), messaging: z.array(z.unknown()).max(1000).catch([]) })).max(1000),
});

/** What a webhook of `object: page` tells of one page’s messages. Throws InvalidInput if it is none. */
export function readMessaging(pageId: string, request: KeptRequest): Inbound {
  const events = entriesOf(request.body)
    .filter((entry) => entry.id === pageId)
    .flatMap(({ messaging }) => messaging)
    .flatMap((each) => {
      const parsed = event.safeParse(each);
      return parsed.success && parsed.data.sender.id !== pageId ? [parsed.data] : [];
    });
  const now = request.receivedAt;
  return {
    posts: events.flatMap((each) => toPost(each, now)),
    ...filesOfPosts(events.flatMap(({ message }) => (message ? [[message.mid, filesOf(message)] as const] : []))),
    gone: events.flatMap(({ message }) => (message?.is_deleted ? [message.mid] : [])),
    receipts: events.flatMap((each) => toReceipts(each, now)),
  };
}

/** What was sent as a file; a link that somebody shares has an address, too. */
const FILES = ['image', 'video', 'audio', 'file'];
const filesOf = ({ attachments }: NonNullable<MessagingEvent['message']>) =>
  attachments.flatMap(({ type, payload }) => (FILES.includes(type) ? [{ url: payload?.url }] : []));

function entriesOf(bytes: Uint8Array) {
  try {
    return body.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).entry;
  } catch (cause) {
    throw new InvalidInput('The body is no webhook of a page.', [], { cause });
  }
}

const instant = (time: number | undefined, now: Date): string | null =>
  time === undefined ? null : parseInstant(new Date(time).toISOString(), now);

function toPost({ sender, message, postback, timestamp }: MessagingEvent, now: Date): RawPostInput[] {
  if (message?.is_echo || message?.is_deleted) return [];
  const externalId = message?.mid ?? postback?.mid;
  const files = message?.attachments.map(({ type }) => `[${type}]`) ?? [];
  const text = [tidyText(message?.text ?? postback?.title ?? ''), ...files].filter((part) => part !== '').join('\n');
  if (externalId === undefined || text === '') return [];
  return [
    {
      externalId,
      kind: 'message',
      author: { id: sender.id },
      text,
      publishedAt: instant(timestamp, now),
      threadId: sender.id,
    },
  ];
}

function toReceipts({ sender, delivery, read, timestamp }: MessagingEvent, now: Date): Receipt[] {
  const at = instant(timestamp, now);
  const delivered = (delivery?.mids ?? []).map((mid) => ({ state: 'delivered' as const, externalId: mid, at }));
  const upTo = instant(read?.watermark, now);
  return upTo === null ? delivered : [...delivered, { state: 'read', recipient: sender.id, upTo, at }];
}
