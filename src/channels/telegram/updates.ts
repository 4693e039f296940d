import { z } from 'zod';
import { parseInstant } from '../../crawlers/support/dates.ts';
import { tidyLine, tidyText } from '../../crawlers/support/html.ts';
import { InvalidInput } from '../../errors.ts';
import type { Inbound, InboundFile, KeptRequest } from '../channel.ts';

const word = z.string().optional().catch(undefined);
const thing = z.unknown().optional();
const fileId = z.string().regex(/^[\w-]{1,200}$/);
const file = z.object({ file_id: fileId, file_name: word }).optional().catch(undefined);

/** Files that come with or instead of words, by the names of their fields. */
const FILES = ['photo', 'document', 'voice', 'video', 'audio', 'sticker', 'location', 'contact', 'animation'] as const;

const message = z.object({
  message_id: z.int(),
  date: z.int().positive().max(1e11),
  chat: z.object({ id: z.int(), type: z.string() }),
  from: z.object({ is_bot: z.boolean().catch(false), first_name: word, last_name: word }),
  text: word,
  /** The words below a picture or file. */
  caption: word,
  /** The same picture in several sizes, the largest last. */
  photo: z
    .array(z.object({ file_id: fileId, file_name: word }))
    .optional()
    .catch(undefined),
  document: file,
  voice: file,
  video: file,
  audio: file,
  sticker: thing,
  location: thing,
  contact: thing,
  animation: file,
});

const update = z.object({
  update_id: z.int().nonnegative(),
  message: message.optional().catch(undefined),
  edited_message: message.optional().catch(undefined),
});

function readBody(bytes: Uint8Array): z.output<typeof update> {
  try {
    return update.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    throw new InvalidInput('The body is no update of the Bot API.', [], { cause });
  }
}

/** Pressing the button that starts a bot sends this: nobody has said anything yet. */
const isStart = (text: string) => /^\/start(?:\s+\S{1,64})?$/.test(text);

/** What an update tells of a private chat; whatever happens in groups is for the crawler. Throws InvalidInput if it is none. */
export function readUpdate(bot: string, { body, receivedAt }: KeptRequest): Inbound {
  const told = readBody(body);
  const written = told.message ?? told.edited_message;
  if (written === undefined || written.chat.type !== 'private' || written.from.is_bot) return { posts: [] };
  const { chat, from, message_id: id, date } = written;
  const files = FILES.filter((file) => written[file] !== undefined).map((file) => `[${file}]`);
  const words = tidyText(written.text ?? written.caption ?? '');
  const text = [words, ...files].filter((part) => part !== '').join('\n');
  if (text === '' || isStart(text)) return { posts: [] };
  const name = tidyLine([from.first_name, from.last_name].filter(Boolean).join(' '), 200);
  const author = { id: `${chat.id}`, name };
  const publishedAt = parseInstant(new Date(date * 1000).toISOString(), receivedAt);
  const threadId = `${bot}/${chat.id}`;
  const externalId = `${threadId}/${id}`;
  const posts = [{ externalId, kind: 'message' as const, author, text, publishedAt, threadId }];
  const sent = filesOf(written);
  return sent.length === 0 ? { posts } : { posts, files: { [externalId]: sent } };
}

function filesOf({ photo, document, voice, video, audio, animation }: z.output<typeof message>): InboundFile[] {
  const picture = photo?.at(-1);
  // An animation comes as a document, too.
  return [picture, animation ?? document, voice, video, audio].flatMap((each) =>
    each === undefined ? [] : [{ name: each.file_name ?? null, origin: each.file_id }],
  );
}
