import { z } from 'zod';
import { parseInstant } from '../../crawlers/support/dates.ts';
import { tidyLine, tidyText } from '../../crawlers/support/html.ts';
import { httpUrl, type RawPostInput } from '../../domain/raw-post.ts';
import { InvalidInput } from '../../errors.ts';
import type { Inbound, KeptRequest, Receipt } from '../channel.ts';
import { filesOfPosts } from '../support/inbound-files.ts';

const id = z.union([z.string().min(1).max(200), z.int()]).transform(String);
const at = z.string().max(100).nullish().catch(null);
const name = z.string().max(500).nullish().catch(null);

const event = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    id,
    at,
    from: z.object({ id, name }),
    text: z.string().catch(''),
    attachments: z
      .array(z.object({ kind: z.string().max(50).catch('file'), name, url: httpUrl.nullish().catch(null) }))
      .max(20)
      .catch([]),
  }),
  z.object({ type: z.literal('removed'), messageId: id }),
  z.object({
    type: z.enum(['delivered', 'read', 'failed']),
    messageId: id,
    at,
    reason: z.string().max(500).nullish().catch(null),
  }),
]);
type OttEvent = z.output<typeof event>;

const body = z.object({ events: z.array(z.unknown()).max(1000) });

/** The events of one request. Throws InvalidInput if it is no list of events; single ones that can't be read are left out. */
export function readOttEvents(network: string, contact: string, request: KeptRequest): Inbound {
  const events = readBody(request.body).flatMap((each) => {
    const parsed = event.safeParse(each);
    return parsed.success ? [parsed.data] : [];
  });
  const outside = (own: string) => `${network}/${own}`;
  const messages = events.filter((each) => each.type === 'message');
  return {
    posts: messages.flatMap((each) => toPost(each, contact, outside, request.receivedAt)),
    ...filesOfPosts(messages.map(({ id: own, attachments }) => [outside(own), attachments])),
    gone: events.flatMap((each) => (each.type === 'removed' ? [outside(each.messageId)] : [])),
    receipts: events.flatMap((each) => toReceipt(each, outside, request.receivedAt)),
  };
}

function readBody(bytes: Uint8Array): unknown[] {
  try {
    return body.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).events;
  } catch (cause) {
    throw new InvalidInput('The body is no list of events.', [], { cause });
  }
}

function toPost(
  { id: own, at: told, from, text, attachments }: Extract<OttEvent, { type: 'message' }>,
  contact: string,
  outside: (own: string) => string,
  now: Date,
): RawPostInput[] {
  const files = attachments.map(
    ({ kind, name: file }) => `[${[kind, tidyLine(file, 200)].filter(Boolean).join(': ')}]`,
  );
  const words = [tidyText(text), ...files].filter((part) => part !== '').join('\n');
  const author = { id: outside(from.id), name: tidyLine(from.name, 200) };
  // Some networks tell of what the contact itself wrote, too.
  if (words === '' || from.id === contact) return [];
  return [
    {
      externalId: outside(own),
      kind: 'message',
      author,
      text: words,
      publishedAt: parseInstant(told, now),
      threadId: author.id,
    },
  ];
}

function toReceipt(each: OttEvent, outside: (own: string) => string, now: Date): Receipt[] {
  if (each.type === 'message' || each.type === 'removed') return [];
  const { type: state, messageId, at: told, reason } = each;
  const receipt = { state, externalId: outside(messageId), at: parseInstant(told, now) };
  return [reason ? { ...receipt, reason } : receipt];
}
