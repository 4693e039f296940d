import { z } from 'zod';
import { parseInstant } from '../../crawlers/support/dates.ts';
import { tidyLine, tidyText } from '../../crawlers/support/html.ts';
import { httpUrl } from '../../domain/raw-post.ts';
import { InvalidInput } from '../../errors.ts';
import type { Inbound, KeptRequest, Receipt } from '../channel.ts';
import { filesOfPosts } from '../support/inbound-files.ts';

/** Zalo's ids can be numbers beyond 2^53, which JSON.parse would round: they are made strings before. Texts stay as they are. */
const STRING_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/gs;
const exact = (json: string) =>
  json.replace(STRING_OR_LONG_NUMBER, (found) => (found.startsWith('"') ? found : `"${found}"`));

function parse(body: Uint8Array): unknown {
  return JSON.parse(exact(Buffer.from(body).toString('utf8')));
}

const id = z.union([z.string().min(1).max(100), z.int()]).transform(String);

/** The time that stands in a request, as it is written there; empty if there is none. */
export function timestampOf(body: Uint8Array): string {
  try {
    return z.object({ timestamp: id }).parse(parse(body)).timestamp;
  } catch {
    return '';
  }
}

const event = z.object({
  event_name: z.string().max(100),
  sender: z.object({ id }).optional().catch(undefined),
  recipient: z.object({ id }).optional().catch(undefined),
  timestamp: z
    .union([z.string().regex(/^\d{1,15}$/), z.int().positive()])
    .transform(Number)
    .optional()
    .catch(undefined),
  message: z
    .object({
      msg_id: id.optional().catch(undefined),
      msg_ids: z.array(id).max(1000).optional().catch(undefined),
      text: z.string().catch(''),
      attachments: z
        .array(
          z.object({
            type: z.string().max(50),
            payload: z
              .object({
                name: z.string().max(500).optional().catch(undefined),
                url: httpUrl.optional().catch(undefined),
              })
              .optional()
              .catch(undefined),
          }),
        )
        .max(50)
        .catch([]),
    })
    .optional()
    .catch(undefined),
});
type ZaloEvent = z.output<typeof event>;

function readEvent(body: Uint8Array): ZaloEvent {
  try {
    return event.parse(parse(body));
  } catch (cause) {
    throw new InvalidInput('The body is no event of an official account.', [], { cause });
  }
}

const instantOf = ({ timestamp }: ZaloEvent, now: Date): string | null =>
  timestamp === undefined || timestamp > 8.64e15 ? null : parseInstant(new Date(timestamp).toISOString(), now);

/** What an event tells of one official account’s messages. Throws InvalidInput if it is none. */
export function readZaloEvent(oaId: string, { body, receivedAt }: KeptRequest): Inbound {
  const told = readEvent(body);
  const at = instantOf(told, receivedAt);
  if (told.event_name.startsWith('user_send_')) {
    const posts = toPosts(told, oaId, at);
    return { posts, ...filesOfPosts(posts.map(({ externalId }) => [externalId, filesOf(told)])) };
  }
  const state = RECEIPTS[told.event_name];
  return { posts: [], receipts: state === undefined ? [] : toReceipts(told, state, at) };
}

/** What was sent as a file; a link that somebody shares has an address, too. */
const FILES = ['image', 'gif', 'video', 'audio', 'file'];
const filesOf = ({ message }: ZaloEvent) =>
  (message?.attachments ?? []).flatMap(({ type, payload }) => (FILES.includes(type) ? [{ ...payload }] : []));

const RECEIPTS: Readonly<Record<string, Receipt['state']>> = {
  user_received_message: 'delivered',
  user_seen_message: 'read',
};

function toPosts({ sender, recipient, message }: ZaloEvent, oaId: string, at: string | null): Inbound['posts'] {
  if (sender === undefined || message?.msg_id === undefined || recipient?.id !== oaId || sender.id === oaId) return [];
  const files = message.attachments.map(
    ({ type, payload }) => `[${[type, tidyLine(payload?.name, 200)].filter(Boolean).join(': ')}]`,
  );
  const text = [tidyText(message.text), ...files].filter((part) => part !== '').join('\n');
  if (text === '') return [];
  const author = { id: sender.id };
  return [
    { externalId: message.msg_id, kind: 'message', author, text, publishedAt: at, threadId: `${oaId}/${sender.id}` },
  ];
}

function toReceipts({ message }: ZaloEvent, state: Receipt['state'], at: string | null): Receipt[] {
  const ids = message?.msg_ids ?? (message?.msg_id === undefined ? [] : [message.msg_id]);
  return ids.map((externalId) => ({ state, externalId, at }));
}
